import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept } from '../kernel/refusal'
import type { DotationEvent } from '../dotation/dotation.events'
import type { JourneyEvent, JourneyEventOf } from './journey.events'
import type { ClosedJourney, JourneyState, OpenJourney } from './journey.state'

/** Whether a journey has left its dotation with a laptop in the person's hands: it goes its way, and only notes what follows. */
export const isEquipped = (state: JourneyState): state is OpenJourney | ClosedJourney =>
  state.stage !== 'unknown' && state.stage !== 'dotation' && state.found.handedOver !== null

/** The laptop failed within its guarantee, or another one took its place: noted, whatever the journey is at. */
export function noteReplacement(facts: Facts): Decision<JourneyEvent> {
  const at = facts.now
  const events = facts.decided.flatMap(({ event: decided }): readonly JourneyEvent[] => {
    const event = decided as DotationEvent
    switch (event.type) {
      case 'LaptopReturned':
        return [{ type: 'LaptopReturned', data: { device: event.data.device, cause: 'faulty' }, at, on: event.on }]
      case 'ReplacementHandedOver':
        return [{ type: 'LaptopReplaced', data: { device: event.data.device }, at, on: event.on }]
      default:
        return []
    }
  })
  return accept(...events)
}

type Noted = JourneyEventOf<'LaptopReturned' | 'LaptopReplaced'>

/** The day of the first hand-over stays the one that counts. */
export function evolveReplacement<S extends OpenJourney | ClosedJourney>(state: S, event: Noted): S {
  const { handedOver } = state.found
  if (!handedOver) return state
  const device = event.type === 'LaptopReplaced' ? event.data.device : null
  return { ...state, found: { ...state.found, handedOver: { ...handedOver, device } } }
}
