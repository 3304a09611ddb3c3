import type { LotStage } from '../../libs/contracts/codes'
import type { Transitions } from '../host/transitions.host'

/** What may follow each stage of a lot. A test compares it with what the domain really decides. */
export const lotTransitions: Transitions<LotStage> = {
  ordered: ['received', 'closed'],
  received: ['prepared', 'ready', 'closed'],
  prepared: ['ready', 'closed'],
  ready: ['received', 'closed'],
  closed: [],
}
