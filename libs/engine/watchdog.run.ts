import type { QueryResult } from 'pg'
import { systemActor } from '../contracts/command'
import { type Database, execute } from '../event-store/database'
import type { Clock } from './clock.port'
import { planNow, readLateHeads } from './wake.plans'
import { isForgotten } from './watchdog.machine'

export interface WatchdogDeps {
  readonly database: Database
  readonly clock: Clock
}

/** What a look has found. */
export interface Watch {
  /** Streams put in the outbox to be woken again. */
  readonly woken: number
  /** Deadlines that have passed and whose command has not been executed. */
  readonly late: number
  /** By how much the oldest of them is late; the first thing to alarm on. */
  readonly latenessSeconds: number
}

/** More are for the next look: they leave the outbox before they are looked for again. */
const mostAtOnce = 1_000

/** Looks once. Only the relay signals: what seems forgotten is put in the outbox like any other wake. */
export async function watchOnce({ database, clock }: WatchdogDeps): Promise<Watch> {
  const now = clock.now()
  const heads = await readLateHeads(database, now, mostAtOnce)
  const wakes = heads
    .filter((head) => isForgotten(head, now))
    .map(planNow)
    .map((plan) => ({ kind: 'wake', stream: plan.stream, version: plan.version, payload: plan, created_at: now }))
  if (wakes.length > 0) {
    await database.withTransaction(systemActor, (transaction) => transaction.commit([execute('put_outbox', wakes)]))
  }
  return { woken: wakes.length, ...(await latenessAt(database, now)) }
}

async function latenessAt(database: Database, now: string): Promise<Pick<Watch, 'late' | 'latenessSeconds'>> {
  const [result] = (await database.readBatch(systemActor, [execute('read_lateness', now)])) as readonly [
    QueryResult<{ late: number; oldest: string | null }>,
  ]
  const { late, oldest } = result.rows[0] ?? { late: 0, oldest: null }
  return { late, latenessSeconds: oldest === null ? 0 : (Date.parse(now) - Date.parse(oldest)) / 1_000 }
}
