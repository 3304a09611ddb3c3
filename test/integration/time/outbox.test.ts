import { systemActor } from '../../../libs/contracts/command'
import { databaseOutbox } from '../../../libs/engine/relay.outbox'
import { leaseMs, type OutboxRow, type Settlement } from '../../../libs/engine/relay.machine'
import { createWorld, journeyIds, refer, rowsOf, type World } from '../../../libs/testing/engine.world'

const born = '2026-03-02T09:00:00.000Z'
const later = (ms: number) => new Date(Date.parse(born) + ms).toISOString()
const nothing: Settlement = { done: [], woken: [], queued: [], again: [] }

let world: World
beforeEach(async () => {
  world = await createWorld()
  world.setClock(born)
  await refer(world, 1)
})
afterEach(() => world.close())

const claim = (ms: number, limit = 100) => databaseOutbox(world.database).claim(later(ms), later(ms + leaseMs), limit)
const settle = (settlement: Partial<Settlement>) => databaseOutbox(world.database).settle({ ...nothing, ...settlement })
const kinds = (rows: readonly OutboxRow[]) => rows.map(({ kind }) => kind)

it('leaves a new row to the process that committed it for a second', async () => {
  expect(await claim(999)).toEqual([])
  expect(kinds(await claim(1_000))).toEqual(['wake', 'mail'])
})

it('gives the Plan and the mail as they were committed', async () => {
  const { journey } = journeyIds(1)
  const [wake, mail] = await claim(1_000)
  expect(wake).toMatchObject({
    stream: journey,
    version: 1,
    attempts: 0,
    payload: { stage: 'prescription', version: 1 },
  })
  const mails = await rowsOf<{ id: string }>(world, 'SELECT id FROM mail')
  expect(mail?.payload).toEqual({ mail: mails[0]?.id })
})

it('gives a row to one relay at a time, whoever asks at the same moment', async () => {
  for (const number of [2, 3, 4, 5]) await refer(world, number)
  const claimed = (await Promise.all(Array.from({ length: 6 }, () => claim(1_000, 3)))).flat()
  expect(claimed).toHaveLength(10)
  expect(new Set(claimed.map(({ id }) => id)).size).toBe(10)
})

it('gives a row again when its lease has ended', async () => {
  await claim(1_000)
  expect(await claim(1_000 + leaseMs - 1)).toEqual([])
  expect(kinds(await claim(1_000 + leaseMs))).toEqual(['wake', 'mail'])
})

it('writes what arrived: rows gone, the stream woken, the mail queued', async () => {
  const { journey } = journeyIds(1)
  const rows = await claim(1_000)
  const mail = (await rowsOf<{ id: string }>(world, 'SELECT id FROM mail'))[0]?.id ?? ''
  await settle({ done: rows.map(({ id }) => id), woken: [{ stream: journey, version: 1 }], queued: [mail] })
  expect(await rowsOf(world, 'SELECT FROM outbox')).toEqual([])
  expect(await rowsOf(world, 'SELECT woken_version FROM head WHERE stream = $1', [journey])).toEqual([
    { woken_version: 1 },
  ])
  expect(await rowsOf(world, 'SELECT status FROM mail')).toEqual([{ status: 'queued' }])
})

it('waits for no step: a stream that one holds is marked another time, and its wake stays until then', async () => {
  await refer(world, 2)
  const rows = await claim(1_000)
  const wakes = rows.filter(({ kind }) => kind === 'wake')
  const settlement = {
    done: rows.map(({ id }) => id),
    woken: wakes.map(({ stream, version }) => ({ stream, version })),
  }
  const held = journeyIds(1).journey
  await world.database.withTransaction(systemActor, async (step) => {
    await step.query('SELECT FROM head WHERE stream = $1 FOR UPDATE', [held])
    await settle(settlement)
  })
  expect(await rowsOf(world, 'SELECT kind, stream FROM outbox')).toEqual([{ kind: 'wake', stream: held }])
  expect(await rowsOf(world, 'SELECT stream FROM head WHERE woken_version = version')).toEqual([
    { stream: journeyIds(2).journey },
  ])
  await settle(settlement)
  expect(await rowsOf(world, 'SELECT FROM outbox')).toEqual([])
})

it('never marks a stream woken at an older version than it was', async () => {
  const { journey } = journeyIds(1)
  for (const version of [3, 2]) await settle({ woken: [{ stream: journey, version }] })
  expect(await rowsOf(world, 'SELECT woken_version FROM head WHERE stream = $1', [journey])).toEqual([
    { woken_version: 3 },
  ])
})

it('keeps what did not arrive until its next try, and counts the tries', async () => {
  const rows = await claim(1_000)
  await settle({ again: rows.map(({ id }) => ({ id, at: later(5_000) })) })
  expect(await claim(4_999)).toEqual([])
  expect((await claim(5_000)).map(({ attempts }) => attempts)).toEqual([1, 1])
})
