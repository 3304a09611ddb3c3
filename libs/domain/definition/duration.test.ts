import { isDuration, isInDays } from './duration.schema'

test.each([
  ['P10D', true, true],
  ['P1Y2M3W4D', true, false],
  ['P2W', true, false],
  ['PT90S', true, false],
  ['PT1H30M', true, false],
  ['P0D', false, true],
  ['PT0S', false, false],
  ['P', false, false],
  ['PT', false, false],
  ['P10DT1H', false, false],
  ['xP10D', false, false],
  ['P10D ', false, false],
  ['P1000D', false, true],
])('%s: a delay of a wait %s, counted in days %s', (text, delay, days) => {
  expect([isDuration(text), isInDays(text)]).toEqual([delay, days])
})
