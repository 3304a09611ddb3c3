import { isNewerVersion, isSameJourney } from './version.name'

test.each([
  ['a.v2', 'a.v1', true, true],
  ['a.v10', 'a.v9', true, true],
  ['a.v1', 'a.v2', false, true],
  ['a.v1', 'a.v1', false, true],
  ['b.v2', 'a.v1', false, false],
  ['a-b.v2', 'a.v1', false, false],
  ['landes-pin40.v2', 'landes-pin40.v1', true, true],
  ['landes-pin40.v2', 'gers-pin40.v1', false, false],
])('%s after %s: newer %s, the same journey %s', (a, b, newer, same) => {
  expect([isNewerVersion(a, b), isSameJourney(a, b)]).toEqual([newer, same])
})
