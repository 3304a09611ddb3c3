import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/common'
import type { Plan } from '../../contracts/plan'
import { followedUpdate } from '../../contracts/workflow'
import { grpcCodeOf, grpcCodes } from './grpc.code'

/** True once the workflow of a Plan's stream has followed up to it; false where it has not in time. Never throws. */
export type FollowedPort = (plan: Pick<Plan, 'stream' | 'version' | 'stage'>, milliseconds: number) => Promise<boolean>

const PAUSE_MS = 100

/**
 * Asks the workflow itself. It may not be started yet, or be between two runs: it is asked again until time is up.
 * A closed stream whose workflow is gone has been followed to its end.
 */
export function temporalFollowed(client: Client, onFailure: (error: unknown) => void): FollowedPort {
  return async (plan, milliseconds) => {
    const deadline = Date.now() + milliseconds
    while (Date.now() < deadline) {
      try {
        const handle = client.workflow.getHandle(plan.stream)
        await client.withDeadline(deadline, () => handle.executeUpdate(followedUpdate, { args: [plan.version] }))
        return true
      } catch (error) {
        if (error instanceof WorkflowNotFoundError && plan.stage === 'closed') return true
        if (grpcCodeOf(error) === grpcCodes.deadlineExceeded) return false
        if (!mayComeYet(error)) {
          onFailure(error)
          return false
        }
      }
      await sleep(PAUSE_MS)
    }
    return false
  }
}

/**
 * Not there yet, or a run that has ended under the question: the next try asks the run that follows. The server calls a
 * question off by itself where its own clock is first to say that time is up.
 */
function mayComeYet(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError || grpcCodeOf(error) === grpcCodes.cancelled) return true
  return error instanceof Error && error.name === 'WorkflowUpdateFailedError'
}
