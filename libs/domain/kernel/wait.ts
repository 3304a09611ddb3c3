import { Temporal } from 'temporal-polyfill'
import { isWorkingDay } from './holidays'

/** How days are counted: every day, or days that are neither a week-end nor a French public holiday. */
export type Calendar = 'civil' | 'working'

const minute = 60_000

/**
 * A number from 0 to 2^32 - 1 that depends on the text alone (FNV-1a, 32 bits), so that the jitter of a wait is the
 * same wherever and whenever it is computed.
 */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193) >>> 0
  }
  return hash
}

/**
 * The instant at which a wait ends.
 * @param from UTC instant at which the wait began
 * @param duration ISO 8601; with a time part (`PT…`) it is exact, otherwise it counts days in the territory's zone
 * @param calendar `working` counts whole days that are worked; it only makes sense for `P<n>D`
 * @param seed stream and task: waits of a day or more get 10 to 40 minutes more, so that ends do not come all at once
 */
export function endOfWait(from: string, duration: string, calendar: Calendar, zone: string, seed: string): string {
  const length = lengthOf(duration)
  const start = Temporal.Instant.from(from)
  if (hasTimePart(duration)) return start.add(length).toString()
  const local = start.toZonedDateTimeISO(zone)
  const end = calendar === 'working' ? addWorkingDays(local, length.days) : local.add(length)
  const jitter = 10 * minute + (hash32(seed) % (30 * minute + 1))
  return end.toInstant().add({ milliseconds: jitter }).round('second').toString()
}

const lengths = new Map<string, Temporal.Duration>()

/** Definitions hold a handful of durations, and reading one takes longer than adding it. */
function lengthOf(duration: string): Temporal.Duration {
  const known = lengths.get(duration) ?? Temporal.Duration.from(duration)
  lengths.set(duration, known)
  return known
}

/** True for `PT…`: durations of demonstrations, exact and without jitter. */
export const hasTimePart = (duration: string): boolean => duration.includes('T')

/** A duration n times as long. Only for durations of whole days, months or seconds. */
export const times = (duration: string, count: number): string =>
  duration.replace(/\d+/g, (whole) => String(Number(whole) * count))

function addWorkingDays(from: Temporal.ZonedDateTime, count: number): Temporal.ZonedDateTime {
  let day = from
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 })
    if (isWorkingDay(day.toPlainDate())) left -= 1
  }
  return day
}

/** The day of an instant in a zone, ISO 8601. */
export const dayOf = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()

/** The order of two instants, however many decimals they are written with: negative where `a` comes first. */
export const compareInstants = (a: string, b: string): number =>
  Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b))

/** Whole months from one day to a later one. */
export const monthsBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'months' }).months
