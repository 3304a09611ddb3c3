import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept } from '../kernel/refusal'
import { reservedCents, settledCents } from './cost.rates'
import type { CoverageEvent, ReserveCost, SettleCost } from './coverage.events'
import { type CoverageState, evolve, type KnownCoverage, roomOf } from './coverage.state'

/** What is kept for a journey at its acceptance; nothing where it is not covered, or where there is no room for it, which is told. */
export function reserve({ data }: ReserveCost, state: CoverageState, facts: Facts): Decision<CoverageEvent> {
  const { on, ...journey } = data
  if (state.status === 'unknown' || !covers(state, data) || !facts.definition) return accept()
  const kinds = facts.definition.stages.map(({ kind }) => kind)
  const cents = reservedCents(state.terms.rates, kinds)
  if (cents === 0) return accept()
  if (cents > roomOf(state)) return accept(...low(state, cents, facts.now))
  const { costsBefore: twice = [] } = facts.outside
  return warned(state, { type: 'CostReserved', data: { ...journey, cents, twice }, at: facts.now })
}

/** A coverage whose balance is fixed takes nobody in any more. */
function covers(
  { status, terms, costs, balanceCents }: KnownCoverage,
  { journey, place, definition, on }: ReserveCost['data'],
) {
  return (
    status === 'open' &&
    balanceCents === null &&
    costs[journey] === undefined &&
    terms.places.includes(place) &&
    terms.definitions.includes(definition) &&
    terms.from <= on &&
    on <= terms.until
  )
}

/**
 * A journey comes to what was given in it, as far as there is room. Once the balance of the grant is fixed it can only come
 * to less, and the difference is proposed to be asked back.
 */
export function settle(
  { data: { journey, services } }: SettleCost,
  state: CoverageState,
  facts: Facts,
): Decision<CoverageEvent> {
  const cost = state.status === 'unknown' ? undefined : state.costs[journey]
  if (state.status === 'unknown' || !cost || cost.is === 'refused') return accept()
  const wholeCents = settledCents(cost.rates, services)
  const fixed = state.balanceCents !== null || state.status !== 'open'
  const cents = Math.min(wholeCents, cost.cents + (fixed ? 0 : roomOf(state)))
  const same = cost.is === 'settled' && cost.cents === cents && cost.wholeCents === wholeCents
  if (same && cost.services?.device === services.device) return accept()
  const at = facts.now
  const twice = cost.flagged ? [] : (facts.outside.costsBefore ?? [])
  const settled: CoverageEvent = { type: 'CostSettled', data: { journey, services, cents, wholeCents, twice }, at }
  const less = cost.cents - cents
  if (!fixed) return warned(state, settled)
  // Nobody else is taken in: what is left is no news.
  if (less === 0) return accept(settled)
  return accept<CoverageEvent>(settled, { type: 'RecoveryProposed', data: { journey, cents: less }, at })
}

/** The same, and that little is left where it now is. */
function warned(state: KnownCoverage, event: CoverageEvent): Decision<CoverageEvent> {
  const after = evolve(state, event) as KnownCoverage
  return accept<CoverageEvent>(event, ...low(after, after.terms.warnBelowCents, event.at))
}

/** That less than so much is left: told once, until there is as much again. */
export function low(state: KnownCoverage, belowCents: number, at: string): readonly CoverageEvent[] {
  const leftCents = roomOf(state)
  if (state.lowBelow !== null || leftCents >= belowCents) return []
  return [{ type: 'CoverageLow', data: { leftCents, belowCents }, at }]
}
