import { Temporal } from 'temporal-polyfill'
import { type Calendar, compareInstants, endOfWait, type Frozen, times } from './wait'

/** The delays of a wait, as a definition or a territory gives them; durations are ISO 8601. */
interface Delays {
  readonly remindAfter: string
  readonly reminders: number
  readonly expireAfter: string
  readonly calendar: Calendar
}

/** A wait in progress: for what, since when, how many reminders it has seen. */
export interface Waited {
  readonly task: string
  readonly since: string
  readonly reminders: number
  readonly pauses: readonly Frozen[]
}

/** The next deadline of a wait: one more reminder while some are left, then its end. */
export function nextDeadline(
  wait: Delays,
  waited: Waited,
  zone: string,
  stream: string,
): { until: string; fires: 'reminder' | 'end' } {
  const seed = `${stream}/${waited.task}`
  const reminding = waited.reminders < wait.reminders
  const duration = reminding ? times(wait.remindAfter, waited.reminders + 1) : wait.expireAfter
  const end = endOfWait(waited.since, duration, wait.calendar, zone, seed, waited.pauses)
  return { until: afterPauses(end, waited.pauses, waited.reminders + 1), fires: reminding ? 'reminder' : 'end' }
}

/**
 * What should have come before a pause, because nobody was there to fire it, comes once it is over: one after the other,
 * a minute apart, since a deadline that leads to another one at the same instant leads nowhere.
 */
export function afterPauses(end: string, pauses: readonly Frozen[], turn: number): string {
  const last = pauses.at(-1)
  if (!last) return end
  const soonest = Temporal.Instant.from(last.to).add({ minutes: turn }).toString()
  return compareInstants(end, soonest) > 0 ? end : soonest
}
