import type { Stocks } from '../../contracts/api/lot.schemas'
import type { Actor } from '../../contracts/command'
import { scopeOf } from '../../policy/read.policy'
import { conditions, type Queryable, scopeSql } from './list.sql'

/** How many days of demand are looked back on. */
const DAYS = 56

type StockRow = Omit<Stocks['items'][number], 'daysLeft'>

/**
 * How long a stock lasts, in whole days: what is free once those who wait are served, over what was asked for each day in
 * the last eight weeks: max(0, free − waiting) ÷ (asked ÷ 56). Null where nothing was asked for: no end is in sight.
 */
export const daysLeft = ({ free, waiting, askedInEightWeeks }: Omit<StockRow, 'owner' | 'name'>): number | null =>
  askedInEightWeeks === 0 ? null : Math.floor((Math.max(0, free - waiting) * DAYS) / askedInEightWeeks)

/** The stocks that the actor may read, by the owner's name. `today` is a day, ISO 8601. */
export async function listStocks(sql: Queryable, actor: Actor, today: string): Promise<Stocks> {
  const where = conditions()
  const day = where.value(today)
  where.and(`'owner' = ANY(s.roles)`)
  where.and(scopeSql(scopeOf(actor.role, 'stock'), actor, where.value))
  const laptops = (statuses: string) =>
    `(SELECT count(*)::int FROM device l WHERE l.owner = s.stream AND l.status IN (${statuses}))`
  const asked = (condition: string) =>
    `(SELECT count(*)::int FROM dotation q WHERE q.structure = s.stream AND ${condition})`
  const { rows } = await sql.query<StockRow>(
    `SELECT s.stream AS owner, s.name,
       ${laptops(`'ready', 'sent', 'delivered'`)} AS free,
       ${laptops(`'received', 'released', 'wiped', 'tested', 'graded'`)} AS preparing,
       ${asked(`q.stage = 'stock'`)} AS waiting,
       ${asked(`q.asked_on > ${day}::date - ${DAYS} AND q.asked_on <= ${day}::date`)} AS "askedInEightWeeks"
     FROM structure s CROSS JOIN LATERAL (SELECT s.stream AS owner) d
     WHERE ${where.sql()} ORDER BY s.name, s.stream`,
    [...where.values],
  )
  return { items: rows.map((row) => ({ ...row, daysLeft: daysLeft(row) })) }
}
