import type { FundLineQuery, FundLines } from '../../contracts/api/fund.schemas'
import type { Actor } from '../../contracts/command'
import { type FundAccount, fundAccounts } from '../../contracts/fund.codes'
import { uuidOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { type Conditions, conditions, type Queryable, scopeSql } from './list.sql'

type Line = FundLines['items'][number]
type Held = Readonly<Record<`${FundAccount}_cents`, number>>
type LineRow = Omit<Line, 'id' | 'balances'> & Held & { readonly stream: string }

/** Every line of the fund that the actor may read, by call, strand and funder, with what it holds now. */
export async function listFundLines(sql: Queryable, actor: Actor, { call }: FundLineQuery): Promise<FundLines> {
  const where = scopedTo(actor)
  where.and(call && `l.call = ${where.value(call)}`)
  return { items: await linesOf(sql, where) }
}

/** One line, or null where there is none that the actor may read. */
export async function readFundLine(sql: Queryable, actor: Actor, stream: string): Promise<Line | null> {
  const where = scopedTo(actor)
  where.and(`l.stream = ${where.value(stream)}`)
  return (await linesOf(sql, where))[0] ?? null
}

function scopedTo(actor: Actor): Conditions {
  const where = conditions()
  where.and(scopeSql(scopeOf(actor.role, 'fund_line'), actor, where.value))
  return where
}

async function linesOf(sql: Queryable, where: Conditions): Promise<Line[]> {
  const { rows } = await sql.query<LineRow>(
    `SELECT l.*, l.promised_cents + l.received_cents AS funder_cents, h.version
     FROM fund_line l JOIN head h ON h.stream = l.stream
     WHERE ${where.sql()} ORDER BY l.call, l.strand, l.funder`,
    [...where.values],
  )
  return rows.map((row) => {
    const { stream, version, call, strand, funder, payer, counts } = row
    const held = fundAccounts.map((account) => [account, row[`${account}_cents`]])
    const balances = Object.fromEntries(held) as Line['balances']
    return { id: uuidOf(stream), version, call, strand, funder, payer, counts, balances }
  })
}
