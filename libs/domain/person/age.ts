import { Temporal } from 'temporal-polyfill'

/** What is told of a birth: a day, or at least a year. */
export interface Birth {
  readonly birthDate: string | null
  readonly birthYear: number | null
}

/** Age in whole years on a day; from the year alone it is the age reached in that year. Null where nothing is told. */
export function ageOn(day: string, { birthDate, birthYear }: Birth): number | null {
  if (birthDate) return Temporal.PlainDate.from(birthDate).until(day, { largestUnit: 'years' }).years
  return birthYear === null ? null : Number(day.slice(0, 4)) - birthYear
}

export const isBornAfter = (day: string, { birthDate, birthYear }: Birth): boolean =>
  birthDate ? birthDate > day : birthYear !== null && birthYear > Number(day.slice(0, 4))

/** Bands that still add up to what funders count: under 18, 18 to 29, 55 and over (FSE+ common indicators). */
const bands = [
  [18, 'under_18'],
  [30, '18_29'],
  [40, '30_39'],
  [55, '40_54'],
  [65, '55_64'],
  [75, '65_74'],
  [Number.POSITIVE_INFINITY, '75_plus'],
] as const

export const ageBandOf = (age: number | null): string =>
  age === null || age < 0 ? 'unknown' : (bands.find(([below]) => age < below)?.[1] ?? 'unknown')
