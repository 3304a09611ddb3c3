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

/**
 * News are for a prescriber outside the lieu: whoever came through its own door is followed there, and whoever signed a
 * paper sheet has no account. What asks for something goes out all the same.
 */
export const newsTo = (state: Known, intent: Intent): readonly Intent[] =>
  intent.to.role !== 'prescriber' || isWithinLieu(state) ? [] : [intent]

/** A lieu that has referred the person itself is told as the prescriber. */
export const withLieu = (state: Known, intent: Intent): readonly Intent[] => (isWithinLieu(state) ? [] : [intent])

/** The person walked in, and is still with the lieu that referred them. */
export const isWithinLieu = ({ referral: { entry, prescriber, placeStructure } }: Known): boolean =>
  entry === 'walk_in' && prescriber.structure === placeStructure

/** A lieu was asked and is asked no more. */
export const takenBack = (place: string, cause: 'no_answer' | 'withdrawn' | 'line_expired' | 'offer_lapsed'): Intent =>
  told('referral_taken_back', { role: 'lieu', id: place }, { place, cause })
