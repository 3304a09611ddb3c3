import { sleep } from '@temporalio/workflow'
import type { JourneyPlan } from '../../libs/contracts/plan'
import { journeyWorkflow as journey } from '../../workflows/journey/journey.workflow'

export { dotationWorkflow } from '../../workflows/dotation/dotation.workflow'

/** The journey with one innocent line more: what a change of workflow code must never be. */
export async function journeyWorkflow(start: JourneyPlan) {
  await sleep('1 second')
  return journey(start)
}
