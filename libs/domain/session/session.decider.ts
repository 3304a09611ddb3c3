import type { Facts } from '../facts'
import type { Decider } from '../kernel/decider'
import { decide, type SessionCommand } from './session.decide'
import type { SessionEvent } from './session.events'
import { evolve, type SessionState } from './session.state'

/** A session of the committee: members called for a day to hear a pack of grants, their conflicts and their votes. */
export const sessionDecider: Decider<SessionState, SessionCommand, SessionEvent, Facts> = {
  initialState: { stage: 'unknown' },
  decide,
  evolve,
}
