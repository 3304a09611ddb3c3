import { grantOf } from '../../contracts/stream'
import type { Facts } from '../facts'
import type { GrantEvent } from '../grant/grant.events'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse, refuseMoney } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'
import type { CoverageEvent, CoverageOwn, Terms } from './coverage.events'
import { low } from './cost.decide'
import { type CoverageState, evolve, type KnownCoverage } from './coverage.state'

/** A grant that was notified and is not closed may pay for journeys; the same words again change nothing. */
export function set(
  { data: terms }: CoverageOwn['SetCoverage'],
  state: CoverageState,
  facts: Facts,
  stream: string,
): Decision<CoverageEvent> {
  const { payingGrant: grant } = facts.outside
  if (!grant) return refuse('unknown_grant')
  if (state.status === 'open' && sameJson(state.terms, terms)) return accept()
  const wrong =
    refusedGrant(grant, state) ?? refusedTerms(terms, state, grant.grantedCents ?? 0) ?? refusedUnknown(terms, facts)
  if (wrong) return wrong
  const data = { grant: grantOf(stream), call: grant.call, territory: grant.territory, terms }
  const event: CoverageEvent = { type: 'CoverageSet', data, at: facts.now }
  const after = evolve(state, event) as KnownCoverage
  return accept<CoverageEvent>(event, ...low(after, terms.warnBelowCents, facts.now))
}

function refusedGrant(grant: NonNullable<Facts['outside']['payingGrant']>, state: CoverageState): Refusal | null {
  if (!grant.notified) return refuse('grant_not_notified')
  const over = grant.closed || (state.status !== 'unknown' && state.balanceCents !== null)
  return over ? refuse('coverage_over') : null
}

function refusedTerms(
  { from, until, envelopeCents }: Terms,
  state: CoverageState,
  grantedCents: number,
): Refusal | null {
  if (until < from) return refuse('coverage_days_reversed', { field: 'until', from, until })
  if (envelopeCents > grantedCents)
    return refuseMoney(
      'coverage_above_grant',
      { granted: grantedCents, asked: envelopeCents },
      { field: 'envelopeCents' },
    )
  const engaged = state.status === 'unknown' ? 0 : state.engagedCents
  return envelopeCents < engaged
    ? refuseMoney('coverage_below_costs', { engaged, asked: envelopeCents }, { field: 'envelopeCents' })
    : null
}

/** A place or a definition that nobody knows would cover nobody, without a word. */
function refusedUnknown({ places, definitions }: Terms, { outside }: Facts): Refusal | null {
  const place = places.findIndex((each) => !outside.places?.includes(each))
  if (place >= 0) return refuse('unknown_place', { field: `places[${place}]` })
  const definition = definitions.findIndex((each) => !outside.definitionNames?.includes(each))
  return definition >= 0 ? refuse('unknown_definition', { field: `definitions[${definition}]` }) : null
}

/** Whoever lets a cost be paid a second time says why, once; refused, its money is the coverage's again. */
export function decideDuplicate(
  { data }: CoverageOwn['DecideDuplicateCost'],
  state: KnownCoverage,
  facts: Facts,
): Decision<CoverageEvent> {
  const { journey, accepted } = data
  const cost = state.costs[journey]
  if (!cost) return refuse('journey_not_covered', { field: 'journey' })
  if (cost.accepted !== null) return cost.accepted === accepted ? accept() : refuse('duplicate_cost_decided')
  if (!facts.outside.costsTwice?.includes(journey)) return refuse('cost_not_flagged', { field: 'journey' })
  const at = facts.now
  const decided: CoverageEvent = { type: 'DuplicateCostDecided', data, at }
  const paid = state.balanceCents !== null && !accepted && cost.cents > 0
  if (!paid) return accept(decided)
  return accept<CoverageEvent>(decided, { type: 'RecoveryProposed', data: { journey, cents: cost.cents }, at })
}

/** What is agreed is asked back by the grant, which follows in the same transaction. */
export function decideRecovery(
  { data }: CoverageOwn['DecideRecovery'],
  { proposedCents: cents }: KnownCoverage,
  { now: at }: Facts,
): Decision<CoverageEvent> {
  if (cents === 0) return refuse('no_recovery_proposed')
  return accept({ type: 'RecoveryDecided', data: { ...data, cents }, at })
}

/**
 * A coverage follows its grant: its balance is fixed by the last instalment, it rests while the grant is decided anew, and it
 * ends with it.
 */
export function follow(
  state: CoverageState,
  { decided, now: at }: Pick<Facts, 'decided' | 'now'>,
): Decision<CoverageEvent> {
  if (state.status === 'unknown' || state.status === 'ended') return accept()
  const events: CoverageEvent[] = []
  for (const { event } of decided as readonly { readonly event: GrantEvent }[]) {
    const balance = event.type === 'PaymentOrdered' || event.type === 'PaymentNotDue' ? event.data.balance : undefined
    if (balance && state.balanceCents === null) {
      events.push({ type: 'BalanceFixed', data: { cents: state.engagedCents }, at })
      if (balance.overpaidCents > 0)
        events.push({ type: 'RecoveryProposed', data: { journey: null, cents: balance.overpaidCents }, at })
    }
    if (event.type === 'InstructionReopened')
      events.push({ type: 'CoverageSuspended', data: {}, at }, { type: 'CostsReleased', data: {}, at })
    if (event.type === 'GrantClosed') {
      events.push({ type: 'CoverageEnded', data: {}, at })
      // Withdrawn, refused, lapsed or all come back: nothing of it has paid for anybody.
      if (event.data.outcome !== 'closed') events.push({ type: 'CostsReleased', data: {}, at })
    }
  }
  return accept(...events)
}
