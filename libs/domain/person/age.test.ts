import { ageBandOf, ageOn, isBornAfter } from './age'

const born = (birthDate: string | null, birthYear: number | null = null) => ({ birthDate, birthYear })

test.each([
  ['2026-03-01', '1996-03-02', 29],
  ['2026-03-02', '1996-03-02', 30],
  ['2026-02-28', '2004-02-29', 21],
  ['2026-03-01', '2004-02-29', 22],
])('on %s, who was born on %s is %i', (day, birthDate, age) => {
  expect(ageOn(day, born(birthDate))).toBe(age)
})

test('from the year alone, the age reached in that year; from nothing, none', () => {
  expect(ageOn('2026-01-01', born(null, 1996))).toBe(30)
  expect(ageOn('2026-01-01', born(null))).toBeNull()
})

test('a birth that is still to come is seen', () => {
  expect(isBornAfter('2026-03-02', born('2026-03-03'))).toBe(true)
  expect(isBornAfter('2026-03-02', born('2026-03-02'))).toBe(false)
  expect(isBornAfter('2026-03-02', born(null, 2027))).toBe(true)
  expect(isBornAfter('2026-03-02', born(null, 2026))).toBe(false)
  expect(isBornAfter('2026-03-02', born(null))).toBe(false)
})

test.each([
  [null, 'unknown'],
  [-1, 'unknown'],
  [17, 'under_18'],
  [18, '18_29'],
  [29, '18_29'],
  [30, '30_39'],
  [54, '40_54'],
  [55, '55_64'],
  [74, '65_74'],
  [100, '75_plus'],
])('age %s is counted as %s', (age, band) => {
  expect(ageBandOf(age)).toBe(band)
})
