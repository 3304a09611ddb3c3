import type { QueryResult } from 'pg'
import { systemActor } from '../contracts/command'
import { type Database, execute } from '../event-store/database'
import { bornLeaseMs, type OutboxRow } from './relay.machine'
import type { OutboxPort } from './relay.ports'

/** The outbox in the log's own database. */
export function databaseOutbox(database: Database): OutboxPort {
  const commit = (executions: readonly string[]) =>
    database.withTransaction(systemActor, (transaction) => transaction.commit(executions))
  return {
    async claim(now, leasedUntil, limit) {
      const bornBefore = new Date(Date.parse(now) - bornLeaseMs).toISOString()
      const claimed = await commit([execute('claim_outbox', now, leasedUntil, bornBefore, limit)])
      return (claimed as readonly QueryResult<OutboxRow>[]).flatMap(({ rows }) => rows)
    },
    async settle({ done, woken, queued, again }) {
      await commit([
        ...(woken.length > 0 ? [execute('mark_woken', woken)] : []),
        ...(queued.length > 0 ? [execute('mark_queued', queued)] : []),
        ...(done.length > 0 ? [execute('delete_outbox', done)] : []),
        ...(again.length > 0 ? [execute('retry_outbox', again)] : []),
      ])
    },
  }
}
