import { type JourneyStage, journeyStages } from '../../contracts/codes'
import { commands, facts, fold, ids } from '../../testing/journey.fixtures'
import { journeyInStage, lateFacts, shaped, through } from '../../testing/shape.fixtures'
import { faultsOf } from '../definition/definition.check'
import type { Definition } from '../definition/definition.schema'
import type { StageKind } from '../definition/stage.schema'
import type { Facts } from '../facts'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import { transitions } from './journey.transitions'

type Kind = Exclude<StageKind, 'prescription'>
const kinds: readonly Kind[] = ['diagnostic', 'training', 'support', 'dotation', 'evaluation']

/** What may come before a kind, where not everything may. */
const before: readonly Kind[] = ['diagnostic']

/** Every two kinds after each other, and each after the prescription, in the definitions that the check lets through. */
let shapes: readonly Definition[]
beforeAll(() => {
  shapes = [[], ...kinds.map((kind) => [kind])]
    .flatMap((first) => kinds.map((kind) => [...first, kind]))
    .flatMap((pair) => [pair, [...before, ...pair]])
    .map((pair) => shaped(...pair))
    .filter((definition) => faultsOf(definition).every(({ path }) => /^(waits|ends)\./.test(path)))
})

const later = '2027-09-01T09:00:00Z'
const givenUp = (definition: Facts['definition']): Facts =>
  facts({}, later, {
    definition,
    decided: [{ stream: ids.dotation, event: { type: 'DotationAbandoned', data: { cause: 'no_laptop' }, at: later } }],
  })

/** To each stage of a newer version of the same shape, for which the present one is left. */
function moves(definition: Definition): readonly (readonly [JourneyCommand, Facts])[] {
  const newer = { ...definition, id: 'forme.v2' }
  return definition.stages.map(({ code }) => [
    { type: 'MoveToVersion', data: { definition: newer.id, stage: code, present: 'left' } },
    lateFacts(newer),
  ])
}

/** Where a journey goes on that ended in a stage: there, or in any other of its definition. */
function reopenedFrom(definition: Definition, index: number): readonly JourneyStage[] {
  const given = lateFacts(definition)
  const state = journeyInStage(definition, index)
  const ended = decide(commands.Withdraw, state, given)
  if (!ended.ok) throw new Error(ended.rule)
  const closed = fold(state, ended.events)
  return [null, ...definition.stages.map(({ code }) => code)].flatMap((stage) => {
    const decision = decide({ type: 'Reopen', data: { stage, reason: 'personne_revenue' } }, closed, given)
    const next = decision.ok ? fold(closed, decision.events).stage : 'unknown'
    return next === 'unknown' ? [] : [next]
  })
}

test('every pair of kinds that a definition may hold is tried', () => {
  expect(shapes.length).toBeGreaterThan(30)
})

test('the transitions are those that the decisions amount to, over every shape', () => {
  const found = Object.fromEntries(journeyStages.map((stage) => [stage, new Set<JourneyStage>()]))
  for (const definition of shapes) {
    const moments = definition.stages.flatMap(({ kind }, index) => [...through[kind].keys()].map((own) => [index, own]))
    for (const [index = 0, own = 0] of moments) {
      const state = journeyInStage(definition, index, own)
      const tries: readonly (readonly [JourneyCommand, Facts])[] = [
        ...[...Object.values(commands), ...Object.values(through).flat()].map(
          (command) => [command, lateFacts(definition)] as const,
        ),
        [{ type: 'HandOver', data: {} }, lateFacts(definition)],
        [{ type: 'ExpireDotation', data: {} }, givenUp(definition)],
        ...moves(definition),
      ]
      for (const [command, given] of tries) {
        const decision = decide(command, state, given)
        if (!decision.ok || state.stage === 'unknown') continue
        const next = fold(state, decision.events)
        if (next.stage !== state.stage && next.stage !== 'unknown') found[state.stage]?.add(next.stage)
      }
    }
  }
  for (const definition of shapes) {
    for (const [index] of definition.stages.entries()) {
      for (const next of reopenedFrom(definition, index)) found.closed?.add(next)
    }
  }
  const sorted = (table: Readonly<Record<string, Iterable<string>>>) =>
    Object.fromEntries(Object.entries(table).map(([stage, nexts]) => [stage, [...nexts].sort()]))
  expect(sorted(found)).toEqual(sorted(transitions))
})
