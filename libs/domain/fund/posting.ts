import type { FundAccount, FundCounts } from '../../contracts/fund.codes'
import { never } from '../kernel/refusal'
import type { FundLineEvent, RecordedContribution } from './fund.line.events'
import type { Movement } from './movement'

/** One line of a balanced entry: whole cents, > 0 on the debit side and < 0 on the credit side, never 0. */
export interface Posting {
  readonly account: FundAccount
  /** The grant that the account is of; null for those of the line itself. */
  readonly grant: string | null
  readonly cents: number
}

/** What an event of a line does to its accounts: their sum is always 0. Events without money make none. */
export function postingsOf(event: FundLineEvent, counts: FundCounts): readonly Posting[] {
  switch (event.type) {
    case 'ContributionPromised':
    case 'ContributionReceived':
      return contributed(event.data, counts)
    case 'ContributionReversed':
      return contributed(event.data, counts).map((posting) => ({ ...posting, cents: -posting.cents }))
    case 'FundsMoved':
      return moved(event.data)
    case 'FundLineOpened':
    case 'PlanRecomputed':
      return []
    default:
      return never(event)
  }
}

/** Money that came takes the place of money that was promised, as far as it was. */
function contributed({ kind, cents, ofPromised }: RecordedContribution, counts: FundCounts): readonly Posting[] {
  const given = [ofLine(kind, cents), ofLine('promised', -ofPromised), ofLine('funder', ofPromised - cents)]
  const spendable = kind === counts ? [ofLine('free', cents), ofLine('authority', -cents)] : []
  return [...given, ...spendable].filter((posting) => posting.cents !== 0)
}

/** What comes back stays counted as paid, and as recovered beside it. */
function moved({ grant, cents, from, to }: Omit<Movement, 'line'>): readonly Posting[] {
  const left = from === 'paid' && to === 'free' ? 'recovered' : from
  return [of(to, grant, cents), of(left, grant, -cents)]
}

const of = (account: FundAccount, grant: string, cents: number): Posting => ({
  account,
  grant: account === 'free' ? null : grant,
  cents,
})

const ofLine = (account: FundAccount, cents: number): Posting => ({ account, grant: null, cents })
