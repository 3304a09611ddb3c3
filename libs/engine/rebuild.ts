import { systemActor } from '../contracts/command'
import { kindOf } from '../contracts/stream'
import { inlineExecutions } from '../event-store/append'
import { canonicalJson } from '../event-store/canonical.json'
import { execute, type Transaction } from '../event-store/database'
import { firstBroken } from '../event-store/hash.chain'
import { inlineTables } from '../event-store/statements'
import type { EventRow, HeadRow, SnapshotRow } from '../event-store/stored.rows'
import { definitionSchema } from '../domain/definition/definition.schema'
import type { Row } from '../domain/registry'
import { aggregates } from '../domain/registry'
import { entriesOf, headOf, snapshotOf } from './append.build'
import type { EngineDeps } from './engine.deps'
import { knownDefinition } from './definition.lookup'
import { planColumns, planOfHead } from './plan.build'
import { keepGrown } from './rebuild.grown'
import { eventFrom, fold } from './stream.load'

export type RebuildDeps = Pick<EngineDeps, 'database' | 'definitions'>

export interface Rebuilt {
  readonly streams: number
  readonly events: number
  /** Streams whose present rules give another Plan than the one in force, which was kept: `reconcile --replan` moves it. */
  readonly plansToRecompute: number
}

/** How many streams are folded at a time. */
const pageSize = 500

/**
 * Makes heads, snapshots and inline tables anew from the log, in one transaction during which no command is executed.
 * The result equals what was there; only what relays have marked (woken_version) is kept as it is.
 * Throws, changing nothing, where the hash chain of a stream does not fit, or where the ledger is not what the log says.
 */
export async function rebuild({ database, definitions }: RebuildDeps): Promise<Rebuilt> {
  return database.withTransaction(systemActor, async (transaction) => {
    await transaction.query('LOCK TABLE head IN EXCLUSIVE MODE')
    await learnFromLog(transaction, definitions)
    for (const table of ['snapshot', ...inlineTables]) await transaction.query(`DELETE FROM ${table}`)
    await transaction.query('DELETE FROM head WHERE NOT EXISTS (SELECT FROM event WHERE event.stream = head.stream)')
    const total = { streams: 0, events: 0, plansToRecompute: 0 }
    for (let after = ''; ; ) {
      const streams = await nextStreams(transaction, after)
      const last = streams.at(-1)
      if (last === undefined) return total
      const page = await rebuildPage(transaction, definitions, streams)
      total.streams += streams.length
      total.events += page.events
      total.plansToRecompute += page.plansToRecompute
      after = last
    }
  })
}

/** Journeys are folded with the versions that they follow: those that were published are in the log itself. */
async function learnFromLog(transaction: Transaction, definitions: EngineDeps['definitions']): Promise<void> {
  const sql = `SELECT data -> 'content' AS content FROM event WHERE type = 'DefinitionPublished'`
  const { rows } = await transaction.query<{ content: unknown }>(sql)
  for (const { content } of rows) definitions.learn(definitionSchema.parse(content))
}

async function nextStreams(transaction: Transaction, after: string): Promise<readonly string[]> {
  const sql = `SELECT DISTINCT stream FROM event WHERE stream > $1 ORDER BY stream LIMIT ${pageSize}`
  return (await transaction.query<{ stream: string }>(sql, [after])).rows.map(({ stream }) => stream)
}

const eventColumns = `stream, version, epoch, type, schema_version, occurred_on, recorded_at, actor, on_behalf_of,
  origin, cause, definition, territory, data, previous_hash, hash`

async function rebuildPage(
  transaction: Transaction,
  definitions: EngineDeps['definitions'],
  streams: readonly string[],
): Promise<{ events: number; plansToRecompute: number }> {
  const sql = `SELECT ${eventColumns} FROM event WHERE stream = ANY($1) ORDER BY stream, version`
  const { rows: events } = await transaction.query<EventRow>(sql, [streams])
  const { rows: heads } = await transaction.query<HeadRow>('SELECT * FROM head WHERE stream = ANY($1)', [streams])
  const known = new Map(heads.map((head) => [head.stream, head]))
  const byStream = new Map<string, EventRow[]>(streams.map((stream) => [stream, []]))
  for (const event of events) byStream.get(event.stream)?.push(event)
  const pages = [...byStream].map(([stream, own]) => rebuildStream(stream, own, definitions, known.get(stream)))
  await transaction.batch([
    execute(
      'put_head',
      pages.map(({ head }) => head),
    ),
    execute(
      'put_snapshot',
      pages.map(({ snapshot }) => snapshot),
    ),
    ...inlineExecutions({ rows: pages.flatMap(({ rows }) => rows), heads: pages.map(({ head }) => head) }),
  ])
  await keepGrown(
    transaction,
    streams,
    pages.flatMap(({ entries }) => entries),
  )
  return { events: events.length, plansToRecompute: pages.filter(({ kept }) => kept).length }
}

interface RebuiltStream {
  readonly head: HeadRow
  readonly snapshot: SnapshotRow
  readonly rows: readonly Row[]
  readonly entries: readonly Row[]
  readonly kept: boolean
}

function rebuildStream(
  stream: string,
  events: readonly EventRow[],
  definitions: EngineDeps['definitions'],
  known: HeadRow | undefined,
): RebuiltStream {
  const broken = firstBroken(events)
  if (broken !== null) throw new Error(`the hash chain of ${stream} does not fit at version ${broken}`)
  const last = events.at(-1) as EventRow
  const kind = kindOf(stream)
  const decided = events.map(eventFrom)
  const state = fold(kind, decided)
  const definition = last.definition === null ? null : knownDefinition(definitions, last.definition)
  const { version, epoch, recorded_at: at } = last
  const { head } = headOf(kind, state, definition, { stream, epoch, version, at })
  // A Plan in force is known to a workflow: only a new version of the stream may change it.
  const inForce = known?.version === version ? planColumns(planOfHead(known, epoch)) : null
  const kept = inForce !== null && canonicalJson(inForce) !== canonicalJson(planColumns(planOfHead(head, epoch)))
  return {
    head: kept ? { ...head, ...inForce } : head,
    snapshot: snapshotOf(kind, state, head),
    rows: aggregates[kind].rows(state, stream),
    entries: entriesOf({ kind, stream, head: null, state: aggregates[kind].initialState }, decided),
    kept,
  }
}
