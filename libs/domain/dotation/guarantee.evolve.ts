import type { DotationEvent, Guarantee, Handing } from './dotation.events'
import type { Bound, Closed, Covered } from './dotation.state'
import { known } from './laptop.held'

/** A laptop in the person's hands: covered from then on where there is a guarantee, and over at once where there is none. */
export function handedOver(
  { opening, laptops: before, receipts }: Bound,
  { data: { device }, at, on }: { readonly data: Handing; readonly at: string; readonly on?: string },
  guarantee: Guarantee | null,
): Covered | Closed {
  const laptops = known(before, device, { is: 'handed_over', handedOverAt: at })
  if (!guarantee) {
    return {
      stage: 'closed',
      task: 'none',
      opening,
      laptops,
      receipts,
      outcome: 'handed_over',
      closedAt: at,
      covered: null,
    }
  }
  const handedOverOn = on ?? at.slice(0, 10)
  return { stage: 'guarantee', task: 'under_guarantee', opening, laptops, device, handedOverOn, guarantee, receipts }
}

type During = Extract<
  DotationEvent,
  { type: 'GuaranteeEnded' | 'HandOverCorrected' | 'DotationMoved' | 'DotationReassigned' }
>

/** What happens to a laptop that works: its guarantee ends, or others follow the person. */
export function evolveCovered(state: Covered, event: During): Covered | Closed {
  const { opening, laptops, receipts } = state
  switch (event.type) {
    case 'GuaranteeEnded': {
      const { device, handedOverOn, guarantee } = state
      const covered = { device, handedOverOn, guarantee }
      const over = { stage: 'closed', task: 'none', outcome: 'handed_over', closedAt: event.at } as const
      return { ...over, opening, laptops, receipts, covered }
    }
    case 'HandOverCorrected': {
      const { device, on, since = state.guarantee.since } = event.data
      const handedOverOn = device === state.device ? on : state.handedOverOn
      return { ...state, handedOverOn, guarantee: { ...state.guarantee, since } }
    }
    case 'DotationMoved': {
      const { place, structure, mediator } = event.data
      return { ...state, opening: { ...opening, place, structure, mediator } }
    }
    case 'DotationReassigned':
      return { ...state, opening: { ...opening, mediator: event.data.mediator } }
  }
}
