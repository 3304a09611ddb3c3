import { Temporal } from 'temporal-polyfill'
import { isWorkingDay } from './holidays'

/** How days are counted: every day, or days that are neither a week-end nor a French public holiday. */
export type Calendar = 'civil' | 'working'

/** A time during which a wait did not go on: from one UTC instant to a later one. */
export interface Frozen {
  readonly from: string
  readonly to: string
}

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
 * @param pauses in order: what remained at each is what remains after it; working days are counted anew from its end
 */
export function endOfWait(
  from: string,
  duration: string,
  calendar: Calendar,
  zone: string,
  seed: string,
  pauses: readonly Frozen[] = [],
): string {
  const length = lengthOf(duration)
  const start = Temporal.Instant.from(from)
  const frozen = pauses.flatMap((pause) => overlapOf(start, pause))
  if (hasTimePart(duration))
    return frozen.reduce((end, [begun, over]) => end.add(begun.until(over)), start.add(length)).toString()
  const local = start.toZonedDateTimeISO(zone)
  const spans = frozen.map(([begun, over]) => [begun.toZonedDateTimeISO(zone), over.toZonedDateTimeISO(zone)] as const)
  const end =
    calendar === 'working'
      ? endInWorkingDays(local, length.days, spans)
      : spans.reduce((later, [begun, over]) => later.add(begun.until(over, { largestUnit: 'days' })), local.add(length))
  return jittered(end.toInstant().toString(), seed)
}

/** An instant 10 to 40 minutes later, the same whenever it is computed: what falls on one day does not come all at once. */
export function jittered(instant: string, seed: string): string {
  const milliseconds = 10 * minute + (hash32(seed) % (30 * minute + 1))
  return Temporal.Instant.from(instant).add({ milliseconds }).round('second').toString()
}

/** The instant at which a day is over in a zone: midnight. */
export const endOfDay = (day: string, zone: string): string =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime({ timeZone: zone }).toInstant().toString()

type Span = readonly [begun: Temporal.ZonedDateTime, over: Temporal.ZonedDateTime]

/** The part of a pause that a wait has lived through; none of one that was over before it began. */
function overlapOf(start: Temporal.Instant, { from, to }: Frozen): [Temporal.Instant, Temporal.Instant][] {
  const over = Temporal.Instant.from(to)
  const begun = Temporal.Instant.from(from)
  const later = Temporal.Instant.compare(begun, start) > 0 ? begun : start
  return Temporal.Instant.compare(over, later) > 0 ? [[later, over]] : []
}

/** At each pause the working days that are left are kept, and counted anew from the day it ended on. */
function endInWorkingDays(
  start: Temporal.ZonedDateTime,
  count: number,
  spans: readonly Span[],
): Temporal.ZonedDateTime {
  let left = count
  let from = start
  for (const [begun, over] of spans) {
    left = Math.max(0, left - workingDaysBetween(from.toPlainDate(), begun.toPlainDate()))
    from = over.withPlainTime(start.toPlainTime())
  }
  return addWorkingDays(from, left)
}

/** Working days after one day, up to another one and with it. */
function workingDaysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  let count = 0
  for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 }))
    if (isWorkingDay(day)) count += 1
  return count
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

/** The instant at which a day's work begins in a zone: eight o'clock. */
export const morningOf = (day: string, zone: string): string =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '08:00' }).toInstant().toString()

/** The instant at which something was done on a day: now where that is today, noon of a day that was told later. */
export const instantOn = (day: string, now: string, zone: string): string =>
  day === dayOf(now, zone)
    ? now
    : Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).toInstant().toString()

/** The order of two instants, however many decimals they are written with: negative where `a` comes first. */
export const compareInstants = (a: string, b: string): number =>
  Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b))

/** Whole days from one day to a later one. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days

/** Whole months from one day to a later one. */
export const monthsBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'months' }).months
