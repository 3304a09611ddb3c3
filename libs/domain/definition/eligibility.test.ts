import { landes } from '../../testing/journey.fixtures'
import { explained } from './condition'
import { type Candidate, eligibilityFactsOf, unmetRules } from './eligibility'

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

describe('what is told of somebody', () => {
  const told: Candidate = {
    ...{ naturalPerson: true, commitment: false, reasons: ['equipement'], needs: ['emploi'], entry: 'walk_in' },
    ...{ age: null, lastHandedOverOn: null, today: '2026-03-02' },
  }
  const facts = {
    ...{ naturalPerson: true, commitment: false, reasons: ['equipement'], needs: ['emploi'], entry: 'walk_in' },
    ...{ ageKnown: false, age: 0, equipped: false, lastHandedOverOn: '', monthsSinceEquipped: 0 },
  }

  test.each<[string, Partial<Candidate>, object]>([
    ['no more', {}, {}],
    ['their age', { age: 42 }, { ageKnown: true, age: 42 }],
    ['an age of none', { age: 0 }, { ageKnown: true }],
    [
      'a laptop eleven months ago',
      { lastHandedOverOn: '2025-03-04' },
      { equipped: true, lastHandedOverOn: '2025-03-04', monthsSinceEquipped: 11 },
    ],
    [
      'a laptop a year ago to the day',
      { lastHandedOverOn: '2025-03-02' },
      { equipped: true, lastHandedOverOn: '2025-03-02', monthsSinceEquipped: 12 },
    ],
  ])('gives the facts that rules read: %s', (_, over, expected) => {
    expect(eligibilityFactsOf({ ...told, ...over })).toEqual({ ...facts, ...expected })
  })
})

describe('why somebody was refused', () => {
  const day = { lastHandedOverOn: '2025-03-04' }

  test('is said in the words of the definition, with the day that they name', () => {
    const [why, ...others] = explained(landes, { codes: ['not_equipped_lately'], facts: { ...day, equipped: true } })
    expect(others).toEqual([])
    expect(why).toEqual({
      code: 'not_equipped_lately',
      fr: 'La personne a reçu un ordinateur le 2025-03-04, il y a moins de 36 mois.',
      en: 'The person received a laptop on 2025-03-04, less than 36 months ago.',
    })
  })

  test('comes in the order of the definition; of no rule, nothing is said', () => {
    const codes = ['commits_to_the_journey', 'natural_person']
    const whys = explained(landes, { codes, facts: {} })
    expect(whys.map(({ code }) => code)).toEqual(['natural_person', 'commits_to_the_journey'])
    expect(explained(landes, { codes: [], facts: day })).toEqual([])
  })

  test('names texts and numbers; a yes, a list and what is unknown stay as they are written', () => {
    const words = 'le {lastHandedOverOn}, {monthsSinceEquipped} mois, {equipped}, {reasons}, {autre}'
    const eligibility = [{ code: 'regle', rule: 'equipped', fr: words, en: words }]
    const given = { ...day, monthsSinceEquipped: 0, equipped: true, reasons: ['equipement'] }
    const [why] = explained({ ...landes, eligibility }, { codes: ['regle'], facts: given })
    expect(why?.fr).toBe('le 2025-03-04, 0 mois, {equipped}, {reasons}, {autre}')
    expect(why?.en).toBe(why?.fr)
  })

  test('keeps a fact that its words alone name, in either language', () => {
    const named = (fr: string, en: string) => ({
      ...landes,
      eligibility: [{ code: 'regle', rule: 'commitment', fr, en }],
    })
    const refused = { ...eligible, commitment: false, entry: 'paper' }
    const kept = (fr: string, en: string) => unmetRules(named(fr, en), refused).facts
    expect(kept('venue par {entry}', 'x')).toEqual({ commitment: false, entry: 'paper' })
    expect(kept('x', 'came by {entry}')).toEqual({ commitment: false, entry: 'paper' })
    expect(kept('à {age} ans', 'aged {age}')).toEqual({ commitment: false })
  })
})
