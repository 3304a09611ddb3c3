import { beneficiarySchema } from './journey.commands'

const known = { lastName: 'Inventée', firstName: 'Zoé', communeInsee: '40192', phone: null, email: null }
const pathsOf = (birthDate: string | null, birthYear: number | null) =>
  beneficiarySchema.safeParse({ ...known, birthDate, birthYear }).error?.issues.map(({ path }) => path.join('.')) ?? []

test.each<[string, string | null, number | null]>([
  ['a birth date', '1980-01-01', null],
  ['a birth year alone', null, 1980],
  ['both, which agree', '1980-12-31', 1980],
])('somebody is told by %s', (_, date, year) => {
  expect(pathsOf(date, year)).toEqual([])
})

test.each<[string, string | null, number | null, string]>([
  ['a birth year that is not that of the birth date', '1980-01-01', 1950, 'birthYear'],
  ['neither a birth date nor a birth year', null, null, 'birthDate'],
  ['a birth date that is none', '1980-02-30', 1980, 'birthDate'],
])('%s is refused by its field', (_, date, year, field) => {
  expect(pathsOf(date, year)).toEqual([field])
})
