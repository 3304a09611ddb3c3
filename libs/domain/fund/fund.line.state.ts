import {
  creditAccounts,
  type FundAccount,
  type GrantAccount,
  grantAccounts,
  lineAccounts,
} from '../../contracts/fund.codes'
import type { FundLine, FundLineEvent, RecordedContribution } from './fund.line.events'
import { type Posting, postingsOf } from './posting'

export type GrantBalances = Readonly<Record<GrantAccount, number>>
export type LineBalances = Readonly<Record<FundAccount, number>>

/** A contribution that may still be taken back: what its event said, under its version. */
export interface Contribution extends RecordedContribution {
  readonly entry: number
  readonly mark: string
  readonly reversed: boolean
}

/** A line holds what its accounts come to, not what has led there: the entries are the events, and their postings. */
export interface OpenFundLine {
  readonly status: 'open'
  readonly line: FundLine
  /** The version of its last event. */
  readonly version: number
  /** What each account holds, in cents, >= 0; of a grant's accounts the sum over all grants. */
  readonly balances: LineBalances
  readonly grants: Readonly<Record<string, GrantBalances>>
  readonly contributions: readonly Contribution[]
}

export type FundLineState = { readonly status: 'unknown' } | OpenFundLine

const emptyGrant = Object.fromEntries(grantAccounts.map((account) => [account, 0])) as GrantBalances
const emptyLine = Object.fromEntries([...lineAccounts, ...grantAccounts].map((name) => [name, 0])) as LineBalances

/** What a grant holds on a line, in cents; nothing where it never had any. */
export const grantOf = ({ grants }: OpenFundLine, grant: string): GrantBalances => grants[grant] ?? emptyGrant

/** Folds one decided event. */
export function evolve(state: FundLineState, event: FundLineEvent): FundLineState {
  if (event.type === 'FundLineOpened')
    return { status: 'open', line: event.data, version: 1, balances: emptyLine, grants: {}, contributions: [] }
  if (state.status === 'unknown') return state
  const version = state.version + 1
  const posted = postingsOf(event, state.line.counts).reduce(post, { ...state, version })
  switch (event.type) {
    case 'ContributionPromised':
    case 'ContributionReceived':
      return {
        ...posted,
        contributions: [...state.contributions, { ...event.data, entry: version, reversed: false }],
      }
    case 'ContributionReversed':
      return {
        ...posted,
        contributions: state.contributions.map((known) =>
          known.entry === event.data.entry ? { ...known, reversed: true } : known,
        ),
      }
    case 'FundsMoved':
    case 'PlanRecomputed':
      return posted
  }
}

const isCredit = (account: FundAccount) => (creditAccounts as readonly FundAccount[]).includes(account)

/** What a posting adds to what its account holds. */
export const heldBy = ({ account, cents }: Posting): number => (isCredit(account) ? -cents : cents)

function post(state: OpenFundLine, posting: Posting): OpenFundLine {
  const { account, grant } = posting
  const held = heldBy(posting)
  const balances = { ...state.balances, [account]: state.balances[account] + held }
  if (grant === null) return { ...state, balances }
  const own = grantOf(state, grant)
  const ofGrant = { ...own, [account]: own[account as GrantAccount] + held }
  return { ...state, balances, grants: { ...state.grants, [grant]: ofGrant } }
}
