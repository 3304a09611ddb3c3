import type { LetterFacts } from '../letter'
import { frenchSpacing } from '../words/french.spacing'
import { palette } from './palette'

/** One or more sentences. */
export const Paragraph = ({ children }: { readonly children: string }) => (
  <p style={{ margin: '0 0 16px' }}>{frenchSpacing(children)}</p>
)

export const Heading = ({ children }: { readonly children: string }) => (
  <h2 style={{ margin: '24px 0 8px', fontSize: '18px', lineHeight: '1.3' }}>{frenchSpacing(children)}</h2>
)

/** A short list of facts, each with its name; those without a value are left out. */
export const Details = ({ rows }: { readonly rows: readonly (readonly [name: string, value: string | null])[] }) => (
  <ul style={{ margin: '0 0 16px', padding: '12px 16px 12px 32px', border: `1px solid ${palette.line}` }}>
    {rows.flatMap(([name, value]) =>
      value === null ? (
        []
      ) : (
        <li key={name}>
          {frenchSpacing(`${name} : `)}
          <strong>{frenchSpacing(value)}</strong>
        </li>
      ),
    )}
  </ul>
)

export const List = ({ items }: { readonly items: readonly string[] }) => (
  <ul style={{ margin: '0 0 16px', padding: '0 0 0 24px' }}>
    {items.map((item) => (
      <li key={item}>{frenchSpacing(item)}</li>
    ))}
  </ul>
)

/** The way to Parcours; the journey's number is among its details. */
export const ParcoursLink = ({ journey }: Pick<LetterFacts, 'journey'>) => (
  <p style={{ margin: '24px 0 0' }}>
    <a
      href={journey.link}
      style={{
        display: 'inline-block',
        padding: '12px 20px',
        backgroundColor: palette.accent,
        color: palette.paper,
        fontWeight: 'bold',
        textDecoration: 'underline',
      }}
    >
      {frenchSpacing('Ouvrir Parcours')}
    </a>
  </p>
)

/** Which journey it is: its number, what the prescriber calls it, and initials. */
export const JourneyDetails = ({
  facts: { to, journey, person, place, device },
}: {
  readonly facts: Pick<LetterFacts, 'to' | 'journey' | 'person' | 'place' | 'device'>
}) => (
  <Details
    rows={[
      ['Parcours', `n° ${journey.number}`],
      [to === 'prescriber' ? 'Votre référence' : 'Référence du prescripteur', person.reference],
      ['Initiales', person.initials],
      ['Lieu', place],
      ['Ordinateur', device],
    ]}
  />
)
