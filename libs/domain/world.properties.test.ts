import fc from 'fast-check'
import type { Decided } from '../engine/command.decide'
import { drawOf } from '../testing/draw'
import { walkedDefinitions } from '../testing/walk/walk.definitions'
import { drawnMove, movable } from '../testing/walk/walk.moves'
import { after, at, decideMove, forward, planOf, told, type Told, walkedStreams } from '../testing/walk/walk.step'
import {
  deviceIn,
  dotationIn,
  journeyOf,
  lotIn,
  type Move,
  nowhere,
  streams,
  type WalkWorld,
} from '../testing/walk/walk.world'
import { kindOf } from '../contracts/stream'
import { commandTable, type CommandType } from './command.table'
import type { DomainEvent } from './kernel/decider'
import { rules } from './kernel/rules'
import { compareInstants } from './kernel/wait'
import { aggregates } from './registry'

/** Every case is a walk: from some moment of some journey, whatever people draw, with what follows in all its streams. */
const numRuns = 10_000

/** The moments of an ordinary way through each definition: where walks begin, without walking there each time. */
const starts = walkedDefinitions.flatMap((definition) => {
  const moments: WalkWorld[] = []
  for (let world: WalkWorld | null = nowhere(definition); world; world = onward(world)) moments.push(frozen(world))
  return moments
})

/** The next moment of an ordinary way: what somebody does there, or what falls due; null at its end. */
function onward(world: WalkWorld): WalkWorld | null {
  const move = forward(world)
  if (!move) return whenDue(world, streams.journey) ?? null
  const decided = decideMove(
    world,
    told(world, move, () => 0),
  )
  if (!decided.ok) throw new Error(decided.rule)
  return after(world, decided)
}

/** Nothing that a decision is given may be changed by it: writing to it throws. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of Object.values(value)) frozen(inner)
  return value
}

/** Decides from what cannot be changed, twice where it is asked; answers the world that follows, the same if refused. */
function decided(world: WalkWorld, given: Told, twice: boolean): WalkWorld {
  frozen([world.states, given])
  const answer = decideMove(world, given)
  const again = twice ? decideMove(world, given) : answer
  if (again !== answer && saidBy(again) !== saidBy(answer))
    throw new Error(`decided twice, otherwise: ${saidBy(answer)} ${saidBy(again)}`)
  if (answer.ok) return frozen(after(world, answer))
  const { rule, fr, en } = answer
  if (!(rule in rules) || fr === '' || en === '') throw new Error(`not a known rule: ${rule}`)
  return world
}

/** What a decision comes to: its events and whom they tell what, or the refusal. Jest's matchers are slow at this number. */
function saidBy(decided: Decided): string {
  return JSON.stringify(decided.ok ? decided.changed.map(({ events, intents }) => [events, intents]) : decided)
}

/** One step: somebody does something some days later. */
function step(world: WalkWorld, seed: number, index: number, { length }: readonly number[]): WalkWorld {
  const draw = drawOf(seed)
  const then = at(world, new Date(Date.parse(world.now) + draw(6) * 86_400_000).toISOString())
  if (draw(8) === 1) return whenDue(then, walkedStreams[draw(walkedStreams.length)] ?? streams.journey) ?? then
  return decided(then, told(then, drawnMove(then, draw), draw), index === length - 1)
}

/** Fires what a stream waits for, at its instant: it is accepted, and what it leads to is due strictly later. */
function whenDue(world: WalkWorld, stream: string): WalkWorld | null {
  const plan = planOf(world, stream)
  if (!plan?.until || !plan.command) return null
  const { until } = plan
  const type = plan.command as CommandType
  if (!commandTable[type].deadline || commandTable[type].leads !== kindOf(stream))
    throw new Error(`${type} of ${stream}`)
  const due = at(world, until)
  const move: Move = { type, stream, data: {} }
  const facts = told(due, move, () => 0)
  const next = decided(due, facts, false)
  if (next.events[stream]?.length === due.events[stream]?.length) throw new Error(`${type} was due and decided nothing`)
  const then = planOf(next, stream)
  if (then?.until && compareInstants(then.until, until) <= 0) throw new Error(`${type} leads to nothing later`)
  return next
}

/** The world after the first of its streams that waits for something has seen it fall due; null where none waits. */
function firstDue(world: WalkWorld): WalkWorld | null {
  for (const stream of walkedStreams) {
    const next = whenDue(world, stream)
    if (next) return next
  }
  return null
}

/** Everything that must hold wherever a walk has come. */
function holds(world: WalkWorld): void {
  for (const [stream, events] of Object.entries(world.events)) {
    const { evolve, initialState, summary, rows } = aggregates[kindOf(stream)]
    const now = JSON.stringify(world.states[stream])
    const stored = JSON.parse(JSON.stringify(events)) as readonly DomainEvent[]
    const replayed = JSON.stringify(stored.reduce(evolve, initialState))
    if (replayed !== now) throw new Error(`${stream}: ${now}, and from its log ${replayed}`)
    if (events.length === 0) continue
    if (summary(world.states[stream]).territory !== '40') throw new Error(`${stream} is nowhere`)
    rows(world.states[stream], stream)
  }
  const [journey, dotation] = [journeyOf(world), dotationIn(world)]
  const isOpen = dotation.stage === 'stock' || dotation.stage === 'handover'
  // A laptop that fails within its guarantee is replaced while its journey goes on.
  const isReplaced = isOpen && dotation.laptops.some(({ is }) => is === 'handed_over' || is === 'returned')
  if (isOpen !== (journey.stage === 'dotation') && !isReplaced)
    throw new Error(`${journey.stage} with a dotation in ${dotation.stage}`)
  const promised = dotation.stage === 'handover' ? dotation.device : null
  const bound = streams.devices.filter((each) => deviceIn(world, each).status === 'bound')
  if (bound.join() !== (promised ?? '')) throw new Error(`${bound.join()} bound, ${promised} promised`)
  if (journey.stage === 'dotation' && journey.device !== promised)
    throw new Error(`${journey.device} told of ${promised}`)
}

const walks = fc.tuple(fc.nat(starts.length - 1), fc.array(fc.nat(), { maxLength: 8, size: 'max' }))
const walked = ([from, seeds]: [number, readonly number[]]) => seeds.reduce(step, starts[from] as WalkWorld)

test('there is an ordinary way through each definition, and walks begin all along them', () => {
  expect(starts.length).toBeGreaterThan(70)
  const tasks = new Set(starts.map((start) => journeyOf(start)).map((state) => ('task' in state ? state.task : '')))
  expect([...tasks]).toEqual(expect.arrayContaining(['follow_training', 'dotation', 'ask_follow_up', 'give_support']))
})

test('every command that people give to these streams is drawn', () => {
  const kinds = new Set(Object.keys(starts[0]?.states ?? {}).map(kindOf))
  const given = (Object.keys(commandTable) as CommandType[]).filter(
    (type) => kinds.has(commandTable[type].leads) && !commandTable[type].deadline,
  )
  // A name put right is the vault's affair: what it means for a journey has properties of its own.
  expect(given.filter((type) => !movable.includes(type))).toEqual(['CorrectPerson'])
})

/** Ten thousand walks take ten seconds of a quiet core, and more of a busy one. */
jest.setTimeout(120_000)

test('what is decided is decided again alike, folds, and folds again from the log to the same; streams agree', () => {
  fc.assert(
    fc.property(walks, (walk) => holds(walked(walk))),
    { numRuns },
  )
})

test('wherever a walk has come, deadlines alone end every stream, each later than the one before', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      let world = walked(walk)
      for (let turns = 0; ; turns += 1) {
        if (turns > 200) throw new Error('deadlines lead nowhere')
        const due = firstDue(world)
        if (!due) break
        world = due
      }
      const open = [journeyOf(world), dotationIn(world), lotIn(world)].filter(
        ({ stage }) => stage !== 'unknown' && stage !== 'closed',
      )
      expect(open).toEqual([])
      holds(world)
    }),
    { numRuns: numRuns / 50 },
  )
})
