import type { ReactNode } from 'react'
import { frenchSpacing } from '../words/french.spacing'
import { font, palette } from './palette'

interface PageProps {
  readonly subject: string
  readonly title: string
  /** Whose mail it is: the name under which people know the programme. */
  readonly programme: string
  readonly children: ReactNode
}

/** The page of every mail: one column, real headings, no image. Tables only lay out, which mail programs ask for. */
export const Page = ({ subject, title, programme, children }: PageProps) => (
  <html lang="fr" dir="ltr">
    <head>
      <meta httpEquiv="Content-Type" content="text/html; charset=UTF-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light" />
      <title>{subject}</title>
    </head>
    <body style={{ margin: 0, padding: 0, backgroundColor: palette.ground }}>
      <Column style={{ width: '100%', backgroundColor: palette.ground }} cell={{ padding: '24px 12px' }}>
        <Column
          style={{ width: '100%', maxWidth: '600px', margin: '0 auto', backgroundColor: palette.paper }}
          cell={{ ...font, color: palette.ink, padding: '24px', borderTop: `6px solid ${palette.accent}` }}
        >
          <p style={{ margin: '0 0 16px', color: palette.quiet }}>{programme}</p>
          <h1 style={{ margin: '0 0 16px', fontSize: '24px', lineHeight: '1.3' }}>{frenchSpacing(title)}</h1>
          {children}
          <Footer programme={programme} />
        </Column>
      </Column>
    </body>
  </html>
)

interface ColumnProps {
  readonly style: React.CSSProperties
  readonly cell: React.CSSProperties
  readonly children: ReactNode
}

const Column = ({ style, cell, children }: ColumnProps) => (
  <table role="presentation" cellPadding="0" cellSpacing="0" border={0} align="center" style={style}>
    <tbody>
      <tr>
        <td style={cell}>{children}</td>
      </tr>
    </tbody>
  </table>
)

/** Says why no name is there, so that nobody asks for one by answering. */
const Footer = ({ programme }: Pick<PageProps, 'programme'>) => (
  <p
    style={{
      margin: '24px 0 0',
      paddingTop: '16px',
      borderTop: `1px solid ${palette.line}`,
      fontSize: '14px',
      color: palette.quiet,
    }}
  >
    {frenchSpacing(`Message automatique de Parcours pour ${programme}. `)}
    Il ne contient aucun nom, pour protéger les personnes. Merci de ne pas y répondre.
  </p>
)
