import type { JourneyStage } from '../../contracts/codes'

/**
 * What may follow each kind of stage in some definition. Not a rule that anything reads: it is what the decisions amount to. The test beside
 * this file generates every decision and finds exactly these; another compares them with the workflow's.
 */
export const transitions: Readonly<Record<JourneyStage, readonly JourneyStage[]>> = {
  prescription: ['diagnostic', 'training', 'support', 'evaluation', 'closed'],
  diagnostic: ['training', 'support', 'dotation', 'evaluation', 'closed'],
  training: ['diagnostic', 'support', 'dotation', 'evaluation', 'closed'],
  support: ['diagnostic', 'training', 'dotation', 'evaluation', 'closed'],
  dotation: ['diagnostic', 'training', 'support', 'evaluation', 'closed'],
  evaluation: ['diagnostic', 'training', 'support', 'closed'],
  closed: ['prescription', 'diagnostic', 'training', 'support', 'dotation', 'evaluation'],
}
