import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/common'
import type { Plan } from '../../contracts/plan'
import type { Stream } from '../../contracts/stream'
import { followedUpdate } from '../../contracts/workflow'

const restMs = 50

/**
 * Waits until the run of a stream follows a version, `milliseconds` at most: true once it does, false where it has not
 * in time, whatever the reason. A closed stream without a run has been followed. Never throws.
 */
export function followedBy(client: Client, readPlan: (stream: Stream) => Promise<Plan | null>) {
  async function ask(stream: Stream, version: number, deadline: number): Promise<boolean> {
    try {
      const update = () => client.workflow.getHandle(stream).executeUpdate(followedUpdate, { args: [version] })
      await client.withDeadline(deadline, update)
      return true
    } catch (error) {
      return error instanceof WorkflowNotFoundError && (await isClosed(stream))
    }
  }

  /** A database that does not answer leaves it unknown, as Temporal does: to be asked again. */
  const isClosed = (stream: Stream): Promise<boolean> =>
    readPlan(stream).then(
      (plan) => plan?.stage === 'closed',
      () => false,
    )

  return async (stream: Stream, version: number, milliseconds: number): Promise<boolean> => {
    const deadline = Date.now() + milliseconds
    while (Date.now() < deadline) {
      // A run that ends or goes on as a new one sends its waiters away, and one may not have been started yet.
      if (await ask(stream, version, deadline)) return true
      await sleep(Math.max(0, Math.min(restMs, deadline - Date.now())))
    }
    return false
  }
}
