import { type Calendar, endOfWait, times } from './wait'

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
  const until = endOfWait(waited.since, duration, wait.calendar, zone, seed)
  return { until, fires: reminding ? 'reminder' : 'end' }
}
