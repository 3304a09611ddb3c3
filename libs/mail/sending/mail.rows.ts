import { systemActor } from '../../contracts/command'
import type { Database } from '../../event-store/database'
import type { Channel, Rest, StoredMail } from './mail.stored'
import { leaseMs, type MailTurn, turnOf } from './mail.turn'

interface Row {
  id: string
  stream: string
  version: number
  kind: string
  recipient_role: StoredMail['to']['role']
  recipient_id: string
  data: unknown
  task: StoredMail['task']
  status: StoredMail['status']
  territory: string
  created_at: string
  leased_until: string | null
  message_id: string | null
  behind: boolean
}

const read = `
  SELECT mail.id, stream, version, kind, recipient_role, recipient_id, data, task, status, territory, created_at, leased_until,
         message_id, EXISTS (
           SELECT FROM mail earlier
           WHERE earlier.stream = mail.stream AND earlier.recipient_role = mail.recipient_role
             AND earlier.recipient_id = mail.recipient_id AND earlier.version < mail.version
             AND earlier.status IN ('pending', 'queued')) AS behind
  FROM mail WHERE id = $1 FOR UPDATE`

const lease = `UPDATE mail SET status = 'queued', leased_until = $2, message_id = coalesce(message_id, $3) WHERE id = $1
  RETURNING message_id`

/** What was decided about a mail's turn; the mail where it is to be sent, held by us from now on. */
export type Claim =
  | Exclude<MailTurn, { do: 'send' }>
  | { readonly do: 'send'; readonly mail: StoredMail & { messageId: string } }

/** Takes a mail's turn. `messageId` is that of its first turn; a mail that is not there (any more) is nothing to do. */
export function claimMail(
  database: Database,
  id: string,
  { now, turns, messageId }: { now: string; turns: number; messageId: string },
): Promise<Claim> {
  return database.withTransaction(systemActor, async (transaction): Promise<Claim> => {
    const row = (await transaction.query<Row>(read, [id])).rows[0]
    if (!row) return { do: 'nothing' }
    const mail = mailFrom(row)
    const turn = turnOf(mail, row.behind, turns, now)
    if (turn.do !== 'send') return turn
    const until = new Date(Date.parse(now) + leaseMs).toISOString()
    const { rows } = await transaction.query<{ message_id: string }>(lease, [id, until, messageId])
    return { do: 'send', mail: { ...mail, messageId: rows[0]?.message_id ?? messageId } }
  })
}

/** Writes where a mail came to rest. One that is at rest already stays as it is. */
export async function restMail(
  database: Database,
  id: string,
  rest: Rest,
  now: string,
  error: string | null,
  channel: Channel | null,
): Promise<void> {
  await database.withTransaction(systemActor, (transaction) =>
    transaction.query(
      `UPDATE mail SET channel = $5, status = $2, sent_at = CASE WHEN $2 = 'sent' THEN $3::timestamptz END, last_error = $4,
         leased_until = NULL
       WHERE id = $1 AND status IN ('pending', 'queued')`,
      [id, rest, now, error, channel],
    ),
  )
}

/** Lets go of a mail that did not leave this time. */
export async function releaseMail(database: Database, id: string, error: string): Promise<void> {
  await database.withTransaction(systemActor, (transaction) =>
    transaction.query(
      `UPDATE mail SET leased_until = NULL, last_error = $2 WHERE id = $1 AND status IN ('pending', 'queued')`,
      [id, error],
    ),
  )
}

const mailFrom = ({
  recipient_role,
  recipient_id,
  created_at,
  leased_until,
  message_id,
  behind: _,
  ...row
}: Row): StoredMail => ({
  ...row,
  to: { role: recipient_role, id: recipient_id },
  createdAt: created_at,
  leasedUntil: leased_until,
  messageId: message_id,
})
