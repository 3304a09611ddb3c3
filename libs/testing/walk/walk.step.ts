import { type Decided, decideAll } from '../../engine/command.decide'
import type { LoadedStream } from '../../engine/stream.load'
import { kindOf } from '../../contracts/stream'
import { commandTable } from '../../domain/command.table'
import type { Definition } from '../../domain/definition/definition.schema'
import type { Facts } from '../../domain/facts'
import type { PlanBody } from '../../domain/kernel/decider'
import { aggregates } from '../../domain/registry'
import type { Draw } from '../draw'
import { factsOf } from './walk.facts'
import { moveOf } from './walk.moves'
import { definitionNamed } from './walk.definitions'
import { journeyOf, type Move, nowhere, streams, type WalkWorld } from './walk.world'

/** A move with everything that its deciders are told. */
export interface Told {
  readonly move: Move
  readonly given: Omit<Facts, 'decided'>
}

export const told = (world: WalkWorld, move: Move, draw: Draw): Told => ({ move, given: factsOf(world, move, draw) })

/** Runs the deciders of a move as the engine does, on the streams that the command table names. */
export function decideMove(world: WalkWorld, { move, given }: Told): Decided {
  const { type, stream, data } = move
  const spec = commandTable[type]
  const chosen = chosenFor(spec.chooses, given)
  const names = new Set([stream, ...spec.touches(stream, data, world.states[stream]), ...chosen])
  const loaded = [...names]
    .filter((name) => name in world.states)
    .map((name): readonly [string, LoadedStream] => [
      name,
      { stream: name, kind: kindOf(name), head: null, last: null, state: world.states[name] },
    ])
  return decideAll({ type, stream, data, spec }, new Map(loaded), given, new Map())
}

/** What the engine would have locked besides: a free laptop. */
function chosenFor(
  chooses: (typeof commandTable)['Bind']['chooses'],
  { outside }: Omit<Facts, 'decided'>,
): readonly string[] {
  if (chooses === 'readyDevice') return outside.device ? [outside.device.stream] : []
  return []
}

/** The world after a decision. */
export function after(world: WalkWorld, decided: Extract<Decided, { ok: true }>): WalkWorld {
  const states = { ...world.states }
  const events = { ...world.events }
  for (const { loaded, events: more, state } of decided.changed) {
    states[loaded.stream] = state
    events[loaded.stream] = [...(events[loaded.stream] ?? []), ...more]
  }
  return { ...world, states, events }
}

/** What a stream waits for, by the definition that the journey follows. */
export function planOf(world: WalkWorld, stream: string): PlanBody | null {
  const state = journeyOf(world)
  const definition = state.stage === 'unknown' ? null : definitionNamed(state.referral.definition)
  return aggregates[kindOf(stream)].plan(world.states[stream], definition, stream)
}

/** The world at the instant at which something falls due, or as it is where that is past. */
export const at = (world: WalkWorld, until: string): WalkWorld =>
  Date.parse(until) > Date.parse(world.now) ? { ...world, now: new Date(until).toISOString() } : world

/** What next brings a laptop, then the journey, one step further on its ordinary way; null at its end. */
export function forward(world: WalkWorld): Move | null {
  const draw: Draw = () => 0
  for (const type of onward(world)) {
    const move = moveOf(type, world, draw)
    const decided = decideMove(world, told(world, move, draw))
    if (decided.ok && decided.changed.length > 0) return move
  }
  return null
}

const onward = (world: WalkWorld): readonly (keyof typeof commandTable)[] => [
  ...(['AcquireLot', 'ReceiveLot'] as const),
  ...(['RegisterDevice', 'ReleaseDevice', 'WipeDevice', 'TestDevice', 'GradeDevice'] as const),
  ...(journeyOf(world).stage === 'unknown' ? (['Refer'] as const) : []),
  ...([
    'Accept',
    'RecordDiagnostic',
    'AssessTraining',
    'RecordAttendance',
    'PlanTraining',
    'RecordSupport',
    'ConfirmReady',
  ] as const),
  ...(['ReceiveDevice', 'Bind', 'SignReceipt', 'HandOver', 'IssueReceipt', 'RecordFollowUp'] as const),
]

/** Every moment of the ordinary way through a definition, as far as people alone bring it. */
export function momentsOf(definition: Definition): readonly WalkWorld[] {
  const moments = [nowhere(definition)]
  for (let world = moments[0]; world; ) {
    const move = forward(world)
    const decided =
      move &&
      decideMove(
        world,
        told(world, move, () => 0),
      )
    world = decided?.ok ? after(world, decided) : undefined
    if (world) moments.push(world)
  }
  return moments
}

export const walkedStreams = [streams.journey, streams.dotation, streams.lot] as const
