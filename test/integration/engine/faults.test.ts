import { definitionStore } from '../../../libs/engine/definition.store'
import { commands, ids } from '../../../libs/testing/journey.fixtures'
import { firstBroken } from '../../../libs/event-store/hash.chain'
import type { EventRow } from '../../../libs/event-store/stored.rows'
import { createEngine } from '../../../libs/engine/engine'
import {
  actors,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  refer,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const written = ['event', 'head', 'snapshot', 'command', 'outbox', 'mail', 'journey', 'vault.entry', 'vault.digest']
const counts = () =>
  rowsOf(world, `SELECT ${written.map((table) => `(SELECT count(*) FROM ${table}) AS "${table}"`).join(', ')}`)

test('a fault in the middle of a command leaves nothing at all, and the same command then goes through', async () => {
  const version = await journeyUntil(world, 1, 'RecordAttendance')
  world.setClock('2026-04-20T15:00:00Z')
  const before = await counts()
  const assess = () =>
    send(world, 'AssessTraining', journeyIds(1).journey, commands.AssessTraining.data, {
      ...{ actor: actors.mediator, version, id: 'assess-1' },
    })
  const keys = jest.spyOn(world.vault.keys, 'keysOf').mockRejectedValueOnce(new Error('the keys do not answer'))
  await expect(assess()).rejects.toThrow('the keys do not answer')
  keys.mockRestore()
  expect(await counts()).toEqual(before)
  expect(await assess()).toMatchObject({ ok: true, answer: { version: version + 3 } })
})

test('a commit whose answer was lost is answered by the same key, and done once', async () => {
  world.setClock('2026-03-02T09:00:00Z')
  const lost = createEngine({
    ...world.deps,
    database: {
      ...world.database,
      withTransaction: async (viewer, work, first) => {
        await world.database.withTransaction(viewer, work, first)
        throw new Error('connection lost after the commit')
      },
    },
  })
  await expect(refer({ ...world, engine: lost }, 2, {}, { id: 'lost-2' })).rejects.toThrow('connection lost')
  expect(await refer(world, 2, {}, { id: 'lost-2' })).toMatchObject({ ok: true, answer: { version: 1 } })
  expect(await rowsOf(world, 'SELECT FROM event WHERE stream = $1', [journeyIds(2).journey])).toHaveLength(1)
})

test('a clock that went back never makes an event earlier than the last of its stream', async () => {
  world.setClock('2026-03-02T09:00:00Z')
  await refer(world, 3)
  world.setClock('2026-03-02T08:00:00Z')
  await done(world, 'Accept', journeyIds(3).journey, commands.Accept.data, { actor: actors.mediator, version: 1 })
  const instants = await rowsOf(world, 'SELECT recorded_at FROM event WHERE stream = $1 ORDER BY version', [
    journeyIds(3).journey,
  ])
  expect(instants).toEqual(Array.from({ length: 3 }, () => ({ recorded_at: '2026-03-02T09:00:00.000Z' })))
})

test('a referral typed by the lieu names the prescriber on whose behalf, and only codes say what command it was', async () => {
  world.setClock('2026-03-02T09:00:00Z')
  await refer(world, 4, {}, { actor: actors.mediator, id: 'inventée-zoé-1961' })
  const [event] = await rowsOf(world, 'SELECT actor, on_behalf_of, cause, epoch FROM event WHERE stream = $1', [
    journeyIds(4).journey,
  ])
  expect(event).toMatchObject({ actor: ids.mediator, on_behalf_of: ids.prescriber, epoch: 1 })
  expect((event as { cause: string }).cause).toMatch(/^command:[0-9a-f]{32}$/)
})

test('a definition that a journey follows and nobody knows any more is a fault, not a refusal', async () => {
  const forgetful = createEngine({ ...world.deps, definitions: definitionStore([], { production: false }) })
  const accept = { actor: actors.mediator, version: 1 }
  const given = send({ ...world, engine: forgetful }, 'Accept', journeyIds(4).journey, commands.Accept.data, accept)
  await expect(given).rejects.toThrow('landes-mon-ordi-pin40.v1 is followed by a journey and not known here')
})

test('every chain that was written fits, whatever streams a command touched', async () => {
  const columns = `stream, version, epoch, type, schema_version, occurred_on, recorded_at, actor, on_behalf_of, origin,
    cause, definition, territory, data, previous_hash, hash`
  const events = await rowsOf<EventRow>(world, `SELECT ${columns} FROM event ORDER BY stream, version`)
  const streams = [...new Set(events.map(({ stream }) => stream))]
  expect(streams.length).toBeGreaterThan(10)
  expect(streams.map((stream) => firstBroken(events.filter((event) => event.stream === stream)))).toEqual(
    streams.map(() => null),
  )
})
