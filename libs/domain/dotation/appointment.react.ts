import type { Definition } from '../definition/definition.schema'
import { firstOfKind } from '../definition/stage.graph'
import { isAhead } from '../kernel/appointment'
import type { Intent, Recipient } from '../kernel/decider'
import type { DotationEvent } from './dotation.events'
import type { DotationState, KnownDotation } from './dotation.state'

/**
 * What becomes of the day of a hand-over, told to the person and to the calendars of both sides. `before` is the state
 * before the event, `state` the one after.
 */
export function reactForDay(
  event: DotationEvent,
  before: DotationState,
  state: KnownDotation,
  definition: Definition,
): readonly Intent[] {
  const day = dayOf(before, event.at)
  const stage = firstOfKind(definition, 'dotation').code
  const { place } = state.opening
  const off = (again: number) => (day ? calledOff(day, before, state, { place, stage, again }) : [])
  switch (event.type) {
    case 'HandOverBooked': {
      const about = { place, at: event.data.at, stage }
      const mail = day ? 'appointment_moved' : 'appointment_booked_you'
      return [asked(mail, youOf(state), state, about), ...inCalendar(state, about)]
    }
    case 'HandOverReminded': {
      const about = { place, at: event.data.at, stage }
      return isAhead(event.data.at, event.at) ? [asked('appointment_reminder_you', youOf(state), state, about)] : []
    }
    case 'DotationReassigned':
      return day
        ? [...outOfCalendar(before, { place, at: day, stage }), ...inCalendar(state, { place, at: day, stage })]
        : []
    case 'DotationPaused':
    case 'DotationMoved':
    case 'LaptopFaulty':
      return off(1)
    case 'DotationHandedOver':
    case 'ReplacementHandedOver':
      return off(0)
    case 'DotationAbandoned':
      return event.data.untold ? off(0).filter(({ to }) => to.role !== 'beneficiary') : off(0)
    default:
      return []
  }
}

/** The day that was still to come. */
const dayOf = (state: DotationState, now: string): string | null =>
  state.stage === 'handover' && isAhead(state.appointment, now) ? state.appointment : null

const youOf = ({ opening }: KnownDotation): Recipient => ({ role: 'beneficiary', id: opening.person })

/** What is said of an appointment: news, or tied to the wait for it. */
const told = (mail: Intent['mail'], to: Recipient, data: Intent['data']): Intent => ({ mail, to, data, task: null })

function asked(mail: Intent['mail'], to: Recipient, state: KnownDotation, data: Intent['data']): Intent {
  const task = state.stage === 'handover' ? { name: state.task, since: state.since } : null
  return { mail, to, data, task }
}

const mediatorOf = (state: DotationState): readonly Recipient[] =>
  state.stage === 'unknown' || state.opening.mediator === null ? [] : [{ role: 'mediator', id: state.opening.mediator }]

const inCalendar = (state: KnownDotation, about: Intent['data']): readonly Intent[] =>
  mediatorOf(state).map((to) => asked('appointment_calendar', to, state, about))

const outOfCalendar = (state: DotationState, about: Intent['data']): readonly Intent[] =>
  mediatorOf(state).map((to) => told('appointment_cancelled', to, about))

/** `again`: 1 where another day will be given, 0 where none is needed. */
function calledOff(
  at: string,
  before: DotationState,
  state: KnownDotation,
  { again, ...about }: { readonly place: string; readonly stage: string; readonly again: number },
): readonly Intent[] {
  return [
    told('appointment_off_you', youOf(state), { ...about, at, again }),
    ...outOfCalendar(before, { ...about, at }),
  ]
}
