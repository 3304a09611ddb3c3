import type { Facts } from '../facts'
import type { JourneyEvent } from '../journey/journey.events'
import type { Decision } from '../kernel/decider'
import { accept } from '../kernel/refusal'
import type { DotationEvent, Follower, Stock } from './dotation.events'
import type { Covered, OpenDotation } from './dotation.state'

/** What its journey has just decided: the dotation rests with it, goes on with it, and changes hands with it. */
export function followJourney(state: OpenDotation | Covered, facts: Facts): Decision<DotationEvent> {
  const told = facts.decided.map(({ event }) => event as JourneyEvent)
  return accept(...told.flatMap((event) => followed(state, event, facts)))
}

function followed(state: OpenDotation | Covered, event: JourneyEvent, facts: Facts): readonly DotationEvent[] {
  const at = facts.now
  switch (event.type) {
    case 'JourneyPaused':
      return [{ type: 'DotationPaused', data: {}, at }]
    case 'JourneyResumed':
      return [{ type: 'DotationResumed', data: {}, at }]
    case 'MediatorNamed':
      return [{ type: 'DotationReassigned', data: { mediator: event.data.mediator }, at }]
    case 'JourneyMoved':
      return [{ type: 'DotationVersionChanged', data: { definition: event.data.to }, at }]
    case 'LieuChanged': {
      const { place, placeStructure: structure, mediator } = event.data
      const { stock } = facts.outside
      if (!stock) throw new TypeError('a dotation moves to a stock that is looked at')
      // A guarantee is its owner's, whoever follows the person: a laptop that fails is replaced out of the same stock.
      if (state.guarantee) return [moved(stock, { place, structure: state.opening.structure, mediator }, null, at)]
      // Between owners a laptop goes only by their agreement: this one stays with its owner.
      const released = state.stage === 'handover' && structure !== state.opening.structure ? state.device : null
      return [moved(stock, { place, structure, mediator }, released, at)]
    }
    default:
      return []
  }
}

const moved = (stock: Stock, follower: Follower, released: string | null, at: string): DotationEvent => ({
  ...{ type: 'DotationMoved', at },
  data: { ...stock, ...follower, released },
})
