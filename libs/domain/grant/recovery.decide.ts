import type { CoverageEvent } from '../coverage/coverage.events'
import { refusedCode } from '../device/device.checks'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { takenUpAgain } from './course.events'
import { refusedFactDay, refusedUnless } from './grant.checks'
import { evolve } from './grant.evolve'
import type { GrantEvent, GrantOwn } from './grant.events'
import { moved, paidBy, released, sharesOf } from './grant.money'
import { type GrantState, type KnownGrant, markOf, type OpenGrant } from './grant.state'

/** Where money may be asked back: whenever some was paid and none is on its way. */
const recoverable = ['hand_in_report', 'accept_report', 'settle_report', 'evaluate'] as const

/**
 * What is to come back is asked of the structure: never more than was paid, from each line in the measure that it paid. It is
 * asked of a grant that was closed as well, where something comes to be known later.
 */
export function orderRecovery(
  { data: { cents, reason } }: GrantOwn['OrderRecovery'],
  state: GrantState,
  facts: Facts,
): Decision<GrantEvent> {
  const ended = state.stage === 'closed' && state.outcome === 'closed'
  const refused = ended ? null : refusedUnless(state, ...recoverable)
  if (refused) return refused
  const grant = state as KnownGrant
  if (!grant.opening.terms.recovery) return refuse('recovery_not_foreseen')
  const unknown = refusedCode(grant.opening.terms.reasons.recovery, reason, 'reason', 'reasons.recovery')
  if (unknown) return unknown
  const paid = (grant.award?.split ?? []).map((share) => ({ ...share, cents: paidBy(grant, share.line) }))
  const most = paid.reduce((sum, share) => sum + share.cents, 0)
  if (cents > most) return refuse('more_than_paid', { field: 'cents', cents, most })
  return accept({ type: 'RecoveryOrdered', data: { cents, reason, parts: sharesOf(paid, cents, most) }, at: facts.now })
}

/** What was proposed of the journeys that it pays for, and agreed, is asked back. */
export function followCoverage(state: GrantState, facts: Facts): Decision<GrantEvent> {
  const agreed = (facts.decided as readonly { readonly event: CoverageEvent }[]).flatMap(({ event }) =>
    event.type === 'RecoveryDecided' && event.data.accepted ? [event.data] : [],
  )[0]
  if (!agreed) return accept()
  const { cents, reason } = agreed
  return orderRecovery({ type: 'OrderRecovery', data: { cents, reason } }, state, facts)
}

/** What came back, by the payer's own title; a grant of which everything came back is closed by it. */
export function recovered(
  { data: { line, cents, title, on } }: GrantOwn['RecordRecovered'],
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'record_recovery')
  if (refused) return refused
  const grant = state as OpenGrant
  const part = grant.recovery?.parts.find((each) => each.line === line)
  if (!part) return refuse('payment_not_of_this_line', { field: 'line' })
  if (grant.titles.includes(markOf(line, title))) return refuse('title_already_recorded', { field: 'title', title })
  const most = part.cents - part.recovered
  if (cents > most) return refuse('more_than_recoverable', { field: 'cents', cents, most })
  const wrong = refusedFactDay(on, grant.recovery?.at ?? grant.since, grant, facts)
  if (wrong) return wrong
  const movements = [moved(stream, line, cents, 'paid', 'free')]
  const event: GrantEvent = { type: 'FundsRecovered', data: { line, cents, title, movements }, at: facts.now, on }
  const after = evolve(grant, event) as OpenGrant
  return accept<GrantEvent>(event, ...closing(grant, after, facts, stream), ...takenUpAgain(after, facts))
}

/** What will never come back is written off, with a reason: the grant goes on where it was. */
export function waive(
  { data: { reason } }: GrantOwn['WaiveRecovery'],
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'record_recovery')
  if (refused) return refused
  const grant = state as OpenGrant
  const cents = (grant.recovery?.parts ?? []).reduce((sum, part) => sum + part.cents - part.recovered, 0)
  const event: GrantEvent = { type: 'RecoveryWaived', data: { cents, reason }, at: facts.now }
  const after = evolve(grant, event) as OpenGrant
  return accept<GrantEvent>(event, ...closing(grant, after, facts, stream), ...takenUpAgain(after, facts))
}

/** Where nothing that was paid is left, there is nothing to evaluate; nor where the grant was evaluated and closed before. */
function closing(before: OpenGrant, grant: OpenGrant, { now: at }: Facts, stream: string): readonly GrantEvent[] {
  if (grant.task === 'record_recovery') return []
  const left = (grant.award?.split ?? []).reduce((sum, { line }) => sum + paidBy(grant, line), 0)
  if (before.recovery?.resumes === null) {
    const outcome = left > 0 ? 'closed' : 'recovered'
    return [{ type: 'GrantClosed', data: { outcome, reason: null, movements: [] }, at }]
  }
  if (left > 0) return []
  const movements = released(stream, grant)
  return [{ type: 'GrantClosed', data: { outcome: 'recovered', reason: null, movements }, at }]
}
