import type { GrantEvent } from '../../domain/grant/grant.events'
import type { HeldShare } from '../../publication/granted.share'
import { type Conditions, conditions, type Queryable } from './list.sql'

/** What of each grant the lines of each funder hold, and all that happened to those grants. */
export interface HeldShares {
  readonly shares: readonly HeldShare[]
  readonly events: ReadonlyMap<string, readonly GrantEvent[]>
}

/**
 * Every share of which something is granted, by the day of the notification. Row-level security keeps other territories
 * away. `call` keeps one call's.
 */
export async function heldShares(sql: Queryable, call: string | undefined): Promise<HeldShares> {
  const where = conditions()
  where.and('f.notified_on IS NOT NULL')
  where.and(call && `f.call = ${where.value(call)}`)
  const { rows: shares } = await sql.query<HeldShare>(sharesSql(where), [...where.values])
  const { rows } = await sql.query<GrantEvent & { stream: string }>(
    `SELECT stream, type, data, recorded_at AS at, occurred_on AS on FROM event
     WHERE stream = ANY($1) ORDER BY stream, version`,
    [shares.map(({ grant }) => grant)],
  )
  const events = new Map<string, GrantEvent[]>()
  for (const { stream, ...event } of rows) events.set(stream, [...(events.get(stream) ?? []), event])
  return { shares, events }
}

const sharesSql = (where: Conditions): string => `
  SELECT held.grant_id AS grant, held.cents, held.unpaid AS "unpaidCents", held.lines,
         jsonb_build_object('name', s.name, 'siret', s.siret) AS funder,
         jsonb_build_object('name', b.name, 'siret', b.siret) AS beneficiary
  FROM (SELECT g.grant_id, l.funder, array_agg(l.stream) AS lines,
               sum(g.committed_cents + g.ordered_cents)::bigint AS unpaid,
               sum(g.committed_cents + g.ordered_cents + g.paid_cents - g.recovered_cents)::bigint AS cents
        FROM fund_line_grant g JOIN fund_line l ON l.stream = g.line GROUP BY g.grant_id, l.funder) held
  JOIN grant_file f ON f.stream = held.grant_id
  JOIN structure s ON s.stream = held.funder JOIN structure b ON b.stream = f.structure
  WHERE held.cents > 0 AND ${where.sql()} ORDER BY f.notified_on, held.grant_id, held.funder`
