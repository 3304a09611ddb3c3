import { cursorFrom } from '../../contracts/api/common.schemas'
import { otherwiseOf } from '../../contracts/api/otherwise.words'
import type { SessionLine, SessionQuery } from '../../contracts/api/session.schemas'
import type { Actor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { type Conditions, conditions, pageFrom, type Queryable, scopeSql } from './list.sql'
import { type OwnerColumns, waitingOf } from './waiting.columns'

interface SessionRow extends OwnerColumns {
  readonly stream: string
  readonly version: number
  readonly call: string
  readonly held_on: string
  readonly quorum: number | null
  readonly votes: boolean
  readonly stage: SessionLine['stage']
  readonly outcome: SessionLine['outcome']
  readonly grants: number
}

const sessions = `
  SELECT s.*, h.version, h.task, h.owner_role, h.owner_id, h.deadline_at, h.deadline_command,
         (SELECT count(*)::int FROM session_pack p WHERE p.session = s.stream) AS grants
  FROM committee_session s JOIN head h ON h.stream = s.stream`

/** A page of the sessions that the actor may read, the last day first. */
export async function listSessions(sql: Queryable, actor: Actor, query: SessionQuery) {
  const where = scopedTo(actor)
  const { value } = where
  where.and(query.stage && `s.stage = ${value(query.stage)}`)
  where.and(query.call && `s.call = ${value(query.call)}`)
  if (query.cursor) {
    const [on, stream] = query.cursor.map(value)
    where.and(`s.held_on < ${on}::date OR (s.held_on = ${on}::date AND s.stream > ${stream})`)
  }
  const order = `ORDER BY s.held_on DESC, s.stream LIMIT ${value(query.limit + 1)}`
  const { rows } = await sql.query<SessionRow>(`${sessions} WHERE ${where.sql()} ${order}`, [...where.values])
  return pageFrom(rows, query.limit, lineOf, (row) => cursorFrom([row.held_on, row.stream]))
}

/** One session, or null where there is none that the actor may read. */
export async function readSessionLine(sql: Queryable, actor: Actor, stream: string): Promise<SessionLine | null> {
  const where = scopedTo(actor)
  where.and(`s.stream = ${where.value(stream)}`)
  const { rows } = await sql.query<SessionRow>(`${sessions} WHERE ${where.sql()}`, [...where.values])
  return rows[0] ? lineOf(rows[0]) : null
}

function scopedTo(actor: Actor): Conditions {
  const where = conditions()
  where.and(scopeSql(scopeOf(actor.role, 'session'), actor, where.value))
  return where
}

function lineOf(row: SessionRow): SessionLine {
  const { version, call, held_on: on, quorum, votes, stage, outcome, grants } = row
  const { owner: waitsFor, ...waits } = waitingOf(row)
  const otherwise = otherwiseOf({ command: row.deadline_command, task: row.task ?? '' }, () => ({}))
  return {
    id: uuidOf(row.stream),
    ...{ version, call, on, quorum, votes, stage, outcome, grants, ...waits, waitsFor, otherwise },
  }
}
