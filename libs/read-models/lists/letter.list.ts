import { cursorFrom } from '../../contracts/api/common.schemas'
import type { Letter, LetterQuery } from '../../contracts/api/letter.schemas'
import type { Actor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { conditions, pageFrom, type Queryable, scopeSql } from './list.sql'

interface LetterRow {
  readonly id: string
  readonly stream: string
  readonly kind: string
  readonly status: Letter['status']
  readonly created_at: string
  readonly sent_at: string | null
}

/** A page of the letters of a lieu, the longest waiting first. */
export async function listLetters(sql: Queryable, actor: Actor, query: LetterQuery) {
  const where = conditions()
  const { value } = where
  where.and(`m.status = ${value(query.status)}`)
  where.and(scopeSql(scopeOf(actor.role, 'letter'), actor, value))
  if (query.cursor) {
    const [createdAt, id] = query.cursor
    where.and(`(m.created_at, m.id) > (${value(createdAt)}::timestamptz, ${value(id)}::uuid)`)
  }
  const { rows } = await sql.query<LetterRow>(
    `SELECT m.id, m.stream, m.kind, m.status, m.created_at, m.sent_at FROM mail m JOIN journey j ON j.stream = replace(m.stream, 'dotation-', 'journey-')
     WHERE ${where.sql()} ORDER BY m.created_at, m.id LIMIT ${value(query.limit + 1)}`,
    where.values,
  )
  return pageFrom(rows, query.limit, letterOf, ({ created_at, id }) => cursorFrom([created_at, id]))
}

const letterOf = ({ id, stream, kind, status, created_at, sent_at }: LetterRow): Letter => ({
  ...{ id, kind, status, createdAt: created_at, postedAt: sent_at },
  journey: uuidOf(stream),
})
