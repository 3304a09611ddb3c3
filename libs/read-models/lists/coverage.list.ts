import type { CoverageCosts, Coverages } from '../../contracts/api/coverage.schemas'
import type { Actor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import { costsTwice } from '../../event-store/coverage.statements'
import { scopeOf } from '../../policy/read.policy'
import { conditions, type Queryable, scopeSql } from './list.sql'

type Coverage = Coverages['items'][number]
interface CoverageRow {
  readonly stream: string
  readonly version: number
  readonly grant_id: string
  readonly call: string
  readonly status: 'open' | 'suspended' | 'ended'
  readonly places: string[]
  readonly definitions: string[]
  readonly starts_on: string
  readonly ends_on: string
  readonly envelope_cents: number
  readonly warn_below_cents: number
  readonly engaged_cents: number
  readonly balance_cents: number | null
  readonly proposed_cents: number
  readonly journeys: number
  readonly twice: number
}

/** Every coverage that the actor may read, the one that closes first before the others. */
export async function listCoverages(sql: Queryable, actor: Actor): Promise<Coverages> {
  const where = conditions()
  where.and(scopeSql(scopeOf(actor.role, 'coverage'), actor, where.value))
  const { rows } = await sql.query<CoverageRow>(
    `SELECT v.*, g.call, h.version,
            (SELECT count(*)::int FROM coverage_cost c WHERE c.coverage = v.stream AND c.state <> 'refused') AS journeys,
            (SELECT count(*)::int ${costsTwice('v.stream')}) AS twice
     FROM coverage v JOIN head h ON h.stream = v.stream JOIN grant_file g ON g.stream = v.grant_id
     WHERE ${where.sql()} ORDER BY v.ends_on, v.stream`,
    [...where.values],
  )
  return { items: rows.map(coverageOf) }
}

function coverageOf(row: CoverageRow): Coverage {
  const leftCents = row.envelope_cents - row.engaged_cents
  return {
    ...{ id: uuidOf(row.stream), version: row.version, grant: row.grant_id, call: row.call },
    ...{ places: row.places, definitions: row.definitions, from: row.starts_on, until: row.ends_on },
    ...{ envelopeCents: row.envelope_cents, costCents: row.engaged_cents, leftCents },
    ...{ low: leftCents < row.warn_below_cents, over: row.status !== 'open' || row.balance_cents !== null },
    ...{ balanceCents: row.balance_cents, proposedCents: row.proposed_cents },
    ...{ journeys: row.journeys, twice: row.twice },
  }
}

/** What each journey of a coverage comes to, in the order in which they were accepted. */
export async function listCoverageCosts(sql: Queryable, stream: string): Promise<CoverageCosts> {
  const { rows } = await sql.query<CoverageCosts['items'][number]>(
    `SELECT journey, place, definition, state, cents, whole_cents AS "wholeCents", accepted,
            journey IN (SELECT coverage_cost.journey ${costsTwice('$1')}) AS twice
     FROM coverage_cost WHERE coverage = $1 ORDER BY reserved_at, journey`,
    [stream],
  )
  return { items: rows }
}
