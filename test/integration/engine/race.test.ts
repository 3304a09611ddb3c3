import { definitionStore } from '../../../libs/engine/definition.store'
import type { Actor, Result } from '../../../libs/contracts/command'
import { createEngine } from '../../../libs/engine/engine'
import { commands, landes } from '../../../libs/testing/journey.fixtures'
import {
  actors,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  refer,
  referral,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, index) => index + from)
const granted = (results: readonly Result[]) => results.filter((result) => result.ok).length

/** How often each rule refused. */
const rulesOf = (results: readonly Result[]) =>
  results.reduce<Record<string, number>>((counts, result) => {
    if (!result.ok) counts[result.rule] = (counts[result.rule] ?? 0) + 1
    return counts
  }, {})

test('of 50 commands on one stream with one version, one is done and 49 are told who did it', async () => {
  await refer(world, 1)
  const results = await Promise.all(
    numbers(50).map(() =>
      send(world, 'Accept', journeyIds(1).journey, commands.Accept.data, { actor: actors.mediator, version: 1 }),
    ),
  )
  expect(granted(results)).toBe(1)
  expect(rulesOf(results)).toEqual({ stale_version: 49 })
})

test('40 dotations bind at the same moment on 20 laptops: 20 get one each, 20 are told that none is left', async () => {
  for (const number of numbers(40)) await journeyUntil(world, number, 'AssessTraining')
  // Prepared beforehand and confirmed for nobody: the dotations only ask now.
  const devices = await stockOf(20)
  const bind = (number: number) =>
    send(world, 'Bind', journeyIds(number).dotation, {}, { actor: actors.mediator, version: 1 })
  const results = await Promise.all(numbers(40).map(bind))
  expect(granted(results)).toBe(20)
  expect(rulesOf(results)).toEqual({ no_laptop_ready: 20 })
  const bound = await rowsOf<{ device: string }>(
    world,
    'SELECT DISTINCT device FROM binding WHERE open ORDER BY device',
  )
  expect(bound.map(({ device }) => device)).toEqual(devices)
  const again = await Promise.all(numbers(40).map(bind))
  expect(granted(again)).toBe(0)
})

/** Ready laptops while dotations wait: put there under another owner's eyes, so that no confirmation binds them. */
async function stockOf(count: number): Promise<readonly string[]> {
  await rowsOf(world, `UPDATE head SET structure = NULL WHERE kind = 'dotation'`)
  const devices: string[] = []
  for (const number of numbers(count)) devices.push(await laptop(world, number))
  await rowsOf(
    world,
    `UPDATE head SET structure = snapshot.state #>> '{opening,structure}'
    FROM snapshot WHERE snapshot.stream = head.stream AND kind = 'dotation'`,
  )
  return devices.sort()
}

test('20 laptops confirmed at the same moment go to the 20 who waited longest, in fair order', async () => {
  for (const number of numbers(24)) await journeyUntil(world, number, 'AssessTraining')
  // All were referred on one day: the stream's id settles the order, which is that of the numbers.
  const devices: string[] = []
  for (const number of numbers(20)) devices.push(await laptop(world, number, false))
  const results = await Promise.all(
    devices.map((device) =>
      send(world, 'ConfirmReady', device, { on: '2026-03-01' }, { actor: actors.recyclerie, version: 5 }),
    ),
  )
  expect(granted(results)).toBe(20)
  const bound = await rowsOf<{ dotation: string }>(world, 'SELECT dotation FROM binding WHERE open ORDER BY dotation')
  expect(bound.map(({ dotation }) => dotation)).toEqual(numbers(20).map((number) => journeyIds(number).dotation))
})

test('one laptop named by two at the same moment goes to one', async () => {
  for (const number of [1, 2]) await journeyUntil(world, number, 'AssessTraining')
  const [device] = await stockOf(1)
  const results = await Promise.all(
    [1, 2].map((number) =>
      send(world, 'Bind', journeyIds(number).dotation, { device }, { actor: actors.mediator, version: 1 }),
    ),
  )
  expect(granted(results)).toBe(1)
  expect(rulesOf(results)).toEqual({ laptop_not_ready: 1 })
})

test('a laptop confirmed while a dotation opens is bound to it, or found ready by it: none stays idle', async () => {
  for (const number of numbers(8)) {
    const version = await journeyUntil(world, number, 'RecordAttendance')
    const device = await laptop(world, number, false)
    world.setClock('2026-04-20T15:00:00Z')
    const by = (actor: Actor, version: number) => ({ actor, version })
    const { AssessTraining } = commands
    const results = await Promise.all([
      send(world, 'AssessTraining', journeyIds(number).journey, AssessTraining.data, by(actors.mediator, version)),
      send(world, 'ConfirmReady', device, { on: '2026-03-01' }, by(actors.recyclerie, 5)),
    ])
    expect(granted(results)).toBe(2)
    const [opened] = await rowsOf<{ ready: number }>(
      world,
      `SELECT (data->>'ready')::int AS ready FROM event WHERE stream = $1 AND type = 'DotationOpened'`,
      [journeyIds(number).dotation],
    )
    const bound = await rowsOf(world, 'SELECT FROM binding WHERE dotation = $1 AND open', [journeyIds(number).dotation])
    expect([opened?.ready, bound.length]).toEqual(bound.length === 1 ? [0, 1] : [1, 0])
    if (bound.length === 0) {
      await done(world, 'Bind', journeyIds(number).dotation, {}, { actor: actors.mediator, version: 1 })
    }
  }
})

test('of 10 referrals of one person to one journey at the same moment one is taken', async () => {
  const { person } = journeyIds(1)
  const results = await Promise.all(
    numbers(10).map((number) =>
      send(
        world,
        'Refer',
        journeyIds(number).journey,
        { ...referral(number), person },
        { actor: actors.prescriber, personal: beneficiary(1) },
      ),
    ),
  )
  expect(granted(results)).toBe(1)
  expect(rulesOf(results)).toEqual({ already_followed: 9 })
})

test('somebody for whom a laptop is kept already waits aside: the next confirmed one goes to the next person', async () => {
  const { person } = journeyIds(1)
  await journeyUntil(world, 1, 'AssessTraining')
  await secondJourneyOf(person, 2)
  await journeyUntil(world, 3, 'AssessTraining')
  for (const number of [1, 2]) await laptop(world, number)
  const bound = await rowsOf<{ dotation: string }>(world, 'SELECT dotation FROM binding WHERE open ORDER BY dotation')
  expect(bound.map(({ dotation }) => dotation)).toEqual([journeyIds(1).dotation, journeyIds(3).dotation])
})

test('one person with two journeys gets one laptop, whoever acts at the same moment', async () => {
  const { person } = journeyIds(1)
  await journeyUntil(world, 1, 'AssessTraining')
  await secondJourneyOf(person, 2)
  await stockOf(2)
  const results = await Promise.all(
    [1, 2].map((number) =>
      send(world, 'Bind', journeyIds(number).dotation, {}, { actor: actors.mediator, version: 1 }),
    ),
  )
  expect(granted(results)).toBe(1)
  expect(rulesOf(results)).toEqual({ person_already_has_laptop: 1 })
})

/** The same person on another definition's journey, until a laptop is asked for. */
async function secondJourneyOf(person: string, number: number): Promise<void> {
  const { journey } = journeyIds(number)
  const other = { ...landes, id: 'un-autre-parcours.v1' }
  const all = [landes, other]
  const definitions = definitionStore(all, { production: false })
  world = { ...world, engine: createEngine({ ...world.deps, definitions }) }
  world.setClock('2026-03-02T09:00:00Z')
  const data = { ...referral(number), person, definition: other.id }
  await done(world, 'Refer', journey, data, { actor: actors.prescriber, personal: beneficiary(1) })
  world.setClock('2026-04-20T16:00:00Z')
  const steps = [
    ['Accept', commands.Accept.data],
    [
      'RecordDiagnostic',
      { ...commands.RecordDiagnostic.data, needs: { ...commands.RecordDiagnostic.data.needs, training: false } },
    ],
  ] as const
  for (const [index, [type, step]] of steps.entries()) {
    await done(world, type, journey, step, { actor: actors.mediator, version: 1 + 2 * index })
  }
}

test('commands on overlapping streams in both directions neither block each other nor lose anything', async () => {
  for (const number of numbers(6)) await journeyUntil(world, number, 'AssessTraining')
  await stockOf(6)
  const results = await Promise.all(
    numbers(6).flatMap((number) => [
      send(world, 'Bind', journeyIds(number).dotation, {}, { actor: actors.mediator, version: 1 }),
      journeyVersion(number).then((version) =>
        send(
          world,
          'Withdraw',
          journeyIds(number).journey,
          { ...commands.Withdraw.data, on: '2026-04-20' },
          { version },
        ),
      ),
    ]),
  )
  const open = await rowsOf(world, 'SELECT FROM binding WHERE open')
  const taken = await rowsOf(world, `SELECT FROM device WHERE status = 'bound'`)
  expect(open).toHaveLength(taken.length)
  expect(granted(results)).toBeGreaterThanOrEqual(6)
  const waiting = await rowsOf(world, `SELECT FROM head WHERE kind = 'journey' AND closed_at IS NULL`)
  const dotations = await rowsOf(world, `SELECT FROM head WHERE kind = 'dotation' AND closed_at IS NULL`)
  expect(dotations).toHaveLength(waiting.length)
})

async function journeyVersion(number: number): Promise<number> {
  const rows = await rowsOf<{ version: number }>(world, 'SELECT version FROM head WHERE stream = $1', [
    journeyIds(number).journey,
  ])
  return rows[0]?.version ?? 0
}
