import type { CentState, Movement } from '../fund/movement'
import type { Share } from './grant.events'
import { type KnownGrant, type OpenGrant, openPayment } from './grant.state'

export const moved = (grant: string, line: string, cents: number, from: CentState, to: CentState): Movement => ({
  ...{ line, grant, cents, from, to },
})

/** What a line has paid, or is about to pay, of a grant. */
export const spentBy = ({ payments }: KnownGrant, line: string): number =>
  payments
    .flatMap(({ parts }) => parts)
    .filter((part) => part.line === line && part.is !== 'failed')
    .reduce((sum, { cents }) => sum + cents, 0)

/** What was reserved for a grant is committed. */
export const committed = (grant: string, { award }: OpenGrant): readonly Movement[] =>
  (award?.split ?? []).map(({ line, cents }) => moved(grant, line, cents, 'reserved', 'committed'))

/** What a line has paid of a grant, and did not get back. */
export const paidBy = ({ payments, recovered }: KnownGrant, line: string): number =>
  payments
    .flatMap(({ parts }) => parts)
    .filter((part) => part.line === line && part.is === 'paid')
    .reduce((sum, { cents }) => sum + cents, 0) - (recovered[line] ?? 0)

/** What a grant holds and has not paid goes back to its lines, what was ordered of it included. */
export function released(stream: string, grant: KnownGrant): readonly Movement[] {
  const from = grant.committed ? 'committed' : 'reserved'
  const held = (grant.award?.split ?? [])
    .map(({ line, cents }) => ({ line, left: cents - spentBy(grant, line) }))
    .filter(({ left }) => left > 0)
    .map(({ line, left }) => moved(stream, line, left, from, 'free'))
  const ordered = awaitedParts(grant).map(({ line, cents }) => moved(stream, line, cents, 'ordered', 'free'))
  return [...held, ...ordered, ...unreserved(stream, grant)]
}

/** What each line gives more (> 0) or less (< 0) by another split; lines of which nothing changes are left out. */
function changesOf({ award }: KnownGrant, split: readonly Share[]) {
  const before = award?.split ?? []
  const lines = [...new Set([...before, ...split].map(({ line }) => line))]
  const of = (shares: readonly Share[], line: string) => shares.find((each) => each.line === line)?.cents ?? 0
  return lines.map((line) => ({ line, cents: of(split, line) - of(before, line) })).filter(({ cents }) => cents !== 0)
}

/** What a split takes more of its lines, from one state to another. */
export const grown = (stream: string, grant: KnownGrant, split: readonly Share[], from: CentState, to: CentState) =>
  changesOf(grant, split).flatMap(({ line, cents }) => (cents > 0 ? [moved(stream, line, cents, from, to)] : []))

/** What a split leaves to its lines of what was committed: it is free again. */
export const shrunk = (stream: string, grant: KnownGrant, split: readonly Share[]) =>
  changesOf(grant, split).flatMap(({ line, cents }) =>
    cents < 0 ? [moved(stream, line, -cents, 'committed', 'free')] : [],
  )

/** What was reserved for an amendment that has no effect goes back. */
export const unreserved = (stream: string, grant: KnownGrant): readonly Movement[] =>
  grant.amendment?.is === 'decided' ? grown(stream, grant, grant.amendment.split, 'reserved', 'free') : []

/**
 * What each line pays of the next instalment: its share of the percents so far, in whole cents, but for what it has paid or
 * is paying. The last instalment pays all that is left, so that no cent is lost to rounding.
 */
export function partsOf(grant: KnownGrant): readonly Share[] {
  return (grant.award?.split ?? [])
    .map((share) => ({ ...share, cents: untilStep(grant, share.cents, grant.done + 1) - spentBy(grant, share.line) }))
    .filter(({ cents }) => cents > 0)
}

/** What of so many cents is to be paid once so many steps of the course are done, in whole cents. */
export function untilStep({ opening }: Pick<KnownGrant, 'opening'>, cents: number, steps: number): number {
  const { course } = opening.terms
  const percent = course.slice(0, steps).reduce((sum, step) => sum + (step.kind === 'payment' ? step.percent : 0), 0)
  return Math.floor((cents * percent) / 100)
}

/** The parts of the payment under way that its lines have not answered yet. */
export const awaitedParts = (grant: KnownGrant) => openPayment(grant)?.parts.filter(({ is }) => is === 'ordered') ?? []

/**
 * Some cents over the shares of a whole, in their measure: cumulated shares are rounded down and the last one has all, so
 * that the parts make the sum to the cent.
 */
export function sharesOf(shares: readonly Share[], cents: number, whole: number): readonly Share[] {
  let [before, given] = [0, 0]
  return shares
    .map((share) => {
      before += share.cents
      const until = Math.floor((cents * before) / whole)
      const part = { ...share, cents: until - given }
      given = until
      return part
    })
    .filter((part) => part.cents > 0)
}
