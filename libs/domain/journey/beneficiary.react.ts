import type { Intent, Recipient } from '../kernel/decider'
import { isAhead } from '../kernel/appointment'
import type { JourneyEvent, JourneyEventOf } from './journey.events'
import { asked, told } from './journey.mails'
import type { ClosedJourney, JourneyState, OpenJourney } from './journey.state'

type Known = OpenJourney | ClosedJourney

/**
 * What the person is told, and what the calendars of both sides need. `before` is the state before the event, `state`
 * the one after. The person reads what concerns them and who to call: never a reason nor a level.
 */
export function reactForBeneficiary(event: JourneyEvent, before: JourneyState, state: JourneyState): readonly Intent[] {
  if (state.stage === 'unknown') return []
  const you = { role: 'beneficiary', id: state.referral.person } as const
  const { place } = state.referral
  switch (event.type) {
    case 'StageLeft':
      // The lieu has accepted: what comes next is awaited, whichever stage the definition puts there.
      return before.stage === 'prescription' && state.stage !== 'prescription' && state.stage !== 'closed'
        ? [asked('referral_accepted_you', you, state, { place })]
        : []
    case 'AppointmentBooked':
      return booked(event, before, state, you)
    case 'AppointmentReminded':
      return reminded(event, state, you)
    case 'LaptopBound':
      return [asked('laptop_ready_you', you, state, { place })]
    case 'JourneyResumed':
      // Nobody is told to come while their journey rests: a laptop that became ready meanwhile is told now.
      return state.stage === 'dotation' && state.device ? [asked('laptop_ready_you', you, state, { place })] : []
    case 'FollowUpOpened':
      return [asked('follow_up_you', you, state, { place })]
    case 'JourneyPaused':
    case 'LieuChanged':
    case 'MediatorNamed':
      return changed(event, before, state, you)
    case 'JourneyClosed':
      return ended(event, before, state, you)
    default:
      // Whatever else happens, the person was there, or nothing is to be said of it.
      return []
  }
}

/** A new appointment, or another day for it; the mediator's calendar follows, whoever booked it. */
function booked(
  { data, at: now }: JourneyEventOf<'AppointmentBooked'>,
  before: JourneyState,
  state: Known,
  you: Recipient,
): readonly Intent[] {
  const about = { place: state.referral.place, at: data.at, stage: state.at }
  const mail = upcoming(before, now) ? 'appointment_moved' : 'appointment_booked_you'
  return [
    asked(mail, you, state, about),
    ...toMediator(state.mediator, (to) => asked('appointment_calendar', to, state, about)),
  ]
}

/** The day before; nobody is reminded of what has passed meanwhile. */
function reminded(
  { data: { at }, at: now }: JourneyEventOf<'AppointmentReminded'>,
  state: Known,
  you: Recipient,
): readonly Intent[] {
  const { place } = state.referral
  return isAhead(at, now) ? [asked('appointment_reminder_you', you, state, { place, at, stage: state.at })] : []
}

/** Others follow the person, or nobody for a while: an appointment goes with the mediator, or is given up. */
function changed(
  event: JourneyEventOf<'JourneyPaused' | 'LieuChanged' | 'MediatorNamed'>,
  before: JourneyState,
  state: Known,
  you: Recipient,
): readonly Intent[] {
  const { place } = state.referral
  const at = upcoming(before, event.at)
  const about = at && { place, at, stage: state.at }
  const off = about ? calledOff(before, about) : []
  switch (event.type) {
    case 'JourneyPaused':
      return about ? [told('appointment_off_you', you, about), ...off] : []
    case 'LieuChanged':
      // Before it is accepted anywhere, the prescriber is with the person.
      return state.stage === 'prescription'
        ? []
        : [told('lieu_changed_you', you, { place, appointment: at, stage: state.at }), ...off]
    case 'MediatorNamed':
      return about
        ? [...off, ...toMediator(state.mediator, (to) => asked('appointment_calendar', to, state, about))]
        : []
  }
}

/** The end; an appointment that was still to come is taken out of the calendars. */
function ended(
  { data: { outcome, untold }, at: now }: JourneyEventOf<'JourneyClosed'>,
  before: JourneyState,
  state: Known,
  you: Recipient,
): readonly Intent[] {
  const appointment = upcoming(before, now)
  const about = { place: state.referral.place, stage: state.at }
  return [
    ...(untold ? [] : [told('journey_ended_you', you, { ...about, outcome, appointment })]),
    ...(appointment ? calledOff(before, { ...about, at: appointment }) : []),
  ]
}

/** Out of the calendar of whoever would have held it. */
const calledOff = (before: JourneyState, about: Intent['data']): readonly Intent[] =>
  before.stage === 'unknown' ? [] : toMediator(before.mediator, (to) => told('appointment_cancelled', to, about))

const toMediator = (id: string | null, mail: (to: Recipient) => Intent): readonly Intent[] =>
  id === null ? [] : [mail({ role: 'mediator', id })]

/** The appointment that was still to come at an instant. */
const upcoming = (state: JourneyState, now: string): string | null =>
  state.stage === 'diagnostic' && isAhead(state.appointment, now) ? state.appointment : null
