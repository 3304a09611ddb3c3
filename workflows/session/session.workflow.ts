import type { SessionOutcome } from '../../libs/contracts/codes'
import type { SessionPlan } from '../../libs/contracts/plan'
import { never } from '../host/never.host'
import { type Followed, follow } from '../host/plan.host'
import { sessionTransitions } from './session.transitions'

type Session = Followed<SessionPlan>

/** A session of the committee, in time: from its convocation to its close. Rules are in libs/domain/session. */
export async function sessionWorkflow(start: SessionPlan): Promise<SessionOutcome> {
  const session = follow(start, sessionTransitions)
  for (;;) {
    switch (session.plan.stage) {
      case 'convened':
        await untilHeldOrCancelled(session)
        break
      case 'closed':
        if (await session.mayEnd()) return session.plan.outcome
        break
      default:
        never(session.plan)
    }
    await session.continueAsNewWhenLong()
  }
}

/** Members are reminded before the day and on it; after it, the fund manager is, until the session is closed or called off. */
const untilHeldOrCancelled = (session: Session) => session.untilWokenOrDue()
