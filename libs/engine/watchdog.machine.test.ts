import { isForgotten, type Watched } from './watchdog.machine'

const now = '2026-03-01T12:00:00.000Z'
const before = (seconds: number) => new Date(Date.parse(now) - seconds * 1_000).toISOString()
const told: Watched = { version: 4, woken_version: 4, changed_at: before(3_600), deadline_at: null }

it.each<[string, Partial<Watched>, boolean]>([
  ['waits and was told of its newest version', {}, false],
  ['has a deadline to come', { deadline_at: before(-60) }, false],
  ['has a deadline just passed', { deadline_at: before(120) }, false],
  ['has a deadline over two minutes late', { deadline_at: before(121) }, true],
  ['has just changed', { woken_version: 3, changed_at: before(60) }, false],
  ['is over a minute behind', { woken_version: 3, changed_at: before(61) }, true],
  ['was never told of', { woken_version: 0, changed_at: before(61) }, true],
])('a stream that %s', (_, change, forgotten) => {
  expect(isForgotten({ ...told, ...change }, now)).toBe(forgotten)
})
