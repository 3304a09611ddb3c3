import type { JourneyStage } from '../../libs/contracts/codes'
import type { Transitions } from '../host/transitions.host'

/** What may follow each kind of stage in some definition. A test compares it with what the domain really decides. */
export const journeyTransitions: Transitions<JourneyStage> = {
  prescription: ['diagnostic', 'training', 'support', 'evaluation', 'closed'],
  diagnostic: ['training', 'support', 'dotation', 'evaluation', 'closed'],
  training: ['diagnostic', 'support', 'dotation', 'evaluation', 'closed'],
  support: ['diagnostic', 'training', 'dotation', 'evaluation', 'closed'],
  dotation: ['diagnostic', 'training', 'support', 'evaluation', 'closed'],
  evaluation: ['diagnostic', 'training', 'support', 'closed'],
  closed: ['prescription', 'diagnostic', 'training', 'support', 'dotation', 'evaluation'],
}
