import type { SessionStage } from '../../libs/contracts/codes'
import type { Transitions } from '../host/transitions.host'

/** What may follow each stage of a session. A test compares it with what the domain really decides. */
export const sessionTransitions: Transitions<SessionStage> = {
  convened: ['closed'],
  closed: [],
}
