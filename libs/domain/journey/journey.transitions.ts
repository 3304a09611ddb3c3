import type { JourneyStage } from '../../contracts/codes'

/**
 * What may follow each stage. Not a rule that anything reads: it is what the decisions amount to. The test beside
 * this file generates every decision and finds exactly these; another compares them with the workflow's.
 */
export const transitions: Readonly<Record<JourneyStage, readonly JourneyStage[]>> = {
  prescription: ['diagnostic', 'closed'],
  diagnostic: ['training', 'dotation', 'evaluation', 'closed'],
  training: ['dotation', 'evaluation', 'closed'],
  dotation: ['evaluation', 'closed'],
  evaluation: ['closed'],
  closed: [],
}
