import { daysLeft } from './stock.days'

test.each([
  // free, waiting, asked for in eight weeks → days
  [10, 0, 56, 10],
  [10, 4, 56, 6],
  [10, 4, 14, 24],
  [3, 5, 20, 0],
  [1, 0, 60, 0],
  [10, 0, 0, null],
  [0, 0, 0, null],
])('%d free, %d waiting, %d asked for: %s days', (free, waiting, askedInEightWeeks, days) => {
  expect(daysLeft({ free, waiting, askedInEightWeeks, preparing: 0 })).toBe(days)
})
