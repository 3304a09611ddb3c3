import type { DotationStage } from '../../libs/contracts/codes'
import type { Transitions } from '../host/transitions.host'

/** What may follow each stage of a dotation. A test compares it with what the domain really decides. */
export const dotationTransitions: Transitions<DotationStage> = {
  stock: ['handover', 'closed'],
  handover: ['stock', 'guarantee', 'closed'],
  guarantee: ['stock', 'handover', 'closed'],
  closed: ['stock', 'handover'],
}
