import { isAhead, noAppointment } from '../kernel/appointment'
import type { JourneyEventOf } from './journey.events'
import type { OpenJourney } from './journey.state'

/** A wait that begins. */
export const wait = (since: string) => ({ since, reminders: 0, pauses: [] })

/** What is left of a wait at the pause is what is left after it; an appointment that had been given is given anew. */
export function evolvePause(
  state: OpenJourney,
  event: JourneyEventOf<'JourneyPaused'> | JourneyEventOf<'JourneyResumed'>,
): OpenJourney {
  if (event.type === 'JourneyPaused') {
    const paused = { since: event.at, until: event.data.until }
    if (state.stage !== 'diagnostic' || !isAhead(state.appointment, event.at)) return { ...state, paused }
    return { ...state, paused, task: 'book_diagnostic', ...noAppointment, ...wait(event.at) }
  }
  if (!state.paused) return state
  const pauses = [...state.pauses, { from: state.paused.since, to: event.at }]
  return { ...state, paused: null, pauses }
}
