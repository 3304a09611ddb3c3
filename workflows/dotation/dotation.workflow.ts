import type { DotationOutcome } from '../../libs/contracts/codes'
import type { DotationPlan } from '../../libs/contracts/plan'
import type { Stream } from '../../libs/contracts/stream'
import { never } from '../host/never.host'
import { type Followed, follow, followStream } from '../host/plan.host'
import { dotationTransitions } from './dotation.transitions'

type Dotation = Followed<DotationPlan>

/**
 * The dotation of one journey, in time: a laptop is awaited, then bound and handed over. Its journey starts it with no
 * more than its stream; the relay, on a late wake, starts it with a Plan. Rules are in libs/domain/dotation.
 */
export async function dotationWorkflow(start: DotationPlan | { stream: Stream }): Promise<DotationOutcome> {
  const dotation =
    'planVersion' in start
      ? follow(start, dotationTransitions)
      : await followStream<DotationPlan>(start.stream, dotationTransitions)
  for (;;) {
    switch (dotation.plan.stage) {
      case 'stock':
        await untilReadyOrReminded(dotation)
        break
      case 'handover':
        await untilHandedOverOrReleased(dotation)
        break
      case 'closed':
        if (await dotation.mayEnd()) return dotation.plan.outcome
        break
      default:
        never(dotation.plan)
    }
    await dotation.continueAsNewWhenLong()
  }
}

/** A recyclerie confirms a laptop ready, which binds the oldest waiting dotation. */
const untilReadyOrReminded = (dotation: Dotation) => dotation.untilWokenOrDue()

/** The person comes to the counter and signs; a laptop that nobody fetches goes back to the stock. */
const untilHandedOverOrReleased = (dotation: Dotation) => dotation.untilWokenOrDue()
