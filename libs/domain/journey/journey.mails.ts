import { didIt, type Doer, type Intent, type MailKind, type Recipient } from '../kernel/decider'
import type { ClosedJourney, OpenJourney } from './journey.state'

type Data = Intent['data']
type Known = OpenJourney | ClosedJourney

/** News to everybody but those who made it: people also refer somebody whom they then follow themselves. */
export const unlessDone = (by: Doer, ...intents: readonly Intent[]): readonly Intent[] =>
  intents.filter(({ to }) => !didIt(by, to))

/** News stay true whatever happens next. */
export const told = (mail: MailKind, to: Recipient, data: Data): Intent => ({ mail, to, data, task: null })

/** A request is about one wait: once that wait is over, the mail is not due any more. */
export function asked(mail: MailKind, to: Recipient, state: Known, data: Data): Intent {
  const task = state.stage === 'closed' ? null : { name: state.task, since: state.since }
  return { mail, to, data, task }
}
