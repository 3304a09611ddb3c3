import type { FundBalances } from '../../contracts/api/fund.schemas'
import type { FunderStatement } from '../../contracts/api/funder.schemas'
import type { Actor } from '../../contracts/command'
import { type FundAccount, fundAccounts, type GrantAccount, grantAccounts } from '../../contracts/fund.codes'
import { uuidOf } from '../../contracts/stream'
import { heldBy } from '../../domain/fund/fund.line.state'
import { scopeOf } from '../../policy/read.policy'
import { conditions, type Queryable, scopeSql } from './list.sql'

type Line = FunderStatement['lines'][number]
type Given = FunderStatement['grants'][number]
type LineRow = Omit<Line, 'id' | 'balances'> & {
  readonly stream: string
  readonly given_by: FunderStatement['funder']
}
interface SumRow {
  readonly line: string
  readonly account: FundAccount
  readonly grant: string | null
  readonly cents: number
}

/** What each account had come to by the end of a day, by line and grant. */
const sums = `
  SELECT p.line, p.account, p.grant_id AS grant, sum(p.cents)::bigint AS cents FROM posting p
  WHERE p.line = ANY($1) AND p.recorded_on <= $2::date GROUP BY p.line, p.account, p.grant_id`

const receivers = `
  SELECT f.stream, jsonb_build_object('id', b.stream, 'name', b.name, 'siret', b.siret) AS structure
  FROM grant_file f JOIN structure b ON b.stream = f.structure WHERE f.stream = ANY($1)`

/**
 * Everything that a funder gives, at the end of a day: those of its lines that the actor may read and that were open by
 * then. Null where there is none. Titles are not told here: they are in the vault.
 */
export async function readFunderStatement(
  sql: Queryable,
  actor: Actor,
  funder: string,
  on: string,
): Promise<FunderStatement | null> {
  const rows = await linesOf(sql, actor, funder, on)
  const [first] = rows
  if (!first) return null
  const { rows: held } = await sql.query<SumRow>(sums, [rows.map(({ stream }) => stream), on])
  const lines = rows.map((row): Line => {
    const { stream, call, strand, payer, counts } = row
    const own = held.filter(({ line }) => line === stream)
    return { id: uuidOf(stream), call, strand, funder, payer, counts, balances: balancesOf(own) }
  })
  return { funder: first.given_by, on, total: balancesOf(held), lines, grants: await givenOf(sql, held, rows) }
}

async function linesOf(sql: Queryable, actor: Actor, funder: string, on: string): Promise<readonly LineRow[]> {
  const where = conditions()
  where.and(scopeSql(scopeOf(actor.role, 'fund_line'), actor, where.value))
  where.and(`l.funder = ${where.value(funder)}`)
  where.and(`(opened.recorded_at AT TIME ZONE (opened.data ->> 'zone'))::date <= ${where.value(on)}::date`)
  const { rows } = await sql.query<LineRow>(
    `SELECT l.*, jsonb_build_object('id', s.stream, 'name', s.name, 'siret', s.siret) AS given_by
     FROM fund_line l JOIN structure s ON s.stream = l.funder
     JOIN event opened ON opened.stream = l.stream AND opened.version = 1
     WHERE ${where.sql()} ORDER BY l.call, l.strand, l.stream`,
    [...where.values],
  )
  return rows
}

/** Sums of postings as what their accounts hold, each >= 0. */
const accountsHeld = <A extends FundAccount>(accounts: readonly A[], sumsOf: readonly SumRow[]) =>
  Object.fromEntries(
    accounts.map((account) => [
      account,
      sumsOf.filter((sum) => sum.account === account).reduce((total, sum) => total + heldBy(sum), 0),
    ]),
  ) as Record<A, number>

const balancesOf = (held: readonly SumRow[]): FundBalances => accountsHeld(fundAccounts, held)

/** Each grant that has or had something of a line, in the order of the lines. */
async function givenOf(sql: Queryable, held: readonly SumRow[], lines: readonly LineRow[]): Promise<Given[]> {
  const pairs = lines.flatMap((line) => {
    const own = held.filter((sum) => sum.line === line.stream)
    const grants = [...new Set(own.flatMap(({ grant }) => grant ?? []))].sort()
    return grants.map((grant) => ({ line, grant, own: own.filter((sum) => sum.grant === grant) }))
  })
  const { rows } = await sql.query<{ stream: string; structure: Given['structure'] }>(receivers, [
    pairs.map(({ grant }) => grant),
  ])
  const receiver = new Map(rows.map(({ stream, structure }) => [stream, structure]))
  return pairs.flatMap(({ line, grant, own }) => {
    const structure = receiver.get(grant)
    const held: Record<GrantAccount, number> = accountsHeld(grantAccounts, own)
    return structure ? [{ line: uuidOf(line.stream), grant, call: line.call, structure, title: null, ...held }] : []
  })
}
