import type { FundCounts, GrantAccount } from '../contracts/fund.codes'
import { grantAccounts } from '../contracts/fund.codes'
import type { CentState } from '../domain/fund/movement'

/** What people and decisions ask of one fund line; `entry` is the number of a contribution, in the order of their record. */
export type FundStep =
  | { readonly kind: FundCounts; readonly cents: number; readonly mark: string }
  | { readonly kind: 'reverse'; readonly entry: number }
  | {
      readonly kind: 'move'
      readonly movements: readonly {
        readonly grant: string
        readonly cents: number
        readonly from: CentState
        readonly to: CentState
      }[]
    }

interface Given {
  readonly kind: FundCounts
  readonly cents: number
  readonly ofPromised: number
  readonly mark: string
  reversed: boolean
}

/** The money of a line as somebody would count it on paper, without accounts: to compare the ledger with. */
export class FundModel {
  readonly given: Given[] = []
  private readonly grants = new Map<string, Record<GrantAccount, number>>()

  constructor(private readonly counts: FundCounts) {}

  /** Whether a step is accepted; if it is, it is done. */
  accepts(step: FundStep): boolean {
    switch (step.kind) {
      case 'promised':
      case 'received':
        return this.gives(step)
      case 'reverse':
        return this.takesBack(step.entry)
      case 'move':
        return this.moves(step.movements)
    }
  }

  private gives({ kind, cents, mark }: Extract<FundStep, { mark: string }>): boolean {
    if (this.given.some((known) => known.kind === kind && known.mark === mark && !known.reversed)) return false
    if (kind === 'received' && this.counts === 'promised' && cents > this.promised) return false
    const ofPromised = kind === 'received' ? Math.min(cents, this.promised) : 0
    this.given.push({ kind, cents, ofPromised, mark, reversed: false })
    return true
  }

  private takesBack(entry: number): boolean {
    const known = this.given[entry]
    if (!known || known.reversed) return false
    if (known.kind === 'promised' && this.promised < known.cents) return false
    if (known.kind === this.counts && this.free < known.cents) return false
    known.reversed = true
    return true
  }

  private moves(movements: Extract<FundStep, { kind: 'move' }>['movements']): boolean {
    const before = structuredClone([...this.grants])
    for (const movement of movements) {
      if (this.moved(movement)) continue
      this.grants.clear()
      for (const [grant, held] of before) this.grants.set(grant, held)
      return false
    }
    return true
  }

  private moved({ grant, cents, from, to }: { grant: string; cents: number; from: CentState; to: CentState }): boolean {
    const held = this.grants.get(grant) ?? { reserved: 0, committed: 0, ordered: 0, paid: 0, recovered: 0 }
    const there = from === 'free' ? this.free : from === 'paid' ? held.paid - held.recovered : held[from]
    if (cents > there) return false
    if (from === 'paid' && to === 'free') held.recovered += cents
    else {
      if (from !== 'free') held[from] -= cents
      if (to !== 'free') held[to] += cents
    }
    this.grants.set(grant, held)
    return true
  }

  private sum(of: (given: Given) => number): number {
    return this.given.filter(({ reversed }) => !reversed).reduce((total, given) => total + of(given), 0)
  }

  get promised(): number {
    return this.sum(({ kind, cents, ofPromised }) => (kind === 'promised' ? cents : -ofPromised))
  }

  get authority(): number {
    return this.sum(({ kind, cents }) => (kind === this.counts ? cents : 0))
  }

  held(account: GrantAccount): number {
    return [...this.grants.values()].reduce((total, held) => total + held[account], 0)
  }

  /** What may be spent and is at no grant. */
  get free(): number {
    const engaged = grantAccounts.reduce(
      (total, account) => total + (account === 'recovered' ? -1 : 1) * this.held(account),
      0,
    )
    return this.authority - engaged
  }

  get received(): number {
    return this.sum(({ kind, cents }) => (kind === 'received' ? cents : 0))
  }
}
