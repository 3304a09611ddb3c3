import { AGREEMENT_ABOVE_CENTS } from '../call/call.schema'
import { refusedCode } from '../device/device.checks'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse } from '../kernel/refusal'
import { refusedByVote } from './committee.decide'
import { refusedDeadline, refusedFactDay, refusedUnless } from './grant.checks'
import { signing } from './agreement.decide'
import type { GrantEvent, GrantOwn, Share } from './grant.events'
import { committed, moved, released } from './grant.money'
import { type GrantState, isConditionToCheck, type OpenGrant } from './grant.state'

/**
 * What is granted is reserved in the same transaction: its split names the fund lines of the call, adds up, and leaves
 * the call within its envelope. Whether each line has as much is the line's to say.
 */
export function award(
  { data }: GrantOwn['AwardGrant'],
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'decide')
  if (refused) return refused
  const grant = state as OpenGrant
  const { cents, condition } = data
  const wrong = refusedByVote(grant, true) ?? refusedAmount(cents, grant, facts) ?? refusedSplit(data, grant, facts)
  if (wrong) return wrong
  const late =
    condition &&
    (refusedCode(grant.opening.terms.documents, condition.document, 'condition.document', 'documents') ??
      refusedDeadline('condition.until', condition.until, grant, facts))
  if (late) return late
  const split = withPayers(data.split, facts)
  const movements = split.map(({ line, cents: part }) => moved(stream, line, part, 'free', 'reserved'))
  return accept({ type: 'GrantAwarded', data: { cents, split, condition, movements }, at: facts.now })
}

/** Each part of a split with who pays it. */
export const withPayers = (split: GrantOwn['AwardGrant']['data']['split'], facts: Facts): readonly Share[] =>
  split.map((part) => ({ ...part, payer: lineOf(part.line, facts)?.payer ?? '' }))

const lineOf = (line: string, { outside }: Facts) => outside.fundLines?.[line]

/** What a grant may be at most: what was asked for and, where no agreement is signed, what the law bounds, and the envelope. */
export function refusedAmount(
  cents: number,
  { project, opening, award: before }: Pick<OpenGrant, 'project' | 'opening' | 'award'>,
  { outside }: Facts,
): Refusal | null {
  if (cents > project.askedCents) return refuse('more_than_asked', { field: 'cents', cents, most: project.askedCents })
  if (!opening.terms.agreement && project.body === 'private' && cents > AGREEMENT_ABOVE_CENTS) {
    return refuse('agreement_required', { field: 'cents', cents })
  }
  const more = cents - (before?.cents ?? 0)
  const left = opening.terms.envelopeCents - (outside.engagedCents ?? 0)
  return more > Math.max(left, 0) ? refuse('envelope_exceeded', { field: 'cents', cents: more, left }) : null
}

/** Lines of the same call, each once, that come to the whole. */
export function refusedSplit(
  { split, cents }: Pick<GrantOwn['AwardGrant']['data'], 'split' | 'cents'>,
  { opening }: Pick<OpenGrant, 'opening'>,
  facts: Facts,
): Refusal | null {
  for (const [at, { line }] of split.entries()) {
    const field = `split[${at}].line`
    const known = lineOf(line, facts)
    if (!known) return refuse('unknown_fund_line', { field })
    if (known.call !== opening.call) return refuse('fund_line_of_another_call', { field, call: known.call })
    if (split.findIndex((each) => each.line === line) !== at) return refuse('fund_line_twice', { field })
  }
  const told = split.reduce((sum, each) => sum + each.cents, 0)
  return told === cents ? null : refuse('split_not_balanced', { field: 'split', cents, told })
}

export function refuseGrant(
  { data: { reason } }: GrantOwn['RefuseGrant'],
  state: GrantState,
  { now: at }: Facts,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'decide')
  if (refused) return refused
  const against = refusedByVote(state as OpenGrant, false)
  if (against) return against
  const unknown = refusedCode((state as OpenGrant).opening.terms.reasons.refused, reason, 'reason', 'reasons.refused')
  if (unknown) return unknown
  return accept<GrantEvent>(
    { type: 'GrantRefused', data: { reason }, at },
    { type: 'GrantClosed', data: { outcome: 'refused', reason, movements: [] }, at },
  )
}

export function defer({ data }: GrantOwn['DeferGrant'], state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'decide')
  if (refused) return refused
  const grant = state as OpenGrant
  return (
    refusedCode(grant.opening.terms.reasons.deferred, data.reason, 'reason', 'reasons.deferred') ??
    refusedDeadline('until', data.until, grant, facts) ??
    accept({ type: 'GrantDeferred', data, at: facts.now })
  )
}

/**
 * A decision goes back to instruction until a payment is ordered: it stays on record, and what it reserved is free again
 * at once. A second decision may find no room.
 */
export function reopen(
  { data: { reason } }: GrantOwn['ReopenInstruction'],
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  const refused = refusedUnless(
    state,
    ...(['decide', 'meet_condition', 'examine_again', 'notify', 'order_payment'] as const),
    ...signing,
  )
  if (refused) return refused
  const grant = state as OpenGrant
  if (grant.payments.length > 0) return refuse('grant_already_paid')
  if (grant.decisions.length === 0) return refuse('nothing_decided')
  return (
    refusedCode(grant.opening.terms.reasons.reversed, reason, 'reason', 'reasons.reversed') ??
    accept({ type: 'InstructionReopened', data: { reason, movements: released(stream, grant) }, at: facts.now })
  )
}

/** The document that the decision was subject to came since, and is found to be what was asked for. */
export function liftCondition(state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'meet_condition')
  if (refused) return refused
  const grant = state as OpenGrant
  const codes = grant.award?.condition?.document ?? ''
  if (!isConditionToCheck(grant)) return refuse('documents_missing', { field: 'documents', codes })
  return accept({ type: 'ConditionLifted', data: {}, at: facts.now })
}

/** The decision is notified; where no agreement is to be signed, what was reserved is committed by it. */
export function notify(
  { data: { on, reference } }: GrantOwn['NotifyGrant'],
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'notify')
  if (refused) return refused
  const grant = state as OpenGrant
  const decidedAt = grant.decisions.at(-1)?.at ?? grant.since
  const wrong = refusedFactDay(on, decidedAt, grant, facts)
  if (wrong) return wrong
  const movements = grant.opening.terms.agreement ? [] : committed(stream, grant)
  return accept({ type: 'GrantNotified', data: { reference, movements }, at: facts.now, on })
}
