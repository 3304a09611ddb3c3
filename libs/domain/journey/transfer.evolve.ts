import type { JourneyEventOf } from './journey.events'
import type { Former, OpenJourney } from './journey.state'
import { outOfLine } from './line.evolve'
import { noAppointment } from '../kernel/appointment'
import { wait } from './pause.evolve'

type Transfer = JourneyEventOf<'LieuChanged'> | JourneyEventOf<'MediatorNamed'> | JourneyEventOf<'PrescriberChanged'>

/** Who follows or refers a journey changes; what was found, its documents and its stage stay, and its wait begins anew. */
export function evolveTransfer(state: OpenJourney, event: Transfer): OpenJourney {
  const { referral } = state
  switch (event.type) {
    case 'LieuChanged': {
      const { place, placeStructure, mediator, former, readsUntil } = event.data
      const left: Former = {
        ...{ role: 'lieu', place: former.place, structure: former.placeStructure },
        ...{ agent: former.mediator, until: readsUntil },
      }
      const there = { referral: { ...referral, place, placeStructure }, mediator }
      return anew(
        withoutLaptop({ ...state, ...there, formers: [...state.formers, left] }, former.placeStructure),
        event.at,
      )
    }
    case 'MediatorNamed': {
      const { mediator, former, readsUntil } = event.data
      const left: Former[] = former
        ? [{ role: 'mediator', place: null, structure: null, agent: former, until: readsUntil }]
        : []
      return { ...state, mediator, formers: [...state.formers, ...left] }
    }
    case 'PrescriberChanged': {
      const { prescriber, former, readsUntil } = event.data
      const left: Former = {
        ...{ role: 'prescriber', place: null, structure: former.structure },
        ...{ agent: former.agent, until: readsUntil },
      }
      return { ...state, referral: { ...referral, prescriber }, formers: [...state.formers, left] }
    }
  }
}

/** A laptop of the former lieu's structure stays in its stock. */
const withoutLaptop = (state: OpenJourney, former: string): OpenJourney =>
  state.stage === 'dotation' && state.referral.placeStructure !== former ? { ...state, device: null } : state

/** The new lieu has the whole delay of what is awaited; an appointment with the former one is given anew. */
function anew(state: OpenJourney, at: string): OpenJourney {
  if (state.stage === 'evaluation' && state.task === 'await_follow_up') return state
  if (state.stage === 'diagnostic') return { ...state, task: 'book_diagnostic', ...noAppointment, ...wait(at) }
  if (state.stage === 'prescription') return { ...outOfLine(state, at), task: 'answer_referral', mediator: null }
  return { ...state, ...wait(at) }
}
