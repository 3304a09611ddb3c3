import { Temporal } from 'temporal-polyfill'
import { type Calendar, hasTimePart, times } from '../kernel/wait'
import { isInDays } from './duration.schema'
import { type Fault, fault } from './fault'

/** No delay is longer: data about people are not kept beyond (territory's notice, three years in the Landes). */
const longestDelay = Temporal.Duration.from('P3Y')
const someDay = Temporal.PlainDate.from('2024-01-01')

/** What is wrong with a delay; one that is none at all has been told already. */
export function faultsOfDelay(
  calendar: Calendar | undefined,
  path: string,
  delay: string | undefined,
): readonly Fault[] {
  if (delay === undefined) return []
  if (calendar === 'working' && !isInDays(delay))
    return [fault(path, 'les jours ouvrés se comptent en jours (P10D)', 'working days are counted in days (P10D)')]
  const tooLong = Temporal.Duration.compare(delay, longestDelay, { relativeTo: someDay }) > 0
  return tooLong ? [fault(path, 'un délai est de trois ans au plus', 'a delay is of three years at most')] : []
}

// Months have four lengths, in an order that comes back every four years: a wait may begin in any of them.
const starts = Array.from({ length: 48 }, (_, months) => someDay.add({ months }))

/** What can be read of a wait that is counted from when it begins. */
interface KnownLength {
  readonly remindAfter?: string
  readonly reminders?: number
  readonly expireAfter?: string
  readonly calendar?: Calendar
}

/** What is wrong with how long a wait lasts, and with when it is reminded. */
export function faultsOfLength(path: string, wait: KnownLength): readonly Fault[] {
  const { remindAfter, expireAfter, calendar } = wait
  const late = [
    'le dernier rappel ne viendrait pas avant la fin de l’attente',
    'the last reminder would come no sooner than the end of the wait',
  ] as const
  return [
    ...faultsOfDelay(calendar, `${path}.remindAfter`, remindAfter),
    ...faultsOfDelay(calendar, `${path}.expireAfter`, expireAfter),
    ...(remindsTooLate(wait) ? [fault(`${path}.reminders`, ...late)] : []),
  ]
}

/** Whether there is a month in which the last reminder would not come before the end. */
function remindsTooLate({ remindAfter, reminders, expireAfter }: KnownLength): boolean {
  if (!reminders || remindAfter === undefined || expireAfter === undefined) return false
  const last = times(remindAfter, reminders)
  return starts.some((relativeTo) => Temporal.Duration.compare(last, expireAfter, { relativeTo }) >= 0)
}

/** A delay and its place in a version. */
export type PlacedDelay = readonly [path: string, delay: string]

/** The places of the delays that are exact (`PT…`): those of a demonstration. */
export const hastyOf = (delays: readonly PlacedDelay[]): readonly string[] =>
  delays.flatMap(([path, delay]) => (hasTimePart(delay) ? [path] : []))

/** Whether two delays from one day may end on the same one. */
export const areAlike = (one: string, other: string): boolean =>
  Temporal.Duration.compare(one, other, { relativeTo: someDay }) === 0
