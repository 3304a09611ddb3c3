import fc from 'fast-check'
import { createDigester } from './digests'
import { type Identity, likelyDuplicate, score } from './duplicate.score'
import { nameWords, oneLetterApart, soundOf } from './name.normal'
import { phoneDigits } from './phone.normal'

const zoe: Identity = {
  lastName: 'Inventée-Dupont',
  firstName: 'Zoé',
  birthDate: '1961-03-04',
  birthYear: null,
  phone: '+33558000001',
  email: null,
}
const digester = createDigester(Buffer.alloc(32, 7))
const like = (changes: Partial<Identity>) => score(zoe, { ...zoe, ...changes })

test('names lose case, accents and punctuation, whatever way they were typed', () => {
  expect(nameWords('  ÉLODIE-Anne  O’Brien ')).toEqual(['elodie', 'anne', 'o', 'brien'])
  expect(nameWords('E\u0301lodie')).toEqual(['elodie'])
  expect(nameWords('Cœur')).toEqual(['coeur'])
})

test.each([
  ['dupont', 'dupond'],
  ['philippe', 'filipe'],
  ['moreau', 'moro'],
  ['thierry', 'tierri'],
  ['lefevre', 'lefaivre'],
])('%s sounds like %s', (a, b) => {
  expect(soundOf(a)).toBe(soundOf(b))
})

test.each([
  ['martin', 'marin', true],
  ['martin', 'mratin', true],
  ['martin', 'marton', true],
  ['martin', 'martine', true],
  ['martin', 'martin', true],
  ['martin', 'maroni', false],
  ['anne', 'a', false],
])('%s and %s are one letter apart: %s', (a, b, expected) => {
  expect(oneLetterApart(a, b)).toBe(expected)
  expect(oneLetterApart(b, a)).toBe(expected)
})

test.each([
  ['+33558000001', '+330558000001'],
  ['+33558000001', '05 58 00 00 01'],
  ['+33558000001', '0033 5.58.00.00.01'],
  ['+33558000001', '+33 (0)5-58-00-00-01'],
])('%s and %s are one phone', (a, b) => {
  expect(phoneDigits(a)).toBe(phoneDigits(b))
})

test('a number of another country keeps its own', () => {
  expect(phoneDigits('+34 958 00 00 01')).toBe('34958000001')
  expect(phoneDigits('+262 262 00 00 01')).toBe('262262000001')
})

const married = { lastName: 'Inventée', firstName: 'Zoé' }

test.each<[string, Partial<Identity>, Partial<Identity>, string[]]>([
  ['written without accents, in capitals', {}, { lastName: 'INVENTEE DUPONT', firstName: 'ZOE' }, ['same_name']],
  ['first and last name swapped', {}, { lastName: 'Zoé', firstName: 'Inventée-Dupont' }, ['swapped_name']],
  ['swapped and misspelt', {}, { lastName: 'Zoée', firstName: 'Inventé Dupond' }, ['swapped_alike_name']],
  ['misspelt', {}, { lastName: 'Inventé-Dupond' }, ['alike_name']],
  ['with one letter too few', {}, { lastName: 'Invente-Dupont' }, ['alike_name']],
  ['with two letters in each other’s place', married, { ...married, lastName: 'Invetnée' }, ['alike_name']],
  ['compound, in one word', { firstName: 'Jean-Pierre' }, { firstName: 'Jeanpierre' }, ['same_name']],
  ['with an apostrophe, or without', { lastName: 'O’Brien' }, { lastName: 'Obrien' }, ['same_name']],
  ['with a particle apart, or joined', { lastName: 'Le Goff' }, { lastName: 'Legoff' }, ['same_name']],
  ['with a particle, or without', { lastName: 'de la Source' }, { lastName: 'Source' }, ['alike_name']],
  ['by the married name alone', {}, { lastName: 'Dupont' }, ['alike_name']],
  ['by one of several first names', { firstName: 'Marie Zoé' }, { firstName: 'Marie' }, ['alike_name']],
  ['under another last name, same phone', {}, { lastName: 'Tout-Autre' }, ['same_first_name', 'same_phone']],
  ['without a birth date', {}, { birthDate: null }, ['birth_unknown']],
  ['with the birth year alone', {}, { birthDate: null, birthYear: 1961 }, ['same_birth_year']],
  ['day and month of birth swapped', {}, { birthDate: '1961-04-03' }, ['swapped_birth_day']],
  ['with one digit of the birth date wrong', {}, { birthDate: '1961-03-14' }, ['alike_birth_date', 'same_phone']],
  ['with the phone written otherwise', {}, { phone: '05 58 00 00 01' }, ['same_phone']],
  ['without a phone', {}, { phone: null }, ['same_name', 'same_birth_date']],
])('the same person is found %s', (_, was, is, why) => {
  const [one, other] = [
    { ...zoe, ...was },
    { ...zoe, ...is },
  ]
  const found = score(one, other)
  expect(found.score).toBeGreaterThanOrEqual(likelyDuplicate)
  expect(found.why).toEqual(expect.arrayContaining(why))
  const known = new Set(digester.ofPerson(one).map(({ digest }) => digest))
  expect(digester.ofPerson(other).some(({ digest }) => known.has(digest))).toBe(true)
})

const shared = { phone: '+33558000001', email: 'foyer@exemple.invalid' }

test.each<[string, Partial<Identity>]>([
  ['a namesake born another year', { birthDate: '1987-11-23' }],
  ['a brother with the same phone', { firstName: 'Maxime', birthDate: '1964-10-28' }],
  [
    'a brother born the same year, of whom the year alone is known',
    { firstName: 'Maxime', birthDate: null, birthYear: 1961 },
  ],
  ['a twin with the same phone and mailbox', { firstName: 'Maxime' }],
  ['a father of the same name', { birthDate: '1935-07-19' }],
  [
    'somebody with the same first name born the same day, of another phone',
    { lastName: 'Autre', phone: null, email: null },
  ],
  ['a neighbour of the same mailbox and phone', { lastName: 'Autre', firstName: 'Ali', birthDate: '1950-01-01' }],
])('%s is not taken for the same', (_, changes) => {
  expect(score({ ...zoe, ...shared }, { ...zoe, ...shared, ...changes }).score).toBeLessThan(likelyDuplicate)
})

test('a namesake born the same year is told apart from the same person by a lower score', () => {
  const namesake = like({ birthDate: null, birthYear: 1961, phone: '+33558000099' })
  expect(namesake.why).toEqual(['same_name', 'same_birth_year'])
  expect(namesake.score).toBeLessThan(like({ phone: '+33558000099' }).score)
  expect(namesake.score).toBeLessThan(like({ birthDate: null, birthYear: 1961 }).score)
})

const identity: fc.Arbitrary<Identity> = fc.record({
  lastName: fc.constantFrom('Inventée', 'Inventee-Dupont', 'Inventeedupont', 'Martin', 'Zoé'),
  firstName: fc.constantFrom('Zoé', 'Zoe Anne', 'Martine'),
  birthDate: fc.constantFrom(null, '1961-03-04', '1961-04-03'),
  birthYear: fc.constantFrom(null, 1961, 1987),
  phone: fc.constantFrom(null, '+33558000001', '0558000001'),
  email: fc.constantFrom(null, 'zoe@exemple.invalid'),
})

test('likeness is symmetric, between 0 and 1, and highest with oneself', () => {
  fc.assert(
    fc.property(identity, identity, (a, b) => {
      const ab = score(a, b)
      expect(ab.score).toBe(score(b, a).score)
      expect(ab.score).toBeGreaterThanOrEqual(0)
      expect(ab.score).toBeLessThanOrEqual(score(a, a).score)
    }),
  )
})

test('whoever is likely the same shares a digest, so is among the candidates', () => {
  fc.assert(
    fc.property(identity, identity, (a, b) => {
      fc.pre(score(a, b).score >= likelyDuplicate)
      const known = new Set(digester.ofPerson(b).map(({ digest }) => digest))
      expect(digester.ofPerson(a).some(({ digest }) => known.has(digest))).toBe(true)
    }),
  )
})

test('digests show nothing, differ by key, and only a full birth date makes an identity', () => {
  const digests = digester.ofPerson(zoe)
  expect(JSON.stringify(digests)).not.toMatch(/zoe|1961|dupont/i)
  expect(createDigester(Buffer.alloc(32, 8)).ofPerson(zoe)[0]).not.toEqual(digests[0])
  const kinds = (changes: Partial<Identity>) => digester.ofPerson({ ...zoe, ...changes }).map(({ kind }) => kind)
  expect(kinds({})).toContain('identity')
  expect(kinds({ birthDate: null, birthYear: 1961 })).not.toContain('identity')
})
