import { appendExecutions } from '../../../libs/event-store/append'
import { type Database, openDatabase, type Transaction } from '../../../libs/event-store/database'
import { firstBroken, seal } from '../../../libs/event-store/hash.chain'
import { openedFrom, openStreams, readStreams } from '../../../libs/event-store/open'
import { withRetries } from '../../../libs/event-store/retry'
import type { Append, EventRow, HeadRow } from '../../../libs/event-store/stored.rows'
import { createTestDatabase, type TestDatabase } from '../../../libs/testing/database'

const landes = { role: 'coordinator', territory: '40' } as const
const gers = { role: 'coordinator', territory: '32' } as const
const machine = { role: 'system', territory: '*' } as const
const at = '2026-01-05T09:00:00.000Z'
const streamOf = (number: number) => `person-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

let clone: TestDatabase
let database: Database
beforeAll(async () => {
  clone = await createTestDatabase()
  database = openDatabase({ url: clone.appUrl, onLost: () => undefined })
})
afterAll(async () => {
  await database.close()
  await clone.drop()
})

function eventOf(stream: string, version: number, previous: string | null, territory = '40'): EventRow {
  const data = { codes: ['à', 'b'], n: 1.5, nothing: null }
  return seal({
    ...{ stream, version, epoch: 1, type: 'Something', schema_version: 1, occurred_on: '2026-01-04', recorded_at: at },
    ...{ actor: 'someone', on_behalf_of: null, origin: 'live', cause: 'command:1', definition: null, territory, data },
    previous_hash: previous,
  })
}

function headOf(stream: string, version: number, territory = '40'): HeadRow {
  return {
    ...{ stream, kind: 'person', version, stage: null, task: null, owner_role: null, owner_id: null },
    ...{ deadline_at: null, deadline_command: null, child: null, outcome: null, territory, epci: null },
    ...{ structure: null, definition: null, priority: 0, referred_on: null, changed_at: at, closed_at: null },
  }
}

const nothing: Append = {
  ...{ events: [], heads: [], snapshots: [], rows: [], command: null },
  ...{ outbox: [], mails: [], entries: [], documents: [], digests: [] },
}

/** Appends one event to a stream as `execute` would: open, look, append. Answers the version. */
function appendOne(stream: string, between: (transaction: Transaction) => Promise<void> = () => Promise.resolve()) {
  const work = async (transaction: Transaction, opened: Parameters<typeof openedFrom>[0]) => {
    const known = openedFrom(opened).streams.get(stream)
    const version = (known?.head?.version ?? 0) + 1
    await between(transaction)
    const snapshot = { stream, version, fold_version: 1, territory: '40', state: { version } }
    const event = eventOf(stream, version, known?.last?.hash ?? null)
    const append = { ...nothing, events: [event], heads: [headOf(stream, version)], snapshots: [snapshot] }
    await transaction.commit(appendExecutions(append))
    return version
  }
  return withRetries(() => database.withTransaction(landes, work, openStreams([stream], 'someone', 'none')))
}

const eventsOf = async (stream: string) => {
  const columns = `stream, version, epoch, type, schema_version, occurred_on, recorded_at, actor, on_behalf_of, origin,
    cause, definition, territory, data, previous_hash, hash`
  const sql = `SELECT ${columns} FROM event WHERE stream = $1 ORDER BY version`
  const { rows } = await database.withTransaction(machine, (transaction) => transaction.query<EventRow>(sql, [stream]))
  return rows
}

test('a race of 50 appends on one stream leaves 50 events in one chain', async () => {
  const stream = streamOf(1)
  const versions = await Promise.all(Array.from({ length: 50 }, () => appendOne(stream)))
  expect([...versions].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  const events = await eventsOf(stream)
  expect(events).toHaveLength(50)
  expect(firstBroken(events)).toBeNull()
})

test('what was opened is what was appended', async () => {
  const stream = streamOf(2)
  await appendOne(stream)
  const opened = openedFrom(await database.readBatch(landes, readStreams([stream, streamOf(99)], 'someone', 'none')))
  expect(opened.epoch).toBe(1)
  expect(opened.answered).toBeNull()
  expect(opened.streams.get(stream)).toMatchObject({
    head: headOf(stream, 1),
    snapshot: { version: 1, foldVersion: 1, state: { version: 1 } },
    last: { at, actor: 'someone', type: 'Something' },
  })
  expect(opened.streams.get(streamOf(99))).toEqual({ stream: streamOf(99), head: null, snapshot: null, last: null })
})

test('a crash between open and append leaves nothing, and the connection is good again', async () => {
  const stream = streamOf(3)
  const crash = () => Promise.reject(new Error('crashed here'))
  await expect(appendOne(stream, crash)).rejects.toThrow('crashed here')
  expect(await eventsOf(stream)).toEqual([])
  expect(await appendOne(stream)).toBe(1)
})

test('a connection cut in the middle leaves nothing behind', async () => {
  const stream = streamOf(4)
  const cut = async (transaction: Transaction) => {
    await transaction.query('SELECT pg_terminate_backend(pg_backend_pid())')
  }
  await expect(appendOne(stream, cut)).rejects.toThrow()
  expect(await eventsOf(stream)).toEqual([])
  expect(await appendOne(stream)).toBe(1)
})

test('another territory sees nothing, cannot write here, and only the machine sees all', async () => {
  const stream = streamOf(5)
  await appendOne(stream)
  const seen = async (viewer: Parameters<Database['readBatch']>[0]) =>
    openedFrom(await database.readBatch(viewer, readStreams([stream], 'a', 'b'))).streams.get(stream)?.head
  expect(await seen(gers)).toBeNull()
  expect(await seen(machine)).toMatchObject({ version: 1 })
  const intruding = appendExecutions({ ...nothing, events: [eventOf(streamOf(6), 1, null, '40')] })
  await expect(database.withTransaction(gers, (open) => open.commit(intruding))).rejects.toThrow('row-level security')
  await expect(database.readBatch({ role: 'coordinator', territory: '*' }, [])).rejects.toThrow('only the machine')
})

test('without a territory nothing is seen', async () => {
  const { rows } = await database.withTransaction({ role: 'coordinator', territory: '' }, (open) =>
    open.query('SELECT stream FROM head'),
  )
  expect(rows).toEqual([])
})

test('a row with a column that its table does not have is a fault, not silence', () => {
  expect(() => appendExecutions({ ...nothing, rows: [{ table: 'person', row: { strange: 1 } }] })).toThrow('strange')
})

test('quotes and separators in what is written stay text', async () => {
  const stream = streamOf(7)
  const event = { ...eventOf(stream, 1, null), actor: `o'; DROP TABLE head; -- \\ "` }
  const { hash: _, ...fields } = event
  await database.withTransaction(landes, (open) =>
    open.commit(appendExecutions({ ...nothing, events: [seal(fields)] })),
  )
  expect(firstBroken(await eventsOf(stream))).toBeNull()
})
