import type { Temporal } from 'temporal-polyfill'

/** Public holidays with a fixed day. Source: Code du travail, article L3133-1. */
const fixed = new Set(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'])

/** Days from Easter Sunday: Easter Monday, Ascension, Whit Monday. Source: same article. */
const fromEaster = new Set([1, 39, 50])

/** True where the day is a public holiday in metropolitan France outside Alsace-Moselle. */
export function isHoliday(day: Temporal.PlainDate): boolean {
  const monthDay = day.toString().slice(5)
  if (fixed.has(monthDay)) return true
  const easter = easterSunday(day.year)
  const sunday = day.with({ month: easter.month, day: easter.day })
  return fromEaster.has(sunday.until(day, { largestUnit: 'days' }).days)
}

/** True where people work: neither Saturday, Sunday nor a public holiday. */
export const isWorkingDay = (day: Temporal.PlainDate): boolean => day.dayOfWeek < 6 && !isHoliday(day)

/** Easter Sunday of the Gregorian calendar: the anonymous algorithm of 1876 (Meeus, Astronomical Algorithms, ch. 8). */
function easterSunday(year: number): { month: number; day: number } {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return { month: Math.floor(n / 31), day: (n % 31) + 1 }
}
