import { landes } from '../../testing/journey.fixtures'
import type { Definition } from './definition.schema'
import { branchRules, type FoundFacts, firstOfKind, foundFactTypes, stageAt, stageOfKind, wayOn } from './stage.graph'

const [, , , dotation, evaluation] = landes.stages
const found: FoundFacts = {
  ...{ reasons: [], needs: [], trainingNeeded: false, laptopNeeded: false, mailboxNeeded: false },
  ...{ connectionNeeded: false, orientationNeeded: false, hasComputer: false, hasConnection: false },
  ...{ commitmentKept: true, handedOver: false, heard: false },
}
const leading = (next: Definition['stages'][number]['next']): Definition => ({
  ...landes,
  stages: landes.stages.map((stage) => (stage.kind === 'training' ? { ...stage, next } : stage)),
})

test('a stage is found by its code, or by its kind', () => {
  expect(stageAt(landes, 'dotation')).toBe(dotation)
  expect(stageOfKind(landes, 'dotation', 'dotation')).toBe(dotation)
  expect(firstOfKind(landes, 'evaluation')).toBe(evaluation)
})

test('of several stages of a kind, the first one is meant', () => {
  const later = { ...firstOfKind(landes, 'evaluation'), code: 'plus_tard' }
  expect(firstOfKind({ ...landes, stages: [...landes.stages, later] }, 'evaluation')).toBe(evaluation)
})

test('a stage that a definition does not have is told with the definition’s name', () => {
  const { id } = landes
  expect(() => stageAt(landes, 'voyage')).toThrow(new TypeError(`definition ${id} has no stage voyage`))
  expect(() => stageOfKind(landes, 'dotation', 'training')).toThrow(
    new TypeError(`stage dotation of ${id} is a dotation, not a training`),
  )
  expect(() => firstOfKind(landes, 'support')).toThrow(new TypeError(`definition ${id} has no support`))
})

test('a stage none of whose ways is open leads nowhere, which is told', () => {
  const closed = leading([{ when: 'heard', to: 'end', fr: null }])
  expect(() => wayOn(closed, 'training', found)).toThrow(new TypeError(`stage training of ${landes.id} leads nowhere`))
})

test('where two ways are open, the first is taken, and people are told why stages are passed over', () => {
  const next = [
    { when: 'heard', to: 'dotation', fr: 'Entendu' },
    { when: 'hasComputer', to: 'evaluation', fr: 'Déjà équipé' },
    { when: null, to: 'end', fr: 'Rien de plus' },
  ]
  const way = (over: Partial<FoundFacts>) => wayOn(leading(next), 'training', { ...found, ...over })
  expect(way({ heard: true, hasComputer: true })).toEqual({ stage: dotation, skipped: [], why: 'Entendu' })
  expect(way({ hasComputer: true })).toEqual({ stage: evaluation, skipped: ['dotation'], why: 'Déjà équipé' })
  expect(way({})).toEqual({ stage: null, skipped: ['dotation', 'evaluation'], why: 'Rien de plus' })
})

test.each(Object.entries(foundFactTypes))('a way may depend on %s, which is a %s', (name, type) => {
  const rule = type === 'bool' ? name : `${name}.exists(each, each == 'emploi')`
  expect(branchRules.faultsOf(rule)).toEqual([])
  const [no, yes] = type === 'bool' ? [false, true] : [[], ['emploi']]
  expect(branchRules.holds(rule, { ...found, [name]: yes })).toBe(true)
  expect(branchRules.holds(rule, { ...found, [name]: no })).toBe(false)
})
