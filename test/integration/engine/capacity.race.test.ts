import type { Result } from '../../../libs/contracts/command'
import { onServer } from '../../../libs/testing/database'
import { commands, ids } from '../../../libs/testing/journey.fixtures'
import {
  actors,
  agent,
  createWorld,
  done,
  journeyIds,
  refer,
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
const other = 'actor-00000000-0000-4000-8000-000000000077'

const versionOf = async (stream: string) =>
  (await rowsOf<{ version: number }>(world, 'SELECT version FROM head WHERE stream = $1', [stream]))[0]?.version ?? 0

const capacityOf = async (mediator: string, capacity: number | null) =>
  done(world, 'SetCapacity', mediator, { capacity }, { version: await versionOf(mediator) })

const seatsOf = async (mediator: string) =>
  (await rowsOf<{ stream: string }>(world, 'SELECT stream FROM journey WHERE seat = $1', [mediator])).length

const line = () =>
  rowsOf<{ stream: string; told: number | null }>(
    world,
    'SELECT stream, line_rank AS told FROM journey WHERE line_order IS NOT NULL ORDER BY line_order',
  )

const accept = (number: number, mediator: string = ids.mediator, version = 1) =>
  send(world, 'Accept', journeyIds(number).journey, { mediator }, { actor: actors.mediator, version })

const end = (number: number, version: number) =>
  send(world, 'Withdraw', journeyIds(number).journey, commands.Withdraw.data, { version })

/** The n-th person on the waiting list of the lieu. */
async function enlisted(number: number): Promise<void> {
  await refer(world, number)
  await done(world, 'Enlist', journeyIds(number).journey, {}, { actor: actors.mediator, version: 1 })
}

/** Kills the application's connections at moments that nobody has chosen, as crashes of the api would; says how many. */
const crash = (times: number): Promise<number> =>
  onServer(world.clone.appUrl, async (client) => {
    let killed = 0
    for (let count = 0; count < times; count += 1) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 100))
      const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user`
      killed += (await client.query(kill)).rowCount ?? 0
    }
    return killed
  })

/** The same command under the same id until it is answered: what a client does whose connection was lost. */
async function insist(number: number, mediator: string): Promise<Result> {
  for (;;) {
    try {
      const sending = { actor: actors.mediator, version: 1, id: `accept-${number}` }
      return await send(world, 'Accept', journeyIds(number).journey, { mediator }, sending)
    } catch {
      // The connection was killed: whether the command had been committed, only the next try tells.
    }
  }
}

test('of 100 accepts at once for 5 places exactly 5 are granted, round after round, whatever crashes', async () => {
  await capacityOf(ids.mediator, 5)
  for (const round of numbers(6, 0)) {
    const people = numbers(100, 1 + round * 100)
    for (const number of people) await refer(world, number)
    const killed = crash(round % 2 === 0 ? 4 : 0)
    const results = await Promise.all(people.map((number) => insist(number, ids.mediator)))
    expect((await killed) > 0).toBe(round % 2 === 0)
    expect(results.map((result) => (result.ok ? 'ok' : result.rule)).sort()).toEqual([
      ...Array.from({ length: 95 }, () => 'mediator_full'),
      ...Array.from({ length: 5 }, () => 'ok'),
    ])
    expect(await seatsOf(ids.mediator)).toBe(5)
    const taken = people.filter((_, index) => results[index]?.ok)
    expect(granted(await Promise.all(taken.map((number) => end(number, 3))))).toBe(5)
    expect(await seatsOf(ids.mediator)).toBe(0)
  }
}, 240_000)

test('of ten journeys that pass to a mediator at once, as many are granted as there are places', async () => {
  await agent(world, other, 'mediator', ids.lieuStructure, ids.place, 'autre@exemple.invalid')
  await capacityOf(other, 4)
  for (const number of numbers(10)) {
    await refer(world, number)
    expect((await accept(number)).ok).toBe(true)
  }
  const data = { ...commands.NameMediator.data, mediator: other }
  const passing = numbers(10).map(async (number) => {
    const { journey } = journeyIds(number)
    return send(world, 'NameMediator', journey, data, { actor: actors.mediator, version: await versionOf(journey) })
  })
  const results = await Promise.all(passing)
  expect(results.flatMap((result) => (result.ok ? [] : [result.rule]))).toEqual(numbers(6).map(() => 'mediator_full'))
  expect([await seatsOf(ids.mediator), await seatsOf(other)]).toEqual([6, 4])
})

test('places that come free at the same moment go to the first in line, one each, whoever frees them', async () => {
  await agent(world, other, 'mediator', ids.lieuStructure, ids.place, 'autre@exemple.invalid')
  await capacityOf(ids.mediator, 3)
  await capacityOf(other, 3)
  for (const number of numbers(6)) {
    await refer(world, number)
    expect((await accept(number, number % 2 ? ids.mediator : other)).ok).toBe(true)
  }
  for (const number of numbers(8, 11)) await enlisted(number)
  expect(granted(await Promise.all(numbers(6).map((number) => end(number, 3))))).toBe(6)
  expect((await line()).map(({ stream }) => stream)).toEqual(numbers(2, 17).map((each) => journeyIds(each).journey))
  const kept = await rowsOf(
    world,
    `SELECT head.stream, seat FROM head JOIN journey USING (stream) WHERE task = 'confirm_place'`,
  )
  expect(kept).toHaveLength(6)
  expect([await seatsOf(ids.mediator), await seatsOf(other)]).toEqual([3, 3])
})

test('nobody waits in line while a mediator has a place: a place freed while somebody is enlisted is offered or seen', async () => {
  await capacityOf(ids.mediator, 1)
  const outcomes = new Set<string>()
  for (const number of numbers(12)) {
    await refer(world, number)
    await refer(world, 100 + number)
    expect((await accept(number)).ok).toBe(true)
    const { journey } = journeyIds(100 + number)
    const [ended, enlisting] = await Promise.all([
      end(number, 3),
      send(world, 'Enlist', journey, {}, { actor: actors.mediator, version: 1 }),
    ])
    expect(ended.ok).toBe(true)
    outcomes.add(enlisting.ok ? 'enlisted' : enlisting.rule)
    expect(await line()).toEqual([])
    const taken = enlisting.ok ? 1 : 0
    expect(await seatsOf(ids.mediator)).toBe(taken)
    if (enlisting.ok)
      await done(world, 'Withdraw', journey, commands.Withdraw.data, { version: await versionOf(journey) })
  }
  expect([...outcomes].every((outcome) => ['enlisted', 'lieu_has_place'].includes(outcome))).toBe(true)
})

test('whoever was kept a place of a mediator who leaves is offered the next one, before those who wait', async () => {
  await agent(world, other, 'mediator', ids.lieuStructure, ids.place, 'autre@exemple.invalid')
  for (const mediator of [ids.mediator, other]) await capacityOf(mediator, 1)
  for (const number of [1, 2]) {
    await refer(world, number)
    expect((await accept(number, number === 1 ? ids.mediator : other)).ok).toBe(true)
  }
  for (const number of [3, 4]) await enlisted(number)
  expect((await end(1, 3)).ok).toBe(true)
  const kept = () =>
    rowsOf(world, `SELECT stream, seat FROM head JOIN journey USING (stream) WHERE task = 'confirm_place'`)
  expect(await kept()).toEqual([{ stream: journeyIds(3).journey, seat: ids.mediator }])
  await done(world, 'RecordDeparture', ids.mediator, { on: '2026-03-02' }, { version: await versionOf(ids.mediator) })
  expect((await end(2, 3)).ok).toBe(true)
  expect(await kept()).toEqual([{ stream: journeyIds(3).journey, seat: other }])
  expect((await line()).map(({ stream }) => stream)).toEqual([journeyIds(4).journey])
  expect((await accept(3, other, await versionOf(journeyIds(3).journey))).ok).toBe(true)
})

test('a capacity that is raised offers as many places as it gives; one that is taken away takes none back', async () => {
  await capacityOf(ids.mediator, 0)
  for (const number of numbers(5)) await enlisted(number)
  await capacityOf(ids.mediator, 3)
  expect((await line()).map(({ stream }) => stream)).toEqual(numbers(2, 4).map((each) => journeyIds(each).journey))
  await capacityOf(ids.mediator, 1)
  expect((await accept(1, ids.mediator, 3)).ok).toBe(true)
  expect(await seatsOf(ids.mediator)).toBe(3)
  await done(world, 'Decline', journeyIds(2).journey, commands.Decline.data, { version: 3 })
  await done(world, 'Decline', journeyIds(3).journey, commands.Decline.data, { version: 3 })
  // One followed, for a capacity of one: nobody is offered anything.
  expect((await line()).length).toBe(2)
  await capacityOf(ids.mediator, null)
  expect(await line()).toEqual([])
})

test('a capacity below zero is refused by its name, and nothing is written', async () => {
  const count = async () => (await rowsOf(world, 'SELECT FROM event')).length
  const before = await count()
  expect(await send(world, 'SetCapacity', ids.mediator, { capacity: -1 }, { version: 1 })).toMatchObject({
    ok: false,
    rule: 'invalid_data',
    details: { field: 'capacity' },
  })
  expect(await count()).toBe(before)
})

test('a mediator who comes to work at a lieu, or comes back, takes those who wait there', async () => {
  await capacityOf(ids.mediator, 0)
  await enlisted(1)
  await agent(world, other, 'mediator', ids.otherStructure, ids.otherPlace, 'autre@exemple.invalid')
  expect(await line()).toHaveLength(1)
  const data = { permanences: [{ place: ids.place, weekday: 'Tu', hours: '09:00-12:00' }] }
  await done(world, 'SetPermanences', other, data, { version: await versionOf(other) })
  expect(await line()).toEqual([])
  const [journey] = await rowsOf<{ seat: string }>(world, 'SELECT seat FROM journey')
  expect(journey?.seat).toBe(other)
})

test('a place that is accepted and given up at the same moment is one or the other, and the next is offered it', async () => {
  await capacityOf(ids.mediator, 1)
  for (const number of numbers(6)) {
    await refer(world, number * 10)
    const held = await accept(number * 10)
    expect(held.ok).toBe(true)
    await enlisted(number * 10 + 1)
    await enlisted(number * 10 + 2)
    await end(number * 10, 3)
    const [accepted, declined] = await Promise.all([
      accept(number * 10 + 1, ids.mediator, 3),
      send(world, 'Decline', journeyIds(number * 10 + 1).journey, commands.Decline.data, { version: 3 }),
    ])
    expect(granted([accepted, declined])).toBe(1)
    expect(await seatsOf(ids.mediator)).toBe(1)
    expect(await line()).toHaveLength(accepted.ok ? 1 : 0)
    for (const last of [2, 1]) {
      const { journey } = journeyIds(number * 10 + last)
      await send(world, 'Withdraw', journey, commands.Withdraw.data, { version: await versionOf(journey) })
    }
  }
}, 60_000)

/** Somebody whom one lieu has declined and another is asked to take. */
async function declinedElsewhere(number: number): Promise<void> {
  const { journey } = journeyIds(number)
  await refer(world, number)
  await done(world, 'Decline', journey, commands.Decline.data, { actor: actors.mediator, version: 1 })
  await done(world, 'ChooseLieu', journey, { place: ids.otherPlace }, { version: 2 })
}
const enlistElsewhere = (number: number) => send(world, 'Enlist', journeyIds(number).journey, {}, { version: 3 })

test('whoever is told a rank at the moment when somebody comes who would go before them is never behind it', async () => {
  await agent(world, other, 'mediator', ids.otherStructure, ids.otherPlace, 'autre@exemple.invalid')
  await capacityOf(other, 0)
  await capacityOf(ids.mediator, 0)
  for (const number of numbers(10)) {
    await declinedElsewhere(number * 10 + 5)
    expect((await enlistElsewhere(number * 10 + 5)).ok).toBe(true)
    // The same priority and day: a journey with a smaller id comes before.
    await declinedElsewhere(number * 10)
    const results = await Promise.all([
      send(world, 'TellRank', journeyIds(number * 10 + 5).journey, {}, { version: 4 }),
      enlistElsewhere(number * 10),
    ])
    expect(granted(results)).toBe(2)
    const waiting = await line()
    waiting.forEach(({ told }, index) => {
      if (told !== null) expect(index + 1).toBeLessThanOrEqual(told)
    })
  }
})
