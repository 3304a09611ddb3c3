import { type GrantAccount, grantAccounts } from '../contracts/fund.codes'

/** What may be asked of one grant on two lines; `by`: which of two fund managers. `line` is 0 or 1. */
export type GrantStep =
  | { readonly kind: 'award'; readonly split: readonly [number, number] }
  | { readonly kind: 'order' | 'approve'; readonly by: 0 | 1 }
  | { readonly kind: 'paid' | 'failed'; readonly line: 0 | 1 }
  | { readonly kind: 'recover'; readonly cents: number }
  | { readonly kind: 'recovered'; readonly line: 0 | 1; readonly cents: number }
  | { readonly kind: 'reopen' | 'conclude' | 'notify' | 'withdraw' | 'report' }

const lines = [0, 1] as const
type OfLines = [number, number]
type Held = Record<GrantAccount, number>
const nothing = (): Held => ({ reserved: 0, committed: 0, ordered: 0, paid: 0, recovered: 0 })
const sumOf = ([a, b]: OfLines) => a + b

/** How much of a line's share is paid once so many of the two instalments are, in percent. */
export const percents = [60, 100] as const

/** One grant as somebody would follow it on paper. */
class GrantOnPaper {
  stage: 'decide' | 'study' | 'notify' | 'order' | 'approve' | 'record' | 'report' | 'read' | 'back' | 'closed' =
    'decide'
  readonly held: readonly [Held, Held] = [nothing(), nothing()]
  split: OfLines = [0, 0]
  wasDecided = false
  wasOrdered = false
  instalments = 0
  by = 0
  hasFailed = false
  asked: OfLines = [0, 0]
}

/** Grants on two lines, counted without accounts or events: to compare the ledger with. */
export class GrantsModel {
  readonly free: OfLines
  readonly grants: readonly GrantOnPaper[]

  constructor(free: Readonly<OfLines>, grants: number) {
    this.free = [...free]
    this.grants = Array.from({ length: grants }, () => new GrantOnPaper())
  }

  /** Whether a step is accepted; if it is, it is done. */
  accepts(number: number, step: GrantStep): boolean {
    const grant = this.grants[number]!
    switch (step.kind) {
      case 'award':
        return grant.stage === 'decide' && this.#awards(grant, [...step.split])
      case 'notify':
        return grant.stage === 'notify' && this.#goesOn(grant, 'order', 'reserved', 'committed', grant.split)
      case 'order':
        return grant.stage === 'order' && this.#orders(grant, step.by)
      case 'approve':
        if (grant.stage !== 'approve' || grant.by === step.by) return false
        grant.stage = 'record'
        return true
      case 'paid':
      case 'failed':
        return grant.stage === 'record' && this.#settles(grant, step.line, step.kind)
      case 'reopen':
        if (grant.wasOrdered || !grant.wasDecided || !['decide', 'notify', 'order'].includes(grant.stage)) return false
        return this.#givesUp(grant, 'study')
      case 'conclude':
        if (grant.stage !== 'study') return false
        grant.stage = 'decide'
        return true
      case 'withdraw':
        return !this.#isOut(grant) && this.#givesUp(grant, 'closed')
      case 'report':
        if (grant.stage !== 'report') return false
        grant.stage = 'read'
        return true
      case 'recover':
        return grant.stage === 'read' && this.#asksBack(grant, step.cents)
      case 'recovered':
        return grant.stage === 'back' && this.#comesBack(grant, step.line, step.cents)
    }
  }

  /** What a line holds of all grants, by account. */
  held(line: 0 | 1): Held {
    const all = nothing()
    for (const { held } of this.grants) for (const account of grantAccounts) all[account] += held[line][account]
    return all
  }

  #awards(grant: GrantOnPaper, split: OfLines): boolean {
    if (sumOf(split) === 0 || lines.some((line) => split[line] > this.free[line])) return false
    grant.split = split
    grant.wasDecided = true
    for (const line of lines) {
      this.free[line] -= split[line]
      grant.held[line].reserved += split[line]
    }
    grant.stage = 'notify'
    return true
  }

  #goesOn(
    grant: GrantOnPaper,
    stage: GrantOnPaper['stage'],
    from: GrantAccount,
    to: GrantAccount,
    cents: OfLines,
  ): true {
    for (const line of lines) {
      grant.held[line][from] -= cents[line]
      grant.held[line][to] += cents[line]
    }
    grant.stage = stage
    return true
  }

  #orders(grant: GrantOnPaper, by: 0 | 1): boolean {
    const percent = percents[grant.instalments] ?? 100
    const due = lines.map((line) => Math.floor((grant.split[line] * percent) / 100) - grant.held[line].paid) as OfLines
    grant.by = by
    grant.wasOrdered = true
    grant.hasFailed = false
    return this.#goesOn(grant, 'approve', 'committed', 'ordered', due)
  }

  #settles(grant: GrantOnPaper, line: 0 | 1, to: 'paid' | 'failed'): boolean {
    const own = grant.held[line]
    if (own.ordered === 0) return false
    own[to === 'paid' ? 'paid' : 'committed'] += own.ordered
    own.ordered = 0
    grant.hasFailed ||= to === 'failed'
    if (lines.some((each) => grant.held[each].ordered > 0)) return true
    if (!grant.hasFailed) grant.instalments += 1
    grant.stage = grant.instalments === percents.length ? 'report' : 'order'
    return true
  }

  /** All that was reserved, committed or ordered is free again. */
  #givesUp(grant: GrantOnPaper, stage: 'study' | 'closed'): true {
    for (const line of lines) {
      const own = grant.held[line]
      this.free[line] += own.reserved + own.committed + own.ordered
      own.reserved = 0
      own.committed = 0
      own.ordered = 0
    }
    grant.stage = stage
    return true
  }

  /** Some of it is paid, or with the payer: it is given up no more. */
  #isOut({ stage, held }: GrantOnPaper): boolean {
    return stage === 'closed' || stage === 'record' || held.some(({ paid }) => paid > 0)
  }

  #asksBack(grant: GrantOnPaper, cents: number): boolean {
    const left = lines.map((line) => grant.held[line].paid - grant.held[line].recovered) as OfLines
    if (cents > sumOf(left)) return false
    const first = Math.floor((cents * left[0]) / sumOf(left))
    grant.asked = [first, cents - first]
    grant.stage = 'back'
    return true
  }

  #comesBack(grant: GrantOnPaper, line: 0 | 1, cents: number): boolean {
    if (grant.asked[line] < cents) return false
    grant.asked[line] -= cents
    grant.held[line].recovered += cents
    this.free[line] += cents
    if (sumOf(grant.asked) > 0) return true
    grant.stage = lines.every((each) => grant.held[each].paid === grant.held[each].recovered) ? 'closed' : 'read'
    return true
  }
}
