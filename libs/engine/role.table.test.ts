import { kindOf, type StreamKind } from '../contracts/stream'
import type { Actor } from '../contracts/command'
import { roles } from '../contracts/codes'
import { type CommandType, commandTable } from '../domain/command.table'
import { rules } from '../domain/kernel/rules'
import { aggregates } from '../domain/registry'
import { mayAny } from '../policy/policy'
import { ids } from '../testing/journey.fixtures'
import { onceAccepted, rights } from '../testing/rights.fixtures'
import { walkedDefinitions } from '../testing/walk/walk.definitions'
import { moveOf } from '../testing/walk/walk.moves'
import { decideMove, momentsOf, told } from '../testing/walk/walk.step'
import { journeyOf, type Move, streams, type WalkWorld } from '../testing/walk/walk.world'
import type { ParsedCommand } from './command.parse'
import { resourcesOf } from './resource.build'
import type { LoadedStream } from './stream.load'

/** Who acts: the structure and the place of each role in the walks, and the same of people from elsewhere. */
const mine: Readonly<Record<Actor['role'], Partial<Actor>>> = {
  prescriber: { sub: ids.prescriber, structure: ids.prescriberStructure },
  mediator: { sub: ids.mediator, structure: ids.lieuStructure, lieu: ids.place },
  recyclerie: { structure: ids.recyclerie },
  evaluator: {},
  coordinator: {},
  system: { territory: '*' },
}
const acting = (role: Actor['role'], over: Partial<Actor> = {}) => ({
  ...{ sub: role, role, structure: null, lieu: null, territory: '40', places: [], ...mine[role], ...over },
})
const strange = { sub: 'somebody', structure: ids.otherStructure, lieu: ids.otherPlace }

const kinds: readonly StreamKind[] = ['journey', 'dotation', 'device', 'lot']
const types = (Object.keys(commandTable) as CommandType[]).filter((type) => kinds.includes(commandTable[type].leads))
const leadOf = (kind: StreamKind): string =>
  kind === 'device' ? streams.devices[0] : streams[kind as 'journey' | 'dotation' | 'lot']

/** Moments of an ordinary way at which the stream is there: what opens one is asked of nobody's yet. */
const cells = walkedDefinitions
  .slice(0, 3)
  .flatMap((definition) =>
    momentsOf(definition).flatMap((world) =>
      types
        .filter(
          (type) => (world.events[leadOf(commandTable[type].leads)]?.length ?? 0) > 0 && !commandTable[type].opens,
        )
        .map((type) => ({ world, move: moveOf(type, world, () => 0, leadOf(commandTable[type].leads)) })),
    ),
  )

function permission(world: WalkWorld, { type, stream, data }: Move, actor: ReturnType<typeof acting>) {
  const spec = commandTable[type]
  const names = [stream, ...spec.touches(stream, data, world.states[stream]), streams.journey]
  const loaded = names
    .filter((name) => (world.events[name]?.length ?? 0) > 0)
    .map((name) => {
      const head = { territory: aggregates[kindOf(name)].summary(world.states[name]).territory }
      return [name, { stream: name, kind: kindOf(name), head, state: world.states[name] } as LoadedStream] as const
    })
  const command = { type, stream, data, spec, actor } as unknown as ParsedCommand
  return mayAny(actor, type, resourcesOf(command, new Map(loaded), {}, null))
}

test('there are moments enough that every command of journey, dotation, laptop and lot is tried', () => {
  expect(new Set(cells.map(({ move }) => move.type)).size).toBe(
    types.filter((type) => !commandTable[type].opens).length,
  )
  expect(cells.length).toBeGreaterThan(1_500)
})

test.each(roles)('%s: at every moment, every command is allowed or refused as the rights say', (role) => {
  const wrong = cells.flatMap(({ world, move }) => {
    const state = journeyOf(world)
    const isAsked = state.stage !== 'unknown' && state.mediator === null && role === 'mediator'
    const { own, other } = rights[role]
    const isTheirs = own.includes(move.type) && !(isAsked && onceAccepted.includes(move.type))
    const answers = [permission(world, move, acting(role)), permission(world, move, acting(role, strange))]
    const expected = [isTheirs, other.includes(move.type)]
    const same = answers.every((answer, index) => (answer === true) === expected[index])
    return same ? [] : [`${move.type} at ${'task' in state ? state.task : state.stage}: ${answers.join(', ')}`]
  })
  expect([...new Set(wrong)]).toEqual([])
})

test('whatever is allowed is decided: events, nothing, or a rule by its name, never a fault', () => {
  const rulesMet = new Set<string>()
  for (const { world, move } of cells) {
    const decided = decideMove(
      world,
      told(world, move, () => 0),
    )
    if (!decided.ok) rulesMet.add(decided.rule)
  }
  expect([...rulesMet].filter((rule) => !(rule in rules))).toEqual([])
  expect(rulesMet.size).toBeGreaterThan(15)
})
