import type { DotationStage } from '../../contracts/codes'

/**
 * What may follow each stage of a dotation. Not a rule that anything reads: it is what the decisions amount to. The test
 * beside this file generates every decision and finds exactly these; another compares them with the workflow's.
 */
export const transitions: Readonly<Record<DotationStage, readonly DotationStage[]>> = {
  stock: ['handover', 'closed'],
  handover: ['stock', 'guarantee', 'closed'],
  guarantee: ['stock', 'handover', 'closed'],
  closed: ['stock', 'handover'],
}
