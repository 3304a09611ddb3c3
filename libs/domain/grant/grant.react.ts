import type { CountedWait, GrantTask } from '../call/call.schema'
import { didIt, type Doer, type Intent, type Recipient } from '../kernel/decider'
import { never } from '../kernel/refusal'
import { dayOf, endOfWait } from '../kernel/wait'
import type { GrantEvent, GrantEventOf } from './grant.events'
import { ownersOf, waitOf } from './grant.plan'
import { type GrantState, isConditionToCheck, type KnownGrant, numberOf, type OpenGrant } from './grant.state'

/** Whom a grant tells what: whoever must act next, the structure of what is decided, paid and closed, its reviewers. */
export function react(event: GrantEvent, state: GrantState, stream: string, by: Doer): readonly Intent[] {
  if (state.stage === 'unknown') return []
  return intentsOf(event, state, stream).filter(({ to, task }) => isForAnotherHand(task?.name) || !didIt(by, to))
}

/** A payment that one fund manager has ordered is for another one to approve. */
const isForAnotherHand = (task: string | undefined): boolean => task === 'approve_payment'

function intentsOf(event: GrantEvent, state: KnownGrant, stream: string): readonly Intent[] {
  switch (event.type) {
    case 'ApplicationSubmitted':
    case 'CompletionAsked':
    case 'ApplicationCompleted':
    case 'CompletionMissed':
    case 'CommitteeHeard':
    case 'DeferralEnded':
    case 'ConditionLifted':
    case 'AmendmentAsked':
    case 'AmendmentDecided':
    case 'AgreementIssued':
    case 'AgreementSigned':
    case 'PaymentOrdered':
    case 'PaymentNotDue':
    case 'PaymentApproved':
    case 'ReportAwaited':
    case 'ReportHandedIn':
    case 'ReportMissed':
    case 'ReportSentBack':
    case 'ReportDayMoved':
    case 'ReportAccepted':
    case 'RecoveryOrdered':
      return asked('grant_task', state, stream)
    case 'PaymentFailed':
    case 'FundsRecovered':
    case 'RecoveryWaived':
      return askedAnew(event, state, stream)
    case 'DocumentProvided':
      return toCheck(event, state, stream)
    case 'ReviewAsked':
      return [reviewAsked(event.data.reviewer, state, stream)]
    case 'GrantAwarded':
    case 'GrantDeferred':
    case 'InstructionReopened':
    case 'GrantNotified':
      return [decided(event, state, stream), ...ofStructure(asked('grant_task', state, stream))]
    case 'AgreementCountersigned':
      // An amendment tells itself that it takes effect.
      return state.amendment ? [] : [decided(event, state, stream), ...asked('grant_task', state, stream)]
    case 'GrantAmended':
      // Another day of a report is told by its own event.
      return [decided(event, state, stream), ...ofManager(asked('grant_task', state, stream))]
    case 'AmendmentDeclined':
      return [decided(event, state, stream), ...asked('grant_task', state, stream)]
    case 'GrantRefused':
      return [decided(event, state, stream)]
    case 'PaymentMade':
      return [paid(event, state, stream), ...askedAnew(event, state, stream)]
    case 'GrantClosed':
      return closed(event, state, stream)
    case 'GrantReminded':
      return [...asked('grant_reminder', state, stream), ...remindedReviewers(state, stream)]
    case 'GrantEscalated':
      return asked('grant_late', state, stream, manager(state))
    default:
      return quiet(event)
  }
}

type Quiet = GrantEventOf<
  | ('ApplicationDrafted' | 'GrantTakenOver' | 'AgreementTakenOver')
  | ('ApplicationAdmitted' | 'ReviewGiven' | 'ReviewDeclined')
  | ('InstructionConcluded' | 'CommitteeConvened' | 'CommitteeCancelled' | 'GrantEvaluated' | 'PlanRecomputed')
>

/** What nobody needs to be written to about: its author sees it, or something else says it. */
function quiet(event: Quiet): readonly Intent[] {
  switch (event.type) {
    case 'ApplicationDrafted':
    case 'GrantTakenOver':
    case 'AgreementTakenOver':
    case 'ApplicationAdmitted':
    case 'ReviewGiven':
    case 'ReviewDeclined':
    case 'InstructionConcluded':
    case 'CommitteeConvened':
    case 'CommitteeCancelled':
    case 'GrantEvaluated':
    case 'PlanRecomputed':
      return []
    default:
      return never(event)
  }
}

const about = ({ opening }: KnownGrant, stream: string) => ({ call: opening.terms.title, number: numberOf(stream) })

const applicant = ({ opening }: KnownGrant): Recipient => ({ role: 'applicant', id: opening.structure })
const manager = ({ opening }: KnownGrant): Recipient => ({ role: 'fund_manager', id: opening.territory })

const ofManager = (intents: readonly Intent[]) => intents.filter(({ to }) => to.role === 'fund_manager')
const ofStructure = (intents: readonly Intent[]) => intents.filter(({ to }) => to.role === 'applicant')

/** The document that a decision was subject to has just come: its manager has not seen it. */
const toCheck = ({ at }: Pick<GrantEvent, 'at'>, state: KnownGrant, stream: string) =>
  state.stage !== 'closed' && isConditionToCheck(state) ? askedAnew({ at }, state, stream) : []

/** What comes next where a wait begins; where one payer has answered and others are still awaited, those know it already. */
const askedAnew = ({ at }: Pick<GrantEvent, 'at'>, state: KnownGrant, stream: string) =>
  state.stage !== 'closed' && state.since === at ? asked('grant_task', state, stream) : []

/** The day by which something is asked: the one that was set, or the one on which the wait ends. */
function lastDayOf(state: OpenGrant, stream: string): string {
  const { task, since, until, opening } = state
  if (until !== null) return until
  const { expireAfter, calendar } = waitOf(state) as CountedWait
  return dayOf(endOfWait(since, expireAfter, calendar, opening.zone, `${stream}/${task}`), opening.zone)
}

/** To all who must act next, with the day by which; nobody once the same events have closed the grant. */
function asked(
  mail: 'grant_task' | 'grant_reminder' | 'grant_late',
  state: KnownGrant,
  stream: string,
  to?: Recipient,
): readonly Intent[] {
  if (state.stage === 'closed') return []
  const { task } = state
  // A report is announced with its day by the event that comes next.
  if (task === 'hand_in_report' && state.until === null) return []
  const told = isConditionToCheck(state) ? 'check_condition' : task
  const data = { ...about(state, stream), task: told, until: lastDayOf(state, stream) }
  const recipients = to ? [to] : ownersOf(state)
  return recipients.map((each) => ({ mail, to: each, data, task: { name: task, since: state.since } }))
}

function reviewAsked(reviewer: string, state: KnownGrant, stream: string): Intent {
  const until = state.stage === 'closed' ? null : lastDayOf(state, stream)
  return {
    mail: 'grant_review_asked',
    to: { role: 'reviewer', id: reviewer },
    data: { ...about(state, stream), until },
    task: null,
  }
}

/** Those who were asked and have not answered are reminded with the fund manager. */
const remindedReviewers = (state: KnownGrant, stream: string): readonly Intent[] =>
  state.stage === 'instruction'
    ? state.reviews.flatMap(({ reviewer, is }) => (is === 'asked' ? [reviewAsked(reviewer, state, stream)] : []))
    : []

type Told = GrantEventOf<
  | ('GrantAwarded' | 'GrantRefused' | 'GrantDeferred' | 'InstructionReopened' | 'GrantNotified')
  | ('AgreementCountersigned' | 'AmendmentDeclined' | 'GrantAmended')
>

/** What was decided, to the structure; the sum once it is told, the reason in the words of the call. */
function decided(event: Told, state: KnownGrant, stream: string): Intent {
  const told = { cents: null, reason: null, until: null, reference: null }
  const { reasons } = state.opening.terms
  const data = { ...about(state, stream), ...told, ...verdictOf(event, state, reasons) }
  return { mail: 'grant_decided', to: applicant(state), data, task: null }
}

function verdictOf(event: Told, state: KnownGrant, reasons: KnownGrant['opening']['terms']['reasons']) {
  switch (event.type) {
    case 'GrantAwarded':
      return {
        verdict: event.data.condition ? 'subject' : 'awarded',
        cents: event.data.cents,
        until: event.data.condition?.until ?? null,
      }
    case 'GrantRefused':
      return { verdict: 'refused', reason: wordsOf(reasons.refused, event.data.reason) }
    case 'GrantDeferred':
      return { verdict: 'deferred', reason: wordsOf(reasons.deferred, event.data.reason), until: event.data.until }
    case 'InstructionReopened':
      return { verdict: 'reopened', reason: wordsOf(reasons.reversed, event.data.reason) }
    case 'GrantNotified':
      return { verdict: 'notified', cents: state.award?.cents ?? null, reference: event.data.reference }
    case 'AmendmentDeclined':
      return { verdict: 'unamended', reason: wordsOf(reasons.refused, event.data.reason) }
    case 'GrantAmended':
      return { verdict: 'amended', cents: event.data.cents, reason: wordsOf(reasons.amended, event.data.reason) }
    case 'AgreementCountersigned':
      return { verdict: 'agreed', cents: state.award?.cents ?? null }
  }
}

const wordsOf = (list: readonly { readonly code: string; readonly fr: string }[], code: string): string | null =>
  list.find((each) => each.code === code)?.fr ?? null

function paid({ data, on }: GrantEventOf<'PaymentMade'>, state: KnownGrant, stream: string): Intent {
  const cents = data.movements.reduce((sum, each) => sum + each.cents, 0)
  const told = { ...about(state, stream), cents, on: on ?? null, mandate: data.mandate }
  return { mail: 'grant_paid', to: applicant(state), data: told, task: null }
}

/** The end of a grant, to its structure and, where the structure has ended it, to the fund manager; a refusal was told. */
function closed({ data: { outcome, reason } }: GrantEventOf<'GrantClosed'>, state: KnownGrant, stream: string) {
  if (outcome === 'refused') return []
  const { inadmissible, withdrawn } = state.opening.terms.reasons
  const words = reason === null ? null : (wordsOf(inadmissible, reason) ?? wordsOf(withdrawn, reason))
  const data = { ...about(state, stream), outcome, reason: words }
  return [applicant(state), manager(state)].map(
    (to) => ({ mail: 'grant_closed', to, data, task: null }) satisfies Intent,
  )
}

/** False where the wait that a mail is about is over. */
export function stillDue(state: GrantState, { task, mail, to }: Intent): boolean {
  if (mail === 'grant_review_asked') return isAwaited(state, to.id)
  if (!task) return true
  if (state.stage === 'unknown' || state.stage === 'closed') return false
  return state.task === (task.name as GrantTask) && state.since === task.since
}

const isAwaited = (state: GrantState, reviewer: string): boolean =>
  state.stage === 'instruction' && state.reviews.some((review) => review.reviewer === reviewer && review.is === 'asked')
