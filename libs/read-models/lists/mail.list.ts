import { cursorFrom } from '../../contracts/api/common.schemas'
import type { Mail, MailQuery } from '../../contracts/api/mail.schemas'
import type { Actor } from '../../contracts/command'
import { kindOf, uuidOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { conditions, pageFrom, type Queryable, scopeSql } from './list.sql'

interface MailRow {
  readonly id: string
  readonly stream: string
  readonly kind: string
  readonly status: Mail['status']
  readonly channel: Mail['channel']
  readonly recipient_role: Mail['recipient']['role']
  readonly recipient_id: string
  readonly attempts: number
  readonly created_at: string
  readonly sent_at: string | null
  readonly last_error: string | null
}

/** A page of the territory's mails, newest first: to whom by role and id, and what became of them. */
export async function listMails(sql: Queryable, actor: Actor, query: MailQuery) {
  const where = conditions()
  const { value } = where
  where.and(scopeSql(scopeOf(actor.role, 'mail'), actor, value))
  where.and(query.status && `m.status = ${value(query.status)}`)
  if (query.cursor) {
    const [createdAt, id] = query.cursor
    where.and(`(m.created_at, m.id) < (${value(createdAt)}::timestamptz, ${value(id)}::uuid)`)
  }
  const { rows } = await sql.query<MailRow>(
    `SELECT m.id, m.stream, m.kind, m.status, m.channel, m.recipient_role, m.recipient_id, m.attempts, m.created_at, m.sent_at,
       m.last_error
     FROM mail m WHERE ${where.sql()} ORDER BY m.created_at DESC, m.id DESC LIMIT ${value(query.limit + 1)}`,
    where.values,
  )
  return pageFrom(rows, query.limit, mailOf, ({ created_at, id }) => cursorFrom([created_at, id]))
}

function mailOf(row: MailRow): Mail {
  const { id, kind, status, channel, attempts, stream } = row
  return {
    ...{ id, kind, status, channel, attempts },
    recipient: { role: row.recipient_role, id: row.recipient_id },
    about: { kind: kindOf(stream), id: uuidOf(stream) },
    createdAt: row.created_at,
    sentAt: row.sent_at,
    lastError: row.last_error,
  }
}
