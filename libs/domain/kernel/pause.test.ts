import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { dayOf, endOfWait, morningOf } from './wait'

const paris = 'Europe/Paris'
const pause = (from: string, to: string) => ({ from, to })
const endDay = (duration: string, calendar: 'civil' | 'working', ...pauses: { from: string; to: string }[]) =>
  dayOf(endOfWait('2026-03-02T09:00:00Z', duration, calendar, paris, 's', pauses), paris)

test('what remains of a wait at its pause is what remains after it', () => {
  // Ten days from 2 March; four days are spent on the 6th, six remain on the 20th.
  expect(endDay('P10D', 'civil')).toBe('2026-03-12')
  expect(endDay('P10D', 'civil', pause('2026-03-06T09:00:00Z', '2026-03-20T09:00:00Z'))).toBe('2026-03-26')
})

test('a demonstration’s wait is frozen to the millisecond', () => {
  const end = endOfWait('2026-03-02T09:00:00Z', 'PT60S', 'civil', paris, 's', [
    pause('2026-03-02T09:00:10.250Z', '2026-03-02T09:01:10.500Z'),
  ])
  expect(end).toBe('2026-03-02T09:02:00.25Z')
})

test('working days that are left are counted anew from the day of the resume', () => {
  // From Monday 2 March: ten working days end on Monday the 16th.
  expect(endDay('P10D', 'working')).toBe('2026-03-16')
  // Four are spent on Friday the 6th; resumed on Thursday 30 April, six remain: 4 to 7 May, then 8 is a holiday, 11 and 12.
  const long = pause('2026-03-06T15:00:00Z', '2026-04-30T07:00:00Z')
  expect(endDay('P10D', 'working', long)).toBe('2026-05-12')
  // Shifted by as many days as it was paused, it would be on Sunday 10 May.
  expect(endDay('P10D', 'civil', long)).not.toBe(endDay('P10D', 'working', long))
})

test('two pauses freeze twice; one that was over before the wait began does not count', () => {
  const two = [
    pause('2026-03-04T09:00:00Z', '2026-03-06T09:00:00Z'),
    pause('2026-03-07T09:00:00Z', '2026-03-10T09:00:00Z'),
  ]
  expect(endDay('P10D', 'civil', ...two)).toBe('2026-03-17')
  expect(endDay('P10D', 'working', ...two)).toBe('2026-03-20')
  expect(endDay('P10D', 'civil', pause('2026-01-01T09:00:00Z', '2026-02-01T09:00:00Z'))).toBe('2026-03-12')
  // One that was under way when it began counts from then.
  expect(endDay('P10D', 'civil', pause('2026-01-01T09:00:00Z', '2026-03-05T09:00:00Z'))).toBe('2026-03-15')
})

test('a pause over the change to summer time keeps the hour of the day', () => {
  const at = (end: string) => Temporal.Instant.from(end).toZonedDateTimeISO(paris).toPlainTime().hour
  const frozen = [pause('2026-03-06T09:00:00Z', '2026-04-03T08:00:00Z')]
  expect(at(endOfWait('2026-03-02T09:00:00Z', 'P10D', 'civil', paris, 's', frozen))).toBe(10)
})

const day = fc.integer({ min: 0, max: 60 })

test.each(['civil', 'working'] as const)('whatever the pause, a %s wait ends after it and never sooner', (calendar) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), day, day, (days, after, length) => {
      const start = Temporal.Instant.from('2026-03-02T09:00:00Z')
      const from = start.add({ hours: 24 * after })
      const to = from.add({ hours: 24 * length })
      const plain = endOfWait(start.toString(), `P${days}D`, calendar, paris, 's')
      fc.pre(Temporal.Instant.compare(from, Temporal.Instant.from(plain)) < 0)
      const frozen = endOfWait(start.toString(), `P${days}D`, calendar, paris, 's', [
        pause(from.toString(), to.toString()),
      ])
      expect(dayOf(frozen, paris) >= dayOf(plain, paris)).toBe(true)
      expect(dayOf(frozen, paris) >= dayOf(to.toString(), paris)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('the morning of a day is that of the territory', () => {
  expect(morningOf('2026-03-30', paris)).toBe('2026-03-30T06:00:00Z')
  expect(morningOf('2026-03-30', 'Indian/Reunion')).toBe('2026-03-30T04:00:00Z')
})
