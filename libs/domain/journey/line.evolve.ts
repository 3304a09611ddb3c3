import type { JourneyEvent } from './journey.events'
import type { Prescription } from './journey.state'
import { wait } from './pause.evolve'

/** Back with the prescriber: neither in a line, nor offered anything. */
export const outOfLine = (state: Prescription, at: string): Prescription => ({
  ...state,
  ...{ task: 'choose_lieu', line: null, offered: null },
  ...wait(at),
})

/** What happens to somebody in the line of a lieu. */
export function inLine(state: Prescription, event: JourneyEvent): Prescription {
  switch (event.type) {
    case 'Enlisted': {
      const { order, priority } = event.data
      const line = { order, priority, since: event.at, rank: null }
      return { ...state, task: 'await_place', line, ...wait(event.at) }
    }
    case 'RankTold':
      return state.line ? { ...state, line: { ...state.line, rank: event.data.rank } } : state
    case 'PlaceOffered':
      return { ...outOfLine(state, event.at), task: 'confirm_place', offered: event.data.mediator }
    case 'LineExpired':
      return { ...outOfLine(state, event.at), refusedBy: [...state.refusedBy, event.data.place] }
    case 'OfferLapsed':
      // The lieu had a place for them: they may ask there again.
      return outOfLine(state, event.at)
    default:
      return state
  }
}
