import type { QueryResult } from 'pg'
import type { Plan } from '../contracts/plan'
import { systemActor } from '../contracts/command'
import type { Stream } from '../contracts/stream'
import { type Database, execute } from '../event-store/database'
import type { HeadRow } from '../event-store/stored.rows'
import { planOfHead } from './plan.build'

/** A head as read with the epoch that its Plan is of. */
export type HeadNow = HeadRow & { readonly epoch: number; readonly woken_version: number }

/** The Plan of a head that is known to have one. */
export function planNow(head: HeadNow): Plan {
  const plan = planOfHead(head, head.epoch)
  if (plan === null) throw new TypeError(`${head.stream} waits for nothing`)
  return plan
}

/** The present Plan of a stream, as the log has it; null where it has none or is not there. */
export async function readPlan(database: Database, stream: Stream): Promise<Plan | null> {
  const [head] = await readHeads(database, [stream])
  return head ? planOfHead(head, head.epoch) : null
}

/** The heads of streams, those that are there. */
export const readHeads = (database: Database, streams: readonly Stream[]): Promise<readonly HeadNow[]> =>
  heads(database, execute('read_heads', streams))

/** A page of the streams that wait for something, in id order, after `after`; '' is before all. */
export const readOpenHeads = (database: Database, after: Stream, limit: number): Promise<readonly HeadNow[]> =>
  heads(database, execute('read_open', after, limit))

/** Streams whose deadline has passed or whose newest version no run was told of, but for those in the outbox. */
export const readLateHeads = (database: Database, now: string, limit: number): Promise<readonly HeadNow[]> =>
  heads(database, execute('read_late', now, limit))

async function heads(database: Database, execution: string): Promise<readonly HeadNow[]> {
  const [result] = (await database.readBatch(systemActor, [execution])) as readonly [QueryResult<HeadNow>]
  return result.rows
}
