import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import { ParentClosePolicy, startChild } from '@temporalio/workflow'
import type { Plan } from '../../libs/contracts/plan'
import type { Stream } from '../../libs/contracts/stream'
import type { Followed } from './plan.host'

/**
 * Starts the child that the Plan names, then waits like any stage. The child's result is never awaited: what it decides
 * is appended to the parent's stream in the same transaction, whose own wake moves the parent.
 */
export async function withChild<P extends Plan>(
  child: (start: { stream: Stream }) => Promise<unknown>,
  parent: Followed<P>,
): Promise<void> {
  const { plan } = parent
  if (plan.child !== null) await startOnce(child, plan.child)
  // A wake may have come while the child was starting: the loop then looks at the new stage, which may be the last one.
  if (parent.plan === plan) await parent.untilWokenOrDue()
}

/** A child that runs or has run is a success: the relay may have been faster, and a late wake may start it again. */
async function startOnce(child: (start: { stream: Stream }) => Promise<unknown>, stream: Stream): Promise<void> {
  try {
    await startChild(child, {
      workflowId: stream,
      args: [{ stream }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    })
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}
