import { type DatedTask, datedTasks } from '../call/call.schema'
import { refusedCode } from '../device/device.checks'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, never, refuse } from '../kernel/refusal'
import type { GrantEvent, GrantOwn } from './grant.events'
import { released } from './grant.money'
import { type GrantState, isConditionToCheck, type OpenGrant, openReport } from './grant.state'

const notOpen = (state: Exclude<GrantState, OpenGrant>) =>
  state.stage === 'unknown' ? refuse('unknown_stream') : refuse('grant_closed', { outcome: state.outcome })

/** A structure gives its project up while nothing of it is paid or at the payer's; what it held is free again. */
export function withdraw(
  { data: { reason } }: GrantOwn['WithdrawGrant'],
  state: GrantState,
  { now: at }: Facts,
  stream: string,
): Decision<GrantEvent> {
  if (state.stage === 'unknown' || state.stage === 'closed') return notOpen(state)
  const unknown = refusedCode(state.opening.terms.reasons.withdrawn, reason, 'reason', 'reasons.withdrawn')
  if (unknown) return unknown
  const parts = state.payments.flatMap((payment) => payment.parts)
  if (parts.some(({ is }) => is === 'paid')) return refuse('grant_already_paid')
  if (state.task === 'record_payment') return refuse('payment_at_the_payer')
  const movements = released(stream, state)
  return accept({ type: 'GrantClosed', data: { outcome: 'withdrawn', reason, movements }, at })
}

export const remind = (state: GrantState, { now: at }: Facts): Decision<GrantEvent> =>
  state.stage === 'unknown' || state.stage === 'closed'
    ? notOpen(state)
    : accept({ type: 'GrantReminded', data: { task: state.task }, at })

const isDated = (task: OpenGrant['task']): task is DatedTask => (datedTasks as readonly string[]).includes(task)

/** The end of a wait: on a day that was set, what follows from it; else the fund manager is told, and told again after as long. */
export function expire(state: GrantState, { now: at }: Facts, stream: string): Decision<GrantEvent> {
  if (state.stage === 'unknown' || state.stage === 'closed') return notOpen(state)
  const { task } = state
  // A document that is there in time never lapses: its manager has not looked at it.
  if (!isDated(task) || isConditionToCheck(state)) return accept({ type: 'GrantEscalated', data: { task }, at })
  switch (task) {
    case 'submit_application':
      return accept({ type: 'GrantClosed', data: { outcome: 'not_submitted', reason: null, movements: [] }, at })
    case 'complete_application':
      return accept({ type: 'CompletionMissed', data: {}, at })
    case 'meet_condition': {
      const movements = released(stream, state)
      return accept({ type: 'GrantClosed', data: { outcome: 'lapsed', reason: null, movements }, at })
    }
    case 'examine_again':
      return accept({ type: 'DeferralEnded', data: {}, at })
    case 'hand_in_report':
      return accept({ type: 'ReportMissed', data: { report: openReport(state)?.report ?? '' }, at })
    default:
      return never(task)
  }
}
