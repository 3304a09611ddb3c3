import { landes } from '../../testing/journey.fixtures'
import { unmetRules } from './eligibility'

const eligible = {
  naturalPerson: true,
  commitment: true,
  reasons: ['competences'],
  needs: [],
  entry: 'prescriber',
  ageKnown: false,
  age: 0,
  equipped: false,
  lastHandedOverOn: '',
  monthsSinceEquipped: 0,
}
const equipped = { equipped: true, lastHandedOverOn: '2025-03-04', monthsSinceEquipped: 11 }

test.each<[object, string[]]>([
  [{}, []],
  [{ naturalPerson: false }, ['natural_person']],
  [{ reasons: ['autre'] }, ['has_a_reason']],
  [{ commitment: false, reasons: [] }, ['has_a_reason', 'commits_to_the_journey']],
  [{ ...equipped, monthsSinceEquipped: 35 }, ['not_equipped_lately']],
  [{ ...equipped, monthsSinceEquipped: 36 }, []],
])('eligibility %j: %j', (over, expected) => {
  expect(unmetRules(landes, { ...eligible, ...over }).codes).toEqual(expected)
})

test('an answer explains itself by the facts that its rules have read, and tells no age', () => {
  const aged = { ...landes, eligibility: [{ code: 'adulte', rule: 'ageKnown && age >= 18', fr: 'x', en: 'x' }] }
  expect(unmetRules(landes, { ...eligible, ...equipped }).facts).toEqual({
    equipped: true,
    lastHandedOverOn: '2025-03-04',
    monthsSinceEquipped: 11,
  })
  expect(unmetRules(landes, { ...eligible, commitment: false }).facts).toEqual({ commitment: false })
  const noPaper = { ...landes, eligibility: [{ code: 'vu', rule: "entry != 'paper'", fr: 'x', en: 'x' }] }
  expect(unmetRules(noPaper, { ...eligible, entry: 'paper' })).toEqual({ codes: ['vu'], facts: { entry: 'paper' } })
  expect(unmetRules(noPaper, eligible).codes).toEqual([])
  expect(unmetRules(aged, eligible)).toEqual({ codes: ['adulte'], facts: {} })
})
