import { systemActor } from '../../contracts/command'
import type { Clock } from '../../engine/clock.port'
import type { Database } from '../../event-store/database'
import type { MailQueue, QueuedMail } from '../../queue'

/** A mail that is not at rest. */
export interface Waiting {
  readonly id: string
  /** How many times it was asked for again. */
  readonly attempts: number
  readonly createdAt: string
  readonly leasedUntil: string | null
}

/** The relay has put a mail on the queue long before. */
const overdueMs = 60_000

/**
 * The mails that the queue may have lost: they are old enough to have been put there, and nobody is at them. The queue
 * knows those that it still has by their id, so that putting them back changes nothing.
 */
export const mailsToPutBack = (waiting: readonly Waiting[], now: string): readonly QueuedMail[] =>
  waiting
    .filter(
      ({ createdAt, leasedUntil }) =>
        isPast(createdAt, now, overdueMs) && (leasedUntil === null || isPast(leasedUntil, now, 0)),
    )
    .map(({ id, attempts }) => ({ mail: id, attempt: attemptOf(attempts) }))

const isPast = (instant: string, now: string, byMs: number) => Date.parse(instant) + byMs <= Date.parse(now)

/** The relay counts from 1, and one more each time that somebody asks again. */
export const attemptOf = (askedAgain: number): number => askedAgain + 1

const page = 500
const read = `
  SELECT id, attempts, created_at AS "createdAt", leased_until AS "leasedUntil"
  FROM mail WHERE status IN ('pending', 'queued') AND (created_at, id) > ($1::timestamptz, $2::uuid)
  ORDER BY created_at, id LIMIT ${page}`

export interface SweepDeps {
  readonly database: Database
  readonly clock: Clock
  readonly queue: Pick<MailQueue, 'enqueueAll'>
}

/** Puts back what the queue may have lost, oldest first. Answers how many were put. */
export async function sweepOnce({ database, clock, queue }: SweepDeps): Promise<number> {
  let after = ['1970-01-01T00:00:00.000Z', '00000000-0000-0000-0000-000000000000']
  let put = 0
  for (;;) {
    const { rows } = await database.withTransaction(systemActor, (sql) => sql.query<Waiting & object>(read, after))
    const mails = mailsToPutBack(rows, clock.now())
    await queue.enqueueAll(mails)
    put += mails.length
    const last = rows.at(-1)
    if (!last || rows.length < page) return put
    after = [last.createdAt, last.id]
  }
}
