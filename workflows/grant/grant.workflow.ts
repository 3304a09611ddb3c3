import type { GrantOutcome } from '../../libs/contracts/codes'
import type { GrantPlan } from '../../libs/contracts/plan'
import { never } from '../host/never.host'
import { type Followed, follow } from '../host/plan.host'
import { grantTransitions } from './grant.transitions'

type Grant = Followed<GrantPlan>

/** A grant, in time: from its application until it is evaluated and closed. Rules are in libs/domain/grant. */
export async function grantWorkflow(start: GrantPlan): Promise<GrantOutcome> {
  const grant = follow(start, grantTransitions)
  for (;;) {
    switch (grant.plan.stage) {
      case 'application':
        await untilSubmittedOrCallClosed(grant)
        break
      case 'admissibility':
        await untilAdmittedOrNot(grant)
        break
      case 'instruction':
        await untilConcluded(grant)
        break
      case 'committee':
        await untilHeard(grant)
        break
      case 'decision':
        await untilDecidedOrLapsed(grant)
        break
      case 'notification':
        await untilNotified(grant)
        break
      case 'agreement':
        await untilSigned(grant)
        break
      case 'payment':
        await untilPaid(grant)
        break
      case 'report':
        await untilAcceptedOrSettled(grant)
        break
      case 'evaluation':
        await untilEvaluated(grant)
        break
      case 'recovery':
        await untilRecovered(grant)
        break
      case 'closed':
        if (await grant.mayEnd()) return grant.plan.outcome
        break
      default:
        never(grant.plan)
    }
    await grant.continueAsNewWhenLong()
  }
}

/** The structure writes its application; with the close of its call a draft ends. */
const untilSubmittedOrCallClosed = (grant: Grant) => grant.untilWokenOrDue()

/** The fund manager looks at it; what is missing is asked for until a day. */
const untilAdmittedOrNot = (grant: Grant) => grant.untilWokenOrDue()

/** Reviewers are asked and answer; the fund manager concludes. */
const untilConcluded = (grant: Grant) => grant.untilWokenOrDue()

/** It waits for a session of the committee, and for what is said there. */
const untilHeard = (grant: Grant) => grant.untilWokenOrDue()

/** It is granted, refused or deferred; one that is subject to a document lapses without it. Or an amendment is decided. */
const untilDecidedOrLapsed = (grant: Grant) => grant.untilWokenOrDue()

/** The structure is notified. */
const untilNotified = (grant: Grant) => grant.untilWokenOrDue()

/** Both sides sign, where the call asks for an agreement. */
const untilSigned = (grant: Grant) => grant.untilWokenOrDue()

/** A payment is ordered, approved by another hand, and paid; what failed is ordered anew. */
const untilPaid = (grant: Grant) => grant.untilWokenOrDue()

/** The structure reports by its day; what is missed or sent back is settled with the fund manager. */
const untilAcceptedOrSettled = (grant: Grant) => grant.untilWokenOrDue()

/** What was reached is set against what was aimed at. */
const untilEvaluated = (grant: Grant) => grant.untilWokenOrDue()

/** What is to come back has come back. */
const untilRecovered = (grant: Grant) => grant.untilWokenOrDue()
