import { laptopRules } from '../../testing/laptop.fixtures'
import { laptopRulesSchema } from './laptop.rules'
import { featuresOf } from './laptop.features'

const plain = { screenInches: 14, system: 'linux_mint', accessibility: [] }

test.each([
  [plain, ['linux']],
  [{ ...plain, screenInches: 15 }, ['ecran_15', 'linux']],
  [
    { ...plain, system: 'windows_11', accessibility: ['loupe', 'lecteur_ecran'] },
    ['windows', 'lecteur_ecran', 'loupe'],
  ],
])('what a laptop is tells what it has: %j', (laptop, features) => {
  expect(featuresOf(laptop, laptopRules.features)).toEqual(features)
})

test('all that a feature asks must hold', () => {
  const both = [
    { code: 'grand_linux', fr: 'Grand écran sous Linux', met: { screenInches: 15, systems: ['linux_mint'] } },
  ]
  expect(featuresOf(plain, both)).toEqual([])
  expect(featuresOf({ ...plain, screenInches: 15.6 }, both)).toEqual(['grand_linux'])
})

test.each([
  ['a system that no list has', [{ code: 'f', fr: 'F', met: { systems: ['inconnu'] } }]],
  ['an aid that no list has', [{ code: 'f', fr: 'F', met: { accessibility: 'inconnue' } }]],
  ['nothing that makes it', [{ code: 'f', fr: 'F', met: {} }]],
  ['a code twice', [1, 2].map((inches) => ({ code: 'f', fr: 'F', met: { screenInches: inches } }))],
])('a list is refused with %s', (_, features) => {
  expect(laptopRulesSchema.safeParse({ ...laptopRules, features }).success).toBe(false)
  expect(laptopRulesSchema.safeParse(laptopRules).success).toBe(true)
})
