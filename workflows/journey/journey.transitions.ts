import type { JourneyStage } from '../../libs/contracts/codes'
import type { Transitions } from '../host/transitions.host'

/** What may follow each stage of a journey. A test compares it with what the domain really decides. */
export const journeyTransitions: Transitions<JourneyStage> = {
  prescription: ['diagnostic', 'closed'],
  diagnostic: ['training', 'dotation', 'evaluation', 'closed'],
  training: ['dotation', 'evaluation', 'closed'],
  dotation: ['evaluation', 'closed'],
  evaluation: ['closed'],
  closed: [],
}
