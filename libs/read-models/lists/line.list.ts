import { cursorFrom } from '../../contracts/api/common.schemas'
import type { LineQuery, WaitingInLine } from '../../contracts/api/line.schemas'
import { uuidOf } from '../../contracts/stream'
import { readsWholeJourney, scopeOf } from '../../policy/read.policy'
import { conditions, pageFrom, type Queryable, type Reader, scopeSql } from './list.sql'

interface LineRow {
  readonly stream: string
  readonly version: number
  readonly place: string
  readonly rank: number
  readonly told: number | null
  readonly since: string
  readonly referred_on: string
  readonly until: string | null
  readonly key: string
}

/** How many wait at the same place until somebody's turn, themselves included. */
const rank = `(SELECT count(*)::int FROM journey ahead
  WHERE ahead.place = j.place AND ahead.line_order IS NOT NULL AND ahead.line_order <= j.line_order)`

/** Those who wait for a place, by rank; a prescriber, who only knows the ranks told, by how long they have waited. */
export async function listLine(sql: Queryable, actor: Reader, query: LineQuery) {
  const whole = readsWholeJourney(actor.role)
  const key = whole
    ? `lpad(${rank}::text, 9, '0')`
    : `to_char(j.line_since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')`
  const where = conditions()
  const { value } = where
  where.and(scopeSql(scopeOf(actor.role, 'journey'), actor, value))
  where.and('j.line_order IS NOT NULL')
  where.and(query.lieu && `j.place = ${value(query.lieu)}`)
  if (query.cursor) where.and(`(${key}, j.stream) > (${value(query.cursor[0])}, ${value(query.cursor[1])})`)
  const { rows } = await sql.query<LineRow>(
    `SELECT j.stream, h.version, j.place, ${rank} AS rank, j.line_rank AS told, j.line_since AS since, h.referred_on,
       h.deadline_at AS until, ${key} AS key
     FROM journey j JOIN head h ON h.stream = j.stream
     WHERE ${where.sql()} ORDER BY key, j.stream LIMIT ${value(query.limit + 1)}`,
    where.values,
  )
  return pageFrom(
    rows,
    query.limit,
    (row): WaitingInLine => ({
      ...{ id: uuidOf(row.stream), version: row.version, place: row.place },
      ...{ rank: whole ? row.rank : row.told, told: row.told, since: row.since },
      ...{ referredOn: row.referred_on, until: row.until },
    }),
    ({ key, stream }) => cursorFrom([key, stream]),
  )
}
