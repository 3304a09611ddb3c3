import { render, toPlainText } from '@react-email/render'
import type { MailKind } from '../domain/kernel/decider'
import { Page } from './layout/page.layout'
import type { LetterFacts } from './letter'
import { type MailData, mailData } from './mail.data'
import { templates } from './templates'

/** What leaves: the text is made from the HTML, so that both always say the same. */
export interface RenderedMail {
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** Thrown where the data of a mail is not what its kind is made of: no other try would help. */
export class UnreadableMailError extends Error {}

/** Makes the mail of a kind. `data` is what the core has written. */
export async function renderLetter(kind: MailKind, data: unknown, facts: LetterFacts): Promise<RenderedMail> {
  const parsed = mailData[kind].safeParse(data)
  if (!parsed.success) throw new UnreadableMailError(`data of a mail of kind ${kind}`)
  const template = templates[kind] as (
    data: MailData[MailKind],
    facts: LetterFacts,
  ) => ReturnType<(typeof templates)[MailKind]>
  const { title, body } = template(parsed.data, facts)
  const { programme } = facts
  const subject = `${title} – ${programme}`
  const html = await render(<Page {...{ subject, title, programme }}>{body}</Page>)
  return { subject, html, text: textOf(html) }
}

const headings = ['h1', 'h2'].map((selector) => ({
  selector,
  options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 },
}))

const textOf = (html: string) =>
  toPlainText(html, { wordwrap: 76, selectors: [...headings, { selector: 'ul', options: { itemPrefix: '- ' } }] })
