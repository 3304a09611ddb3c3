import type { Client } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/common'
import type { Plan } from '../../contracts/plan'
import type { Stream } from '../../contracts/stream'
import { planQuery, taskQueue } from '../../contracts/workflow'
import type { Run } from '../reconcile.machine'
import type { RunsPort } from '../reconcile.ports'
import { grpcCodeOf, grpcCodes } from './grpc.code'

/** A task that failed once may pass the second time; from the third try on it is taken for broken. */
const brokenFromTry = 3

/** Temporal's runs, by its own description of them and by the `plan` query, which needs a worker. */
export function temporalRuns(client: Client): RunsPort {
  // One query that nobody answers is enough: with no worker, each would cost its whole time limit.
  let unanswered = false

  async function planOf(stream: Stream): Promise<Run> {
    if (unanswered) return { at: 'silent' }
    try {
      return { at: 'following', plan: await client.workflow.getHandle(stream).query<Plan | null>(planQuery) }
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return { at: 'missing' }
      const code = grpcCodeOf(error)
      // The server's own word for a run whose workflow task keeps failing.
      if (code === grpcCodes.failedPrecondition) return { at: 'failing' }
      // The client's own deadline ends a call as the one or as the other, whichever side notices first.
      if (code !== grpcCodes.deadlineExceeded && code !== grpcCodes.cancelled) throw error
      unanswered = true
      return { at: 'silent' }
    }
  }

  return {
    async look(stream) {
      try {
        const { status, raw } = await client.workflow.getHandle(stream).describe()
        if (status.name !== 'RUNNING') return { at: 'missing' }
        if ((raw.pendingWorkflowTask?.attempt ?? 0) >= brokenFromTry) return { at: 'failing' }
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return { at: 'missing' }
        throw error
      }
      return planOf(stream)
    },
    async end(stream, reason) {
      try {
        await client.workflow.getHandle(stream).terminate(reason)
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error
      }
    },
    async *running() {
      const query = `TaskQueue = '${taskQueue}' AND ExecutionStatus = 'Running'`
      for await (const { workflowId } of client.workflow.list({ query })) yield workflowId
    },
  }
}
