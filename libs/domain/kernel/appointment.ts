import { Temporal } from 'temporal-polyfill'
import { compareInstants } from './wait'

/** An appointment that somebody was given, or none. Instants. */
export interface Appointed {
  readonly appointment: string | null
  /** When it was booked, as long as the person is still to be reminded of it. */
  readonly toRemind: string | null
}

export const noAppointment = { appointment: null, toRemind: null } as const

export const appointed = (appointment: string, bookedAt: string): Appointed => ({ appointment, toRemind: bookedAt })

/** Whether it is still to come. */
export const isAhead = (appointment: string | null, now: string): appointment is string =>
  appointment !== null && compareInstants(appointment, now) > 0

/**
 * When the person is reminded: at nine on the day before, in the zone of the territory. Null where they have been, and
 * where the appointment was given less than a day ahead or later than that morning: it is still in their ears.
 */
export function reminderOf({ appointment, toRemind }: Appointed, zone: string): string | null {
  if (appointment === null || toRemind === null) return null
  const [at, booked] = [Temporal.Instant.from(appointment), Temporal.Instant.from(toRemind)]
  const dayBefore = at.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 })
  const morning = dayBefore.toZonedDateTime({ timeZone: zone, plainTime: '09:00' }).toInstant()
  const isSoon = Temporal.Instant.compare(booked.add({ hours: 24 }), at) > 0
  return isSoon || Temporal.Instant.compare(morning, booked) <= 0 ? null : morning.toString()
}
