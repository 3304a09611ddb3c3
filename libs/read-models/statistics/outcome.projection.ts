import { systemActor } from '../../contracts/command'
import type { JourneyEvent } from '../../domain/journey/journey.events'
import type { Database, Transaction } from '../../event-store/database'
import { outcomeFoldVersion, statisticsOf } from './outcome.fold'
import type { OutcomeRow } from './outcome.row'

/** How many events one transaction takes in. */
const BATCH_EVENTS = 1000

interface Position {
  readonly epoch: number
  readonly xid8: string
  readonly stream: string
  readonly version: number
}

interface LoggedEvent extends Position {
  readonly type: string
  readonly data: unknown
  readonly recorded_at: string
  readonly occurred_on: string | null
}

const start: Position = { epoch: 0, xid8: '0', stream: '', version: 0 }

/** One process at a time counts; an advisory lock, since a row lock would take a transaction id at every look. */
const lock = `SELECT pg_try_advisory_xact_lock(hashtext('parcours.projection.outcome')) AS mine`

/**
 * What follows in the global order and cannot be overtaken any more: every transaction below the snapshot's xmin is over,
 * so a slower one with a lower id can no longer commit behind our back. What an earlier epoch has written was there
 * before the server was restored, whose own transaction ids may well be lower.
 */
const following = `
  SELECT event.epoch, event.xid8::text AS xid8, stream, version, type, data, recorded_at, occurred_on
  FROM event CROSS JOIN engine
  WHERE (event.epoch, event.xid8, stream, version) > ($1, $2::xid8, $3, $4)
    AND (event.epoch < engine.epoch OR event.xid8 < pg_snapshot_xmin(pg_current_snapshot()))
  ORDER BY event.epoch, event.xid8, stream, version
  LIMIT $5`

const columns = [
  ...['stream', 'territory', 'epci', 'definition', 'prescriber_structure', 'stage', 'stage_since', 'stage_seconds'],
  ...['outcome', 'referred_at', 'closed_at', 'before', 'after', 'follow_up', 'handed_over_on', 'age_band', 'gender'],
  'reprise',
] as const

const upsert = `
  INSERT INTO outcome (${columns.join(', ')})
  SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::outcome, $1)
  ON CONFLICT (stream) DO UPDATE SET ${columns.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}`

/**
 * Takes in one batch of the log, with the new position, in one transaction. A fold that has changed, or a rebuild that
 * was asked for, starts anew from the first event. Answers how many events were read, or 'busy' where another process
 * is at it.
 */
export function projectOutcomes(database: Database, batch = BATCH_EVENTS): Promise<number | 'busy'> {
  return database.withTransaction(systemActor, async (transaction) => {
    const { rows: locks } = await transaction.query<{ mine: boolean }>(lock)
    if (!locks[0]?.mine) return 'busy'
    const position = await positionOf(transaction)
    const { epoch, xid8, stream, version } = position
    const { rows } = await transaction.query<LoggedEvent>(following, [epoch, xid8, stream, version, batch])
    const last = rows.at(-1)
    if (!last) return 0
    await count(transaction, rows)
    await transaction.query(
      `UPDATE projection SET fold_version = $1, epoch = $2, xid8 = $3::xid8, stream = $4, version = $5, recorded_at = $6
       WHERE name = 'outcome'`,
      [outcomeFoldVersion, last.epoch, last.xid8, last.stream, last.version, last.recorded_at],
    )
    return rows.length
  })
}

/** Takes in everything that is there. Answers how many events were read. */
export async function catchUpOutcomes(database: Database, batch = BATCH_EVENTS): Promise<number> {
  let total = 0
  for (;;) {
    const read = await projectOutcomes(database, batch)
    if (read === 'busy') return total
    total += read
    if (read < batch) return total
  }
}

/** Counts everything anew from the first event. What is read meanwhile is told to be late. */
export async function rebuildOutcomes(database: Database): Promise<number> {
  await database.withTransaction(systemActor, (transaction) =>
    transaction.query(`UPDATE projection SET fold_version = 0 WHERE name = 'outcome'`),
  )
  return catchUpOutcomes(database)
}

/** Where to go on from. Another fold than the one that counted so far: nothing of it is kept. */
async function positionOf(transaction: Transaction): Promise<Position> {
  const { rows } = await transaction.query<Position & { fold_version: number }>(
    `SELECT fold_version, epoch, xid8::text AS xid8, stream, version FROM projection WHERE name = 'outcome'`,
  )
  const known = rows[0]
  if (!known) throw new Error('projection outcome has no row: was the migration changed by hand?')
  if (known.fold_version === outcomeFoldVersion) return known
  await transaction.query('DELETE FROM outcome')
  return start
}

async function count(transaction: Transaction, events: readonly LoggedEvent[]): Promise<void> {
  const ofJourneys = events.filter(({ stream }) => stream.startsWith('journey-'))
  const streams = [...new Set(ofJourneys.map(({ stream }) => stream))]
  if (streams.length === 0) return
  const { rows } = await transaction.query<OutcomeRow & Record<string, unknown>>(
    `SELECT ${columns.join(', ')} FROM outcome WHERE stream = ANY($1)`,
    [streams],
  )
  const before = new Map<string, OutcomeRow>(rows.map((row) => [row.stream, row]))
  const after = new Map(before)
  for (const { stream, type, data, recorded_at: at, occurred_on: on } of ofJourneys) {
    const event = { type, data, at, on: on ?? undefined } as JourneyEvent
    const row = statisticsOf(after.get(stream) ?? null, stream, event)
    if (row) after.set(stream, row)
  }
  const changed = [...after.values()].filter((row) => row !== before.get(row.stream))
  if (changed.length > 0) await transaction.query(upsert, [JSON.stringify(changed)])
}
