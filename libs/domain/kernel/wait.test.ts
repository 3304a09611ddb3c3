import HolidaysOf from 'date-holidays'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { isHoliday } from './holidays'
import { compareInstants, dayOf, daysBetween, endOfWait, hash32, instantOn, monthsBetween, times } from './wait'

const paris = 'Europe/Paris'
const minutes = (from: string, to: string) =>
  Temporal.Instant.from(from).until(Temporal.Instant.from(to)).total('minutes')

test('a demonstration’s wait is exact', () => {
  expect(endOfWait('2026-03-02T09:00:00Z', 'PT3S', 'civil', paris, 'seed')).toBe('2026-03-02T09:00:03Z')
})

test.each([
  ['2026-03-20T09:00:00Z', 'P10D', '2026-03-30T08:00:00Z', 'over the change to summer time'],
  ['2026-10-20T08:00:00Z', 'P10D', '2026-10-30T09:00:00Z', 'over the change to winter time'],
  ['2027-11-29T09:00:00Z', 'P3M', '2028-02-29T09:00:00Z', 'to the 29th of February'],
])('days are counted in the zone: from %s %s', (from, duration, exact, _why) => {
  const end = endOfWait(from, duration, 'civil', paris, 'journey/answer')
  expect(minutes(exact, end)).toBeGreaterThanOrEqual(10)
  expect(minutes(exact, end)).toBeLessThanOrEqual(40)
})

test('working days pass over week-ends and holidays', () => {
  // From Thursday 30 April 2026: 1 May is a holiday, 2 and 3 a week-end, so one working day later is Monday the 4th.
  expect(dayOf(endOfWait('2026-04-30T09:00:00Z', 'P1D', 'working', paris, 's'), paris)).toBe('2026-05-04')
  expect(dayOf(endOfWait('2026-04-30T09:00:00Z', 'P1D', 'civil', paris, 's'), paris)).toBe('2026-05-01')
})

test('the jitter depends on the seed alone and lies between 10 and 40 minutes', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const end = endOfWait('2026-06-01T09:00:00Z', 'P1D', 'civil', paris, seed)
      const over = minutes('2026-06-02T09:00:00Z', end)
      expect(over).toBeGreaterThanOrEqual(10)
      expect(over).toBeLessThanOrEqual(40)
      expect(endOfWait('2026-06-01T09:00:00Z', 'P1D', 'civil', paris, seed)).toBe(end)
    }),
  )
  expect(new Set(['a', 'b', 'c', 'd'].map(hash32)).size).toBe(4)
})

test('days are those of the territory’s zone', () => {
  expect(dayOf('2026-03-01T23:30:00Z', paris)).toBe('2026-03-02')
  expect(dayOf('2026-03-01T23:30:00Z', 'Indian/Reunion')).toBe('2026-03-02')
  expect(dayOf('2026-03-01T19:30:00Z', 'Indian/Reunion')).toBe('2026-03-01')
})

test('durations are multiplied unit by unit', () => {
  expect(times('P10D', 3)).toBe('P30D')
  expect(times('PT3S', 2)).toBe('PT6S')
  expect(times('P1M15D', 2)).toBe('P2M30D')
})

test('instants are compared by value, however they are written', () => {
  expect(compareInstants('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z')).toBe(0)
  expect(compareInstants('2026-01-01T00:00:00.500Z', '2026-01-01T00:00:00Z')).toBeGreaterThan(0)
  expect(monthsBetween('2023-03-02', '2026-03-02')).toBe(36)
  expect(monthsBetween('2023-03-03', '2026-03-02')).toBe(35)
})

test('public holidays are those of the official list, for sixty years', () => {
  const official = new HolidaysOf('FR')
  for (let year = 2000; year < 2060; year += 1) {
    const expected = official
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10))
    const found: string[] = []
    for (let day = Temporal.PlainDate.from(`${year}-01-01`); day.year === year; day = day.add({ days: 1 })) {
      if (isHoliday(day)) found.push(day.toString())
    }
    expect(found).toEqual([...new Set(expected)].sort())
  }
})

test('days are counted whole over months, and something done on another day was done at its noon', () => {
  expect(daysBetween('2026-01-01', '2026-03-01')).toBe(59)
  expect(instantOn('2026-03-02', '2026-03-02T16:20:00Z', paris)).toBe('2026-03-02T16:20:00Z')
  expect(instantOn('2026-03-01', '2026-03-02T16:20:00Z', paris)).toBe('2026-03-01T11:00:00Z')
  expect(instantOn('2026-03-01', '2026-03-02T16:20:00Z', 'Indian/Reunion')).toBe('2026-03-01T08:00:00Z')
})
