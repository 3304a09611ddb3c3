import { ApplicationFailure } from '@temporalio/common'
import type { Plan } from '../../libs/contracts/plan'
import type { Stream } from '../../libs/contracts/stream'
import type { Activities } from '../../libs/contracts/workflow'

/** Says what the command of a deadline leads to: the next Plan, or a refusal of the core. */
export type Script = (due: Plan) => Plan | 'refused'

/** A core that does as it is told and notes each deadline it was asked to execute: it tests the host, and no rule. */
export function scriptedCore(
  script: Script,
  plans: Record<Stream, Plan> = {},
): { fired: Plan[]; activities: Activities } {
  const fired: Plan[] = []
  return {
    fired,
    activities: {
      executeDeadline(due) {
        fired.push(due)
        const next = script(due)
        if (next === 'refused') return Promise.reject(ApplicationFailure.nonRetryable('not now', 'wrong_stage'))
        return Promise.resolve(next)
      },
      readPlan(stream) {
        const plan = plans[stream]
        if (plan === undefined) throw new Error(`no Plan of ${stream} in this test`)
        return Promise.resolve(plan)
      },
    },
  }
}
