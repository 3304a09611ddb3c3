import { Client } from 'pg'
import { type Database, openDatabase } from '../../../libs/event-store/database'
import {
  catchUpOutcomes,
  projectOutcomes,
  rebuildOutcomes,
} from '../../../libs/read-models/statistics/outcome.projection'
import { createTestDatabase, type TestDatabase } from '../../../libs/testing/database'
import { countUntil } from './caught.up'
import { append, appendAll, journeyOf } from './journey.log'

let clone: TestDatabase
let database: Database
let owner: Client
let slow: Client
const clientOf = async (url: string) => {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client
}
beforeEach(async () => {
  clone = await createTestDatabase()
  database = openDatabase({ url: clone.appUrl, onLost: () => undefined })
  owner = await clientOf(clone.ownerUrl)
  slow = await clientOf(clone.ownerUrl)
})
afterEach(async () => {
  await Promise.all([owner.end(), slow.end(), database.close()])
  await clone.drop()
})

const counted = async () => (await owner.query('SELECT * FROM outcome ORDER BY stream')).rows as { stream: string }[]
const streamsCounted = async () => (await counted()).map(({ stream }) => stream)

const caughtUp = (streams: readonly string[]) =>
  countUntil(
    database,
    async () => (await streamsCounted()).filter((stream) => streams.includes(stream)).length === streams.length,
    3,
  )

test('a transaction that commits late, with a lower id than one already committed, is counted', async () => {
  const [before, late, quick] = [journeyOf(), journeyOf({ until: 'training' }), journeyOf({ until: 'prescription' })]
  await append(owner, before)
  await caughtUp([before.stream])

  await slow.query('BEGIN')
  await append(slow, late)
  await append(owner, quick)
  const ids = await owner.query<{ late: string; quick: string }>(
    `SELECT (SELECT min(xid8)::text FROM event WHERE stream = $1) AS quick, $2 AS late`,
    [quick.stream, (await slow.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id')).rows[0]?.id],
  )
  expect(BigInt(ids.rows[0]?.late ?? 0)).toBeLessThan(BigInt(ids.rows[0]?.quick ?? 0))

  // What is committed but could still be overtaken is left for later: else `late` would be lost.
  await catchUpOutcomes(database)
  expect(await streamsCounted()).toEqual([before.stream])

  await slow.query('COMMIT')
  await caughtUp([late.stream, quick.stream])
  expect((await streamsCounted()).sort()).toEqual([before.stream, late.stream, quick.stream].sort())
})

test('a transaction that is given up holds nothing back for ever', async () => {
  const [never, after] = [journeyOf(), journeyOf()]
  await slow.query('BEGIN')
  await append(slow, never)
  await append(owner, after)
  await slow.query('ROLLBACK')
  await caughtUp([after.stream])
  expect(await streamsCounted()).toEqual([after.stream])
})

test('counted anew from the first event, the table is equal', async () => {
  const journeys = [
    journeyOf(),
    journeyOf({ until: 'dotation' }),
    journeyOf({ until: 'diagnostic', territory: '32' }),
    journeyOf({ until: 'evaluation' }),
  ]
  // Interleaved and in small batches, so that a journey spreads over several.
  for (const journey of journeys) await append(owner, journey, 1, 1)
  await catchUpOutcomes(database, 2)
  for (const journey of journeys) await append(owner, journey, 2, 2)
  await catchUpOutcomes(database, 1)
  for (const journey of journeys) if (journey.events.length > 2) await append(owner, journey, 3)
  await caughtUp(journeys.map(({ stream }) => stream))
  await catchUpOutcomes(database)
  const first = await counted()
  expect(first).toHaveLength(4)

  await owner.query(`UPDATE outcome SET outcome = 'withdrawn', closed_at = now(), age_band = 'x', gender = 'x'`)
  await rebuildOutcomes(database)
  expect(await counted()).toEqual(first)
})

test('another fold version counts anew by itself, and a strange row does not survive', async () => {
  const journey = journeyOf()
  await append(owner, journey)
  await caughtUp([journey.stream])
  const right = await counted()
  await owner.query('UPDATE projection SET fold_version = fold_version + 1')
  await owner.query(
    `INSERT INTO outcome (stream, territory, epci, definition, prescriber_structure, stage, stage_since, stage_seconds, referred_at)
     VALUES ('journey-strange', '40', '244000808', 'none', 'none', 'training', now(), '{}', now())`,
  )
  await caughtUp([journey.stream])
  expect(await counted()).toEqual(right)
})

test('after a restore into a server whose transaction ids begin anew, what was and what follows are both counted', async () => {
  const [old, half] = [journeyOf(), journeyOf()]
  const ahead = 2n ** 40n
  await append(owner, old)
  await append(owner, half, 1, 4)
  // As a dump brings them: ids of the other server, far above those to come, in the epoch before the restore.
  await owner.query('ALTER TABLE event DISABLE TRIGGER ALL')
  await owner.query('UPDATE event SET xid8 = (xid8::text::bigint + $1::bigint)::text::xid8', [ahead.toString()])
  await owner.query('ALTER TABLE event ENABLE TRIGGER ALL')
  expect(await catchUpOutcomes(database)).toBe(0)

  await owner.query('UPDATE engine SET epoch = 1800000000')
  await append(owner, half, 5, half.events.length, 1_800_000_000)
  const outcomes = async () => (await owner.query<{ outcome: string | null }>('SELECT outcome FROM outcome')).rows
  await countUntil(database, async () => (await outcomes()).filter(({ outcome }) => outcome !== null).length === 2)
  expect(await outcomes()).toEqual([{ outcome: 'completed' }, { outcome: 'completed' }])
})

test('only one process counts at a time', async () => {
  await append(owner, journeyOf())
  await slow.query('BEGIN')
  await slow.query(`SELECT pg_advisory_xact_lock(hashtext('parcours.projection.outcome'))`)
  expect(await projectOutcomes(database)).toBe('busy')
  await slow.query('COMMIT')
})

test('a look at a log without news writes nothing', async () => {
  const journey = journeyOf()
  await append(owner, journey)
  await caughtUp([journey.stream])
  await catchUpOutcomes(database)
  const version = async () => (await owner.query<{ xmin: string }>('SELECT xmin FROM projection')).rows
  const before = await version()
  expect(await projectOutcomes(database)).toBe(0)
  expect(await version()).toEqual(before)
})

test('another territory sees no row of this one', async () => {
  await appendAll(owner, [journeyOf({ territory: '40' }), journeyOf({ territory: '32' })])
  await countUntil(database, async () => (await streamsCounted()).length === 2)
  const seen = await database.withTransaction({ role: 'coordinator', territory: '32' }, (transaction) =>
    transaction.query('SELECT territory FROM outcome'),
  )
  expect(seen.rows).toEqual([{ territory: '32' }])
})
