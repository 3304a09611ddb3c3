import { Temporal } from 'temporal-polyfill'
import type { Owner } from '../../contracts/codes'
import { type CountedTask, type CountedWait, type DatedWait, type GrantTask } from '../call/call.schema'
import { nextDeadline } from '../kernel/deadline'
import type { PlanBody } from '../kernel/decider'
import { compareInstants, endOfDay, jittered, morningOf } from '../kernel/wait'
import { awaitedParts } from './grant.money'
import { type GrantState, isConditionToCheck, type OpenGrant } from './grant.state'

/** What a grant waits for; null before it is opened. Its delays are those of its own terms. */
export function plan(state: GrantState, stream: string): PlanBody | null {
  if (state.stage === 'unknown') return null
  if (state.stage === 'closed') {
    const { outcome } = state
    return { stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null, outcome }
  }
  const { stage, task } = state
  const { until, fires } = deadlineOf(state, stream)
  const command = fires === 'reminder' ? 'RemindGrant' : 'ExpireGrant'
  return { stage, task, owner: ownersOf(state)[0] ?? null, until, command, child: null }
}

interface Deadline {
  readonly until: string
  readonly fires: 'reminder' | 'end'
}

/** The delays of what is awaited. A document that came for a decision is looked at as long as a decision takes. */
export const waitOf = (state: OpenGrant): CountedWait | DatedWait =>
  state.opening.terms.waits[(isConditionToCheck(state) ? 'decide' : state.task) as CountedTask]

function deadlineOf(state: OpenGrant, stream: string): Deadline {
  const { task, since, reminders, opening } = state
  const wait = waitOf(state)
  if ('expireAfter' in wait) {
    return nextDeadline(wait, { task, since, reminders, pauses: [] }, opening.zone, stream)
  }
  return datedDeadline(wait, state, stream)
}

/**
 * A wait until a day, both included: reminders in the morning, so long before it and on the day, but for those that were past
 * when the day was set; then its end, after midnight. Each with 10 to 40 minutes of jitter.
 */
function datedDeadline(
  wait: DatedWait,
  { task, until, since, remindedAt, opening }: OpenGrant,
  stream: string,
): Deadline {
  const day = Temporal.PlainDate.from(until ?? '')
  const at = (instant: string) => jittered(instant, `${stream}/${task}`)
  const days = [...wait.remindBefore.map((before) => day.subtract(before)), ...(wait.onTheDay ? [day] : [])]
  const next = days
    .map((each) => at(morningOf(each.toString(), opening.zone)))
    .filter((instant) => compareInstants(instant, remindedAt ?? since) > 0)
    .sort(compareInstants)[0]
  if (next) return { until: next, fires: 'reminder' }
  return { until: at(endOfDay(day.toString(), opening.zone)), fires: 'end' }
}

const applicants: ReadonlySet<GrantTask> = new Set<GrantTask>([
  ...(['submit_application', 'complete_application', 'meet_condition', 'sign_agreement', 'hand_in_report'] as const),
])

const owedParts = ({ recovery }: OpenGrant) => recovery?.parts.filter((part) => part.recovered < part.cents) ?? []

/** A grant waits for the structure that applies, for all who have still to pay, or for the territory's fund managers. */
export function ownersOf(state: OpenGrant): readonly Owner[] {
  const { task, opening } = state
  if (applicants.has(task) && !isConditionToCheck(state)) return [{ role: 'applicant', id: opening.structure }]
  const parts = task === 'record_payment' ? awaitedParts(state) : task === 'record_recovery' ? owedParts(state) : []
  const payers = [...new Set(parts.map(({ payer }) => payer))]
  return payers.length > 0
    ? payers.map((id) => ({ role: 'payer', id }))
    : [{ role: 'fund_manager', id: opening.territory }]
}
