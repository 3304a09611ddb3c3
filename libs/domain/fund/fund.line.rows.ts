import { fundAccounts, grantAccounts } from '../../contracts/fund.codes'
import { dayOf } from '../kernel/wait'
import type { FundLineEvent } from './fund.line.events'
import type { FundLineState } from './fund.line.state'
import { postingsOf } from './posting'

const columnOf = (account: string) => `${account}_cents`

/** What a line holds, and what each grant holds of it. What its funder gave is the sum of what was promised and received. */
export function fundLineRows(state: FundLineState, stream: string) {
  if (state.status === 'unknown') return []
  const { territory, call, strand, funder, payer, counts } = state.line
  const accounts = fundAccounts.filter((account) => account !== 'funder')
  const held = Object.fromEntries(accounts.map((account) => [columnOf(account), state.balances[account]]))
  const line = {
    table: 'fund_line' as const,
    row: { stream, territory, call, strand, funder, payer, counts, ...held },
  }
  const grants = Object.entries(state.grants).map(([grant, balances]) => ({
    table: 'fund_line_grant' as const,
    row: {
      ...{ line: stream, grant_id: grant, territory },
      ...Object.fromEntries(grantAccounts.map((account) => [columnOf(account), balances[account]])),
    },
  }))
  return [line, ...grants]
}

/** The postings of one event, as they stay for ever, dated by the day on which it was recorded. `after`: the state it left. */
export function fundLineEntries(event: FundLineEvent, after: FundLineState, stream: string, version: number) {
  if (after.status === 'unknown') return []
  const { territory, zone, counts } = after.line
  return postingsOf(event, counts).map(({ account, grant, cents }, index) => ({
    table: 'posting' as const,
    row: {
      ...{ line: stream, version, number: index + 1, territory, account, grant_id: grant, cents },
      recorded_on: dayOf(event.at, zone),
    },
  }))
}
