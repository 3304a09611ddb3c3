import type { GrantTask } from '../call/call.schema'
import type { Facts } from '../facts'
import { type Refusal, refuse, refuseBefore, refuseMoney } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import type { GrantState, OpenGrant } from './grant.state'

/** Refuses what is not awaited now; null where the grant waits for one of `tasks`. */
export function refusedUnless(state: GrantState, ...tasks: readonly GrantTask[]): Refusal | null {
  if (state.stage === 'unknown') return refuse('unknown_stream')
  if (state.stage === 'closed') return refuse('grant_closed', { outcome: state.outcome })
  return tasks.includes(state.task) ? null : refuse('grant_wrong_task', { stage: state.stage, task: state.task })
}

/** The present day where the grant is. */
export const todayOf = ({ opening }: Pick<OpenGrant, 'opening'>, { now }: Facts): string => dayOf(now, opening.zone)

/** Refuses a day that lies before today: what is asked for by then could not be given. */
export function refusedDeadline(field: string, day: string, state: OpenGrant, facts: Facts): Refusal | null {
  const today = todayOf(state, facts)
  return day > today ? null : refuse('day_not_ahead', { field, date: day, day: today })
}

/** Whether a decision is subject to a document of this kind, which was not provided since. */
export const awaitsCondition = ({ task, award }: OpenGrant, code: string): boolean =>
  task === 'meet_condition' && award?.condition?.document === code && !award.condition.provided

/** The document that both sides sign, where a call asks for an agreement. */
export const AGREEMENT_DOCUMENT = 'agreement'

/** Refuses the day of a fact that lies ahead. */
export const refusedAhead = (on: string, state: OpenGrant, facts: Facts): Refusal | null =>
  on > todayOf(state, facts) ? refuse('date_in_future', { field: 'on', date: on }) : null

/** Refuses the day of a fact that lies ahead, or before the step that it follows. */
export function refusedFactDay(on: string, since: string, state: OpenGrant, facts: Facts): Refusal | null {
  const ahead = refusedAhead(on, state, facts)
  if (ahead) return ahead
  const first = dayOf(since, state.opening.zone)
  return on < first ? refuseBefore('previous_step', first, 'on', on) : null
}

/** What pays for journeys stays within what is granted. */
export function refusedCoverage(granted: number, { outside: { coverage = null } }: Facts): Refusal | null {
  if (!coverage || coverage.envelopeCents <= granted) return null
  return refuseMoney('coverage_above_grant', { granted, asked: coverage.envelopeCents }, { field: 'cents' })
}
