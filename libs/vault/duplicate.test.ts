import fc from 'fast-check'
import { createDigester } from './digests'
import { type Identity, likelyDuplicate, score } from './duplicate.score'
import { nameWords, oneLetterApart, soundOf } from './name.normal'

const zoe: Identity = {
  lastName: 'Inventée-Dupont',
  firstName: 'Zoé',
  birthDate: '1961-03-04',
  birthYear: null,
  phone: '+33558000001',
  email: null,
}
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

test.each<[string, Partial<Identity>, string]>([
  ['written without accents, in capitals', { lastName: 'INVENTEE DUPONT', firstName: 'ZOE' }, 'same_name'],
  ['first and last name swapped', { lastName: 'Zoé', firstName: 'Inventée-Dupont' }, 'swapped_name'],
  ['misspelt', { lastName: 'Inventé-Dupond' }, 'alike_name'],
  ['without a birth date', { birthDate: null }, 'birth_unknown'],
  ['with the birth year alone', { birthDate: null, birthYear: 1961 }, 'same_birth_year'],
  ['day and month swapped', { birthDate: '1961-04-03' }, 'swapped_birth_day'],
  ['without a phone', { phone: null }, 'same_name'],
])('the same person is found %s', (_, changes, why) => {
  const found = like(changes)
  expect(found.score).toBeGreaterThanOrEqual(likelyDuplicate)
  expect(found.why).toContain(why)
})

test.each<[string, Partial<Identity>]>([
  ['a namesake born another year', { birthDate: '1987-11-23' }],
  ['a twin with another first name', { firstName: 'Maxime' }],
  ['a neighbour of the same mailbox and phone', { lastName: 'Autre', firstName: 'Ali', birthDate: '1950-01-01' }],
])('%s is not taken for the same', (_, changes) => {
  expect(like(changes).score).toBeLessThan(likelyDuplicate)
})

const identity: fc.Arbitrary<Identity> = fc.record({
  lastName: fc.constantFrom('Inventée', 'Inventee-Dupont', 'Martin', 'Zoé'),
  firstName: fc.constantFrom('Zoé', 'Zoe Anne', 'Martine'),
  birthDate: fc.constantFrom(null, '1961-03-04', '1961-04-03'),
  birthYear: fc.constantFrom(null, 1961, 1987),
  phone: fc.constantFrom(null, '+33558000001'),
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

const digester = createDigester(Buffer.alloc(32, 7))

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
