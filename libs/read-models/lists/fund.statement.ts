import type { FundBalances, FundEntry, FundStatement } from '../../contracts/api/fund.schemas'
import type { Actor } from '../../contracts/command'
import { fundAccounts, type GrantAccount, grantAccounts } from '../../contracts/fund.codes'
import { heldBy } from '../../domain/fund/fund.line.state'
import { readFundLine } from './fund.line.list'
import type { Queryable } from './list.sql'

interface EntryRow {
  readonly entry: number
  readonly what: FundEntry['what']
  readonly recorded_on: string
  readonly occurred_on: string | null
  readonly data: {
    readonly cents: number
    readonly mark?: string
    readonly entry?: number
    readonly reason?: string
    readonly grant?: string
  }
  readonly postings: FundEntry['postings']
}

/** Every entry of a line that was recorded by the end of a day, in their order, with its postings. */
const entries = `
  SELECT p.version AS entry, e.type AS what, min(p.recorded_on) AS recorded_on, e.occurred_on, e.data,
         jsonb_agg(jsonb_build_object('account', p.account, 'grant', p.grant_id, 'cents', p.cents) ORDER BY p.number) AS postings
  FROM posting p JOIN event e ON e.stream = p.line AND e.version = p.version
  WHERE p.line = $1 AND p.recorded_on <= $2::date
  GROUP BY p.version, e.type, e.occurred_on, e.data ORDER BY p.version`

/**
 * A line at the end of a day, made of the postings that had been recorded by then and of nothing else. Null where there is
 * no such line that the actor may read. `on` is a day, ISO 8601, in the zone of the territory.
 */
export async function readFundStatement(
  sql: Queryable,
  actor: Actor,
  stream: string,
  on: string,
): Promise<FundStatement | null> {
  const line = await readFundLine(sql, actor, stream)
  if (!line) return null
  const { balances: _, version: __, ...described } = line
  const { rows } = await sql.query<EntryRow>(entries, [stream, on])
  const [opening, closing] = [emptyAccounts(), emptyAccounts()]
  const grants = new Map<string, Record<GrantAccount, number>>()
  const told = rows.map((row) => {
    for (const posting of row.postings) {
      const { account, grant } = posting
      const held = heldBy(posting)
      closing[account] += held
      if (row.recorded_on < on) opening[account] += held
      if (grant !== null) ownOf(grants, grant)[account as GrantAccount] += held
    }
    return entryOf(row, closing.free)
  })
  const ofGrants = [...grants].map(([grant, held]) => ({ grant, ...held }))
  return { line: described, on, opening, closing, grants: ofGrants, entries: told }
}

const emptyAccounts = () => Object.fromEntries(fundAccounts.map((account) => [account, 0])) as FundBalances

function ownOf(grants: Map<string, Record<GrantAccount, number>>, grant: string): Record<GrantAccount, number> {
  const known = grants.get(grant)
  if (known) return known
  const none = Object.fromEntries(grantAccounts.map((account) => [account, 0])) as Record<GrantAccount, number>
  grants.set(grant, none)
  return none
}

function entryOf({ entry, what, recorded_on, occurred_on, data, postings }: EntryRow, free: number): FundEntry {
  return {
    ...{ entry, what, recordedOn: recorded_on, on: occurred_on, cents: data.cents, mark: data.mark ?? null },
    ...{ reverses: data.entry ?? null, reason: data.reason ?? null, grant: data.grant ?? null, free, postings },
  }
}
