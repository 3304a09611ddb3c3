import type { LotOutcome } from '../../libs/contracts/codes'
import type { LotPlan } from '../../libs/contracts/plan'
import { never } from '../host/never.host'
import { type Followed, follow } from '../host/plan.host'
import { lotTransitions } from './lot.transitions'

type Lot = Followed<LotPlan>

/** A lot of laptops, in time: from its order until each of them is at its owner's place. Rules are in libs/domain/lot. */
export async function lotWorkflow(start: LotPlan): Promise<LotOutcome> {
  const lot = follow(start, lotTransitions)
  for (;;) {
    switch (lot.plan.stage) {
      case 'ordered':
        await untilReceivedOrGivenUp(lot)
        break
      case 'received':
        await untilPreparedOrSettled(lot)
        break
      case 'prepared':
        await untilConfirmedOrSettled(lot)
        break
      case 'ready':
        await untilDeliveredOrSettled(lot)
        break
      case 'closed':
        if (await lot.mayEnd()) return lot.plan.outcome
        break
      default:
        never(lot.plan)
    }
    await lot.continueAsNewWhenLong()
  }
}

/** The recyclerie takes the delivery in; an order that never comes is given up, and its owner and coordinator are told. */
const untilReceivedOrGivenUp = (lot: Lot) => lot.untilWokenOrDue()

/** Its laptops are prepared one by one or in batches; after its delay the lot is the coordinator's to settle. */
const untilPreparedOrSettled = (lot: Lot) => lot.untilWokenOrDue()

/** All of them are graded or out of use: the recyclerie confirms that they are ready. */
const untilConfirmedOrSettled = (lot: Lot) => lot.untilWokenOrDue()

/** They travel to their owner's place, where each is received. */
const untilDeliveredOrSettled = (lot: Lot) => lot.untilWokenOrDue()
