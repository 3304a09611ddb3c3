import type { Plan } from '../contracts/plan'
import type { WakePort } from '../engine/wake.port'

/**
 * Wakes a journey that asks for a dotation once that dotation runs by itself, nobody's child. The time-skipping test server
 * never skips time again once a child ends after its parent, as a dotation does whose guarantee outlives its journey: it
 * counts the child's end as work of a parent that is gone (a sibling of
 * https://github.com/temporalio/sdk-java/issues/1138). A real server takes both in any order.
 */
export function childFirst(wakes: WakePort, readPlan: (stream: string) => Promise<Plan | null>): WakePort {
  const start = async ({ child }: Plan): Promise<void> => {
    if (child === null) return
    const plan = await readPlan(child)
    // One that ended may have opened anew: it is woken as long as it runs.
    if (plan && plan.stage !== 'closed') await wakes.wake(plan)
  }
  return {
    async wake(plan) {
      await start(plan)
      await wakes.wake(plan)
    },
    async wakeRunning(plan) {
      await start(plan)
      return wakes.wakeRunning(plan)
    },
  }
}
