import type { Services } from '../journey/journey.services'
import type { CoverageEvent, CoverageEventOf, CoveredJourney, Terms } from './coverage.events'

/** What one journey costs the grant: an amount kept for it, then what it has come to. */
export interface Cost extends Omit<CoveredJourney, 'journey'> {
  readonly is: 'reserved' | 'settled' | 'refused'
  readonly cents: number
  /** The rates that it was reserved at: later ones are for those who come later. */
  readonly rates: Terms['rates']
  /** What it would have come to with room enough. */
  readonly wholeCents: number
  readonly services: Services | null
  readonly reservedAt: string
  /** Somebody was told that it seems to be paid twice. */
  readonly flagged: boolean
  /** Whether a cost that was flagged as paid twice is paid all the same; null where nobody has decided. */
  readonly accepted: boolean | null
}

export interface KnownCoverage {
  readonly status: 'open' | 'suspended' | 'ended'
  readonly grant: string
  /** The title of the grant's call. */
  readonly call: string
  readonly territory: string
  readonly terms: Terms
  readonly costs: Readonly<Record<string, Cost>>
  /** What all costs come to. */
  readonly engagedCents: number
  /** Those concerned were told that less than so much is left, and it still is; null where they were not. */
  readonly lowBelow: number | null
  /** What the journeys had come to when the balance of the grant was ordered; null before. */
  readonly balanceCents: number | null
  /** Proposed to be asked back, and not decided yet. */
  readonly proposedCents: number
}

export type CoverageState = { readonly status: 'unknown' } | KnownCoverage

/** What may still be reserved. */
export const roomOf = ({ terms, engagedCents }: KnownCoverage): number => terms.envelopeCents - engagedCents

/** Folds one decided event. */
export function evolve(state: CoverageState, event: CoverageEvent): CoverageState {
  if (event.type === 'CoverageSet') return set(state, event)
  if (state.status === 'unknown') return state
  switch (event.type) {
    case 'CostReserved': {
      const { journey, cents, twice, ...of } = event.data
      const kept = { is: 'reserved', cents, wholeCents: cents, services: null, reservedAt: event.at } as const
      const { rates } = state.terms
      return withCost(state, journey, { ...of, ...kept, rates, flagged: twice.length > 0, accepted: null })
    }
    case 'CostSettled': {
      const { journey, services, cents, wholeCents, twice } = event.data
      const settled = { is: 'settled', services, cents, wholeCents } as const
      return changed(state, journey, twice.length > 0 ? { ...settled, flagged: true } : settled)
    }
    case 'DuplicateCostDecided': {
      const { journey, accepted } = event.data
      return changed(state, journey, accepted ? { accepted } : { accepted, is: 'refused', cents: 0 })
    }
    case 'CoverageLow':
      return { ...state, lowBelow: event.data.belowCents }
    case 'BalanceFixed':
      return { ...state, balanceCents: event.data.cents }
    case 'RecoveryProposed':
      return { ...state, proposedCents: state.proposedCents + event.data.cents }
    case 'RecoveryDecided':
      return { ...state, proposedCents: 0 }
    case 'CoverageEnded':
      return { ...state, status: 'ended' }
    case 'CoverageSuspended':
      return { ...state, status: 'suspended' }
    case 'CostsReleased':
      return released(state)
    case 'PlanRecomputed':
      return state
  }
}

function set(state: CoverageState, { data }: CoverageEventOf<'CoverageSet'>): KnownCoverage {
  if (state.status !== 'unknown') return awake({ ...state, status: 'open', terms: data.terms })
  const nothing = { costs: {}, engagedCents: 0, lowBelow: null, balanceCents: null, proposedCents: 0 }
  return { status: 'open', ...data, ...nothing }
}

/** No journey costs anything any more. */
const released = (state: KnownCoverage): KnownCoverage => ({
  ...state,
  ...{ engagedCents: 0, proposedCents: 0 },
  costs: Object.fromEntries(
    Object.entries(state.costs).map(([journey, cost]) => [journey, { ...cost, is: 'refused', cents: 0 }]),
  ),
})

function changed(state: KnownCoverage, journey: string, change: Partial<Cost>): KnownCoverage {
  const cost = state.costs[journey]
  return cost ? withCost(state, journey, { ...cost, ...change }) : state
}

function withCost(state: KnownCoverage, journey: string, cost: Cost): KnownCoverage {
  const before = state.costs[journey]?.cents ?? 0
  const engagedCents = state.engagedCents + cost.cents - before
  return awake({ ...state, costs: { ...state.costs, [journey]: cost }, engagedCents })
}

/** Once there is room again, those concerned are told anew when it runs low. */
const awake = (state: KnownCoverage): KnownCoverage => ({
  ...state,
  lowBelow: state.lowBelow !== null && roomOf(state) < state.lowBelow ? state.lowBelow : null,
})
