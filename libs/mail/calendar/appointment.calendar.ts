import { createEvent } from 'ics'
import type { MailKind } from '../../domain/kernel/decider'
import type { MailData } from '../mail.data'

/** An entry for calendars, as RFC 5546 has it: `content` is text/calendar. */
export interface Calendar {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly content: string
}

/** What an entry says besides its instant. It is copied to telephones and shared calendars: it names nobody. */
export interface CalendarFacts {
  /** The uuid of the journey: with the stage, it makes the one entry that later ones replace. */
  readonly journey: string
  /** Rises with each later entry. */
  readonly sequence: number
  /** Where; the directory publishes it. */
  readonly location: readonly string[]
  /** Addresses: who invites, and who is invited by this very mail. */
  readonly from: string
  readonly to: readonly string[]
}

const minutes = 60

/** The entry that a mail of a kind carries; null where it carries none. */
export function calendarOf<K extends MailKind>(kind: K, data: MailData[K], facts: CalendarFacts): Calendar | null {
  const appointment = appointmentIn(kind, data)
  if (!appointment) return null
  const { at, method } = appointment
  const { error, value } = createEvent({
    ...{ method, productId: 'parcours', calName: 'Parcours', title: 'Rendez-vous Parcours' },
    ...{ uid: `${facts.journey}-${appointment.stage}@parcours`, sequence: facts.sequence },
    // In UTC, every calendar shows it in the zone of its owner, whatever the season.
    ...{ start: Date.parse(at), startOutputType: 'utc', duration: { minutes } },
    status: method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED',
    location: facts.location.join(', '),
    organizer: { name: 'Parcours', email: facts.from },
    attendees: facts.to.map((email) => ({ name: 'Participant', email, rsvp: false })),
  })
  if (!value) throw new TypeError('an appointment that no calendar takes', { cause: error?.name })
  return { method, content: value }
}

interface Appointment {
  readonly at: string
  /** The code of the stage that it is for. */
  readonly stage: string
  readonly method: Calendar['method']
}

function appointmentIn(kind: MailKind, data: MailData[MailKind]): Appointment | null {
  const { at, appointment, stage } = data as { at?: string; appointment?: string | null; stage?: string }
  if (!stage) return null
  if (kind === 'journey_ended_you' || kind === 'lieu_changed_you') {
    return appointment ? { at: appointment, stage, method: 'CANCEL' } : null
  }
  if (!at) return null
  if (kind === 'appointment_cancelled' || kind === 'appointment_off_you') return { at, stage, method: 'CANCEL' }
  const invites = kind === 'appointment_booked_you' || kind === 'appointment_moved' || kind === 'appointment_calendar'
  return invites ? { at, stage, method: 'REQUEST' } : null
}
