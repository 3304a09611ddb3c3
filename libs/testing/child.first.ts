import type { Client } from '@temporalio/client'
import type { Plan } from '../contracts/plan'
import { dotationOf } from '../contracts/stream'
import type { WakePort } from '../engine/wake.port'

/** Far more than a run needs to end; after it the parent is woken all the same, and the test fails by itself. */
const longestMs = 5_000

/**
 * Wakes a journey that is closed after its dotation's run has ended. The time-skipping test server never skips time again
 * once a child ends after its parent: it counts the child's end as work of a parent that is gone (a sibling of
 * https://github.com/temporalio/sdk-java/issues/1138). A real server takes both in any order.
 */
export function childFirst(wakes: WakePort, client: Client): WakePort {
  return {
    async wake(plan) {
      await childEnded(client, plan)
      await wakes.wake(plan)
    },
    async wakeRunning(plan) {
      await childEnded(client, plan)
      return wakes.wakeRunning(plan)
    },
  }
}

async function childEnded(client: Client, plan: Plan): Promise<void> {
  if (plan.stage !== 'closed' || !plan.stream.startsWith('journey-')) return
  for (let waitedMs = 0; waitedMs < longestMs; waitedMs += 20) {
    if (!(await isRunning(client, dotationOf(plan.stream)))) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const isRunning = (client: Client, workflow: string): Promise<boolean> =>
  client.workflow
    .getHandle(workflow)
    .describe()
    .then(
      ({ status }) => status.name === 'RUNNING',
      () => false,
    )
