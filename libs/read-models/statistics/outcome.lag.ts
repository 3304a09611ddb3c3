import type { Queryable } from '../lists/list.sql'

/** When the first event that is not counted yet was recorded, within the territory that the query runs for. */
export const waitingSince = `
  SELECT recorded_at FROM event
  WHERE (epoch, xid8, stream, version) > (SELECT epoch, xid8, stream, version FROM projection WHERE name = 'outcome')
  ORDER BY epoch, xid8, stream, version LIMIT 1`

/** The age in seconds of what has waited longest; 0 where nothing waits. Both are UTC instants. */
export const lagSeconds = (since: string | null | undefined, now: string): number =>
  since ? Math.max(0, (Date.parse(now) - Date.parse(since)) / 1000) : 0

/** By how much statistics are behind the log. */
export async function readLag(sql: Queryable, now: string): Promise<number> {
  const { rows } = await sql.query<{ recorded_at: string }>(waitingSince)
  return lagSeconds(rows[0]?.recorded_at, now)
}
