import type { OutcomeCode } from '../../libs/contracts/codes'
import type { JourneyPlan } from '../../libs/contracts/plan'
import { dotationWorkflow } from '../dotation/dotation.workflow'
import { withChild } from '../host/child.host'
import { never } from '../host/never.host'
import { type Followed, follow } from '../host/plan.host'
import { journeyTransitions } from './journey.transitions'

type Journey = Followed<JourneyPlan>

/**
 * One beneficiary's journey, in time. The core says in a Plan what is awaited, from whom and until when; this loop waits,
 * and has the command of a deadline executed when it comes. It holds no rule: those are in libs/domain/journey. Which stages
 * come, in what order and how often, the journey's definition says.
 */
export async function journeyWorkflow(start: JourneyPlan): Promise<OutcomeCode> {
  const journey = follow(start, journeyTransitions)
  for (;;) {
    switch (journey.plan.stage) {
      case 'prescription':
        await untilAnsweredOrExpired(journey)
        break
      case 'diagnostic':
        await untilAssessedOrGivenBack(journey)
        break
      case 'training':
        await untilTrained(journey)
        break
      case 'support':
        await untilSupported(journey)
        break
      case 'dotation':
        await withChild(dotationWorkflow, journey)
        break
      case 'evaluation':
        await untilHeardOrLost(journey)
        break
      case 'closed':
        if (await journey.mayEnd()) return journey.plan.outcome
        break
      default:
        never(journey.plan)
    }
    await journey.continueAsNewWhenLong()
  }
}

/** The lieu accepts or declines; reminded, then expired, the referral goes back to its prescriber, who has a delay too. */
const untilAnsweredOrExpired = (journey: Journey) => journey.untilWokenOrDue()

/** The mediator books, sees the person and records the findings; too many misses give the journey back, not started. */
const untilAssessedOrGivenBack = (journey: Journey) => journey.untilWokenOrDue()

/** A plan, its sessions, then the mediator's judgement; after long silence the journey ends as its definition says. */
const untilTrained = (journey: Journey) => journey.untilWokenOrDue()

/** An address, a connection offer or another service; what nobody gives in time, the journey goes on without. */
const untilSupported = (journey: Journey) => journey.untilWokenOrDue()

/** First the time that must pass before the questionnaire, then its attempts; after the last one the person is lost. */
const untilHeardOrLost = (journey: Journey) => journey.untilWokenOrDue()
