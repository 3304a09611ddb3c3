import { afterPauses, nextDeadline } from './deadline'
import { dayOf } from './wait'

const paris = 'Europe/Paris'
const wait = { remindAfter: 'P10D', reminders: 2, expireAfter: 'P30D', calendar: 'civil' } as const
const waited = { task: 'answer_referral', since: '2026-03-02T09:00:00Z', reminders: 0, pauses: [] }

test('each reminder comes a turn after the one before, then the end', () => {
  const next = (reminders: number) => nextDeadline(wait, { ...waited, reminders }, paris, 'journey-1')
  expect([0, 1, 2].map((count) => [dayOf(next(count).until, paris), next(count).fires])).toEqual([
    ['2026-03-12', 'reminder'],
    ['2026-03-22', 'reminder'],
    ['2026-04-01', 'end'],
  ])
})

test('the jitter is that of the stream and of its task', () => {
  const until = (stream: string, task: string) => nextDeadline(wait, { ...waited, task }, paris, stream).until
  expect(until('journey-1', 'a')).not.toBe(until('journey-2', 'a'))
  expect(until('journey-1', 'a')).not.toBe(until('journey-1', 'b'))
  expect(until('journey-1', 'a')).toBe(until('journey-1', 'a'))
})

test('what should have come before a pause comes once it is over, a minute apart', () => {
  const pauses = [{ from: '2026-03-10T09:00:00Z', to: '2026-03-20T09:00:00Z' }]
  expect(afterPauses('2026-03-05T09:00:00Z', [], 1)).toBe('2026-03-05T09:00:00Z')
  expect(afterPauses('2026-03-05T09:00:00Z', pauses, 1)).toBe('2026-03-20T09:01:00Z')
  expect(afterPauses('2026-03-05T09:00:00Z', pauses, 2)).toBe('2026-03-20T09:02:00Z')
  expect(afterPauses('2026-03-20T09:00:30Z', pauses, 1)).toBe('2026-03-20T09:01:00Z')
  expect(afterPauses('2026-03-21T09:00:00Z', pauses, 1)).toBe('2026-03-21T09:00:00Z')
  const seen = { ...waited, since: '2026-01-01T09:00:00Z', reminders: 1, pauses }
  const late = nextDeadline({ ...wait, remindAfter: 'P1D' }, seen, paris, 'journey-1')
  expect(late).toEqual({ until: '2026-03-20T09:02:00Z', fires: 'reminder' })
})
