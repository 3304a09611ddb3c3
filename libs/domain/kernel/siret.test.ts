import { isSiret } from './siret'

test.each([
  ['73282932000074', true],
  ['73282932000075', false],
  // La Poste: an establishment whose digits sum to a multiple of five, and one whose do not; its head office follows Luhn.
  ['35600000049837', true],
  ['35600000049838', false],
  ['35600000000048', true],
  ['7328293200007', false],
  ['732829320000745', false],
  ['7328293200007A', false],
  ['', false],
])('%s: %s', (text, right) => {
  expect(isSiret(text)).toBe(right)
})
