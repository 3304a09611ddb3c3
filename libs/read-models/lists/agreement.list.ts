import type { Agreements } from '../../contracts/api/agreement.schemas'
import type { Actor } from '../../contracts/command'
import { scopeOf } from '../../policy/read.policy'
import { conditions, type Queryable, scopeSql } from './list.sql'

/**
 * The agreements between owners that the actor may read, as whoever lends or as whoever receives; those that may still be
 * drawn on first, by their last day. Nothing is left of one that was ended, or that is past its last day.
 * @param today a day, ISO 8601
 */
export async function listAgreements(sql: Queryable, actor: Actor, today: string): Promise<Agreements> {
  const where = conditions()
  const day = where.value(today)
  const own = scopeSql(scopeOf(actor.role, 'stock'), actor, where.value)
  where.and(`EXISTS (SELECT FROM (VALUES (g.owner), (g.receiver)) AS d (owner) WHERE ${own})`)
  const { rows } = await sql.query<Agreements['items'][number]>(
    `SELECT g.owner, g.receiver, g.document, g.laptops, b.taken,
       CASE WHEN g.ended_on IS NULL AND g.until >= ${day}::date THEN greatest(0, g.laptops - b.taken) ELSE 0 END AS left,
       g.agreed_on AS "agreedOn", g.until, g.ended_on AS "endedOn"
     FROM transfer_agreement g CROSS JOIN LATERAL (
       SELECT count(*)::int AS taken FROM binding
       WHERE agreement_owner = g.owner AND agreement = g.document AND (open OR handed_over)) b
     WHERE ${where.sql()} ORDER BY g.ended_on IS NOT NULL OR g.until < ${day}::date, g.until, g.owner, g.document`,
    [...where.values],
  )
  return { items: rows }
}
