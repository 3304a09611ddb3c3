import type { Actor } from '../../contracts/command'
import type { SessionEvent } from '../../domain/session/session.events'
import { evolve, mayReadDebate, type SessionState } from '../../domain/session/session.state'
import { type GrantPart, grantPartsOf } from '../../policy/grant.policy'
import { scopeOf } from '../../policy/read.policy'
import { conditions, type Queryable, scopeSql } from './list.sql'

/** Whoever reads one grant, and what they may read of it. */
export interface GrantReader {
  readonly sub: string
  readonly parts: ReadonlySet<GrantPart>
  /** The fund lines whose amounts they read; null where it is all of them. */
  readonly lines: ReadonlySet<string> | null
}

/** What an actor may read of a grant that is in their scope. */
export async function grantReader(sql: Queryable, actor: Actor, grant: string): Promise<GrantReader> {
  const debate = actor.role !== 'member' || (await readsDebate(sql, actor.sub, grant))
  return { sub: actor.sub, parts: grantPartsOf(actor.role, debate), lines: await linesOf(sql, actor) }
}

/** Payers and funders read what concerns their own lines; whoever else reads a grant reads its whole split. */
async function linesOf(sql: Queryable, actor: Actor): Promise<ReadonlySet<string> | null> {
  if (actor.role !== 'payer' && actor.role !== 'funder') return null
  const where = conditions()
  where.and(scopeSql(scopeOf(actor.role, 'fund_line'), actor, where.value))
  const { rows } = await sql.query<{ stream: string }>(`SELECT l.stream FROM fund_line l WHERE ${where.sql()}`, [
    ...where.values,
  ])
  return new Set(rows.map(({ stream }) => stream))
}

/**
 * Whether a member reads what was said of a grant: in no session that they were called to are they in conflict on it. An
 * interest in a project stays one, whichever session hears of it next.
 */
async function readsDebate(sql: Queryable, member: string, grant: string): Promise<boolean> {
  const { rows } = await sql.query<SessionEvent & { readonly stream: string }>(
    `SELECT e.stream, e.type, e.data, e.recorded_at AS at FROM event e
     WHERE e.stream IN (SELECT p.session FROM session_pack p JOIN session_member m ON m.session = p.session
                        WHERE p.grant_id = $1 AND m.member = $2)
     ORDER BY e.stream, e.version`,
    [grant, member],
  )
  const sessions = [...new Set(rows.map(({ stream }) => stream))]
  const stateOf = (session: string) =>
    rows.filter(({ stream }) => stream === session).reduce<SessionState>(evolve, { stage: 'unknown' })
  return sessions.length > 0 && sessions.every((session) => mayReadDebate(stateOf(session), member, grant))
}
