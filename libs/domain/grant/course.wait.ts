import type { GrantTask } from '../call/call.schema'
import { partsOf } from './grant.money'
import { type KnownGrant, nextStep, type OpenGrant, stageOf } from './grant.state'

/** A new wait begins, for a task and, where one was set, until a day. */
export const waits = (state: KnownGrant, task: GrantTask, since: string, until: string | null = null): OpenGrant => ({
  ...state,
  ...{ stage: stageOf[task], task, until, since, remindedAt: null, reminders: 0 },
})

/**
 * What comes next in the course: a payment is ordered, a report was announced by its own event, and after the last step the
 * grant is evaluated. A payment of nothing, since an amendment has left nothing to pay, is passed over.
 */
export function nextOf(state: KnownGrant, at: string): OpenGrant {
  const step = nextStep(state)
  if (step === null) return waits(state, 'evaluate', at)
  if (step.kind === 'report') return waits(state, 'hand_in_report', at)
  return partsOf(state).length > 0 ? waits(state, 'order_payment', at) : nextOf({ ...state, done: state.done + 1 }, at)
}
