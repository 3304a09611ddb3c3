import type { DotationOutcome } from '../../libs/contracts/codes'
import type { DotationPlan } from '../../libs/contracts/plan'
import type { Stream } from '../../libs/contracts/stream'
import { never } from '../host/never.host'
import { type Followed, follow, followStream } from '../host/plan.host'
import { dotationTransitions } from './dotation.transitions'

type Dotation = Followed<DotationPlan>

/**
 * The dotation of one journey, in time: a laptop is awaited, bound, handed over, and replaced if it fails within a time. Its journey starts it with no
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
        await untilBoundOrAbandoned(dotation)
        break
      case 'handover':
        await untilHandedOverOrAbandoned(dotation)
        break
      case 'guarantee':
        await untilReplacedOrOver(dotation)
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

/** The mediator binds a ready laptop, or the recyclerie's next one is bound for them; after its delay it is given up. */
const untilBoundOrAbandoned = (dotation: Dotation) => dotation.untilWokenOrDue()

/** The person comes to the counter and signs; a laptop that nobody fetches is released, and the dotation abandoned. */
const untilHandedOverOrAbandoned = (dotation: Dotation) => dotation.untilWokenOrDue()

/** The laptop works until its guarantee is over; where it fails, another one is bound, or awaited as the first one was. */
const untilReplacedOrOver = (dotation: Dotation) => dotation.untilWokenOrDue()
