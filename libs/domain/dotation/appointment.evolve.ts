import { appointed, isAhead, noAppointment } from '../kernel/appointment'
import type { DotationEvent } from './dotation.events'
import type { Bound } from './dotation.state'

/** A wait that begins. */
export const wait = (since: string) => ({ since, reminders: 0, pauses: [] })

type Own = Extract<DotationEvent, { type: 'HandOverBooked' | 'HandOverReminded' | 'HandOverMissed' }>

/** The day of the hand-over: given, recalled, missed. */
export function evolveAppointment(state: Bound, event: Own): Bound {
  switch (event.type) {
    case 'HandOverBooked':
      // The wait for the person begins on the day, not when it is given.
      return { ...state, task: 'hand_over', ...appointed(event.data.at, event.at), ...wait(event.data.at) }
    case 'HandOverReminded':
      return { ...state, toRemind: null }
    case 'HandOverMissed':
      return { ...withoutDay(state, event.at), missed: state.missed + 1 }
  }
}

/** Nobody is there on a day that is still to come: another one is to be given. */
export const offDay = <S extends { readonly stage: string }>(state: S | Bound, at: string): S | Bound =>
  isBound(state) && isAhead(state.appointment, at) ? withoutDay(state, at) : state

const isBound = (state: { readonly stage: string }): state is Bound => state.stage === 'handover'

const withoutDay = (state: Bound, at: string): Bound => ({
  ...state,
  ...{ task: 'book_hand_over', ...noAppointment, ...wait(at) },
})
