import { refusedCode } from '../device/device.checks'
import type { GrantTask } from '../call/call.schema'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'
import { signing } from './agreement.decide'
import { refusedProject } from './application.decide'
import { refusedAmount, refusedSplit, withPayers } from './award.decide'
import { announced, dayMoved, takenUpAgain } from './course.events'
import { refusedCoverage, refusedUnless } from './grant.checks'
import { evolve } from './grant.evolve'
import type { GrantEvent, GrantEventOf, GrantOwn } from './grant.events'
import { grown, shrunk, spentBy, unreserved } from './grant.money'
import { type GrantState, type OpenGrant, openPayment } from './grant.state'

/** Where what was granted may still be changed: between two payments, and while a report is awaited or read. */
export const amendable = [
  'order_payment',
  'hand_in_report',
  'accept_report',
  'settle_report',
] as const satisfies readonly GrantTask[]

/** The structure asks for its project to be changed; the last demand counts until it is decided. */
export function ask({ data }: GrantOwn['AskAmendment'], state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, ...amendable, 'decide_amendment')
  if (refused) return refused
  const grant = state as OpenGrant
  const wrong = refusedChange(data, grant)
  if (wrong) return wrong
  const { amendment } = grant
  if (amendment && sameJson(amendment.project, data.project) && amendment.reason === data.reason) return accept()
  return accept({ type: 'AmendmentAsked', data, at: facts.now })
}

/** What of a change does not depend on money: its reason, its project, and that no payment is under way. */
function refusedChange({ project, reason }: GrantOwn['AskAmendment']['data'], grant: OpenGrant): Refusal | null {
  if (openPayment(grant)) return refuse('payment_under_way')
  return (
    refusedCode(grant.opening.terms.reasons.amended, reason, 'reason', 'reasons.amended') ??
    refusedProject({ ...project, body: grant.project.body }, grant.opening.terms)
  )
}

/**
 * What is granted from now on. What it takes more is reserved at once, on lines that have as much; where both sides sign it
 * first it takes effect by the second signature, else now.
 */
export function amend(
  { data }: GrantOwn['AmendGrant'],
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, ...amendable, 'decide_amendment')
  if (refused) return refused
  const grant = state as OpenGrant
  const project = { ...data.project, body: grant.project.body }
  const wrong =
    refusedChange(data, grant) ??
    refusedAmount(data.cents, { ...grant, project }, facts) ??
    refusedSplit(data, grant, facts) ??
    refusedBelow(data, grant) ??
    refusedCoverage(data.cents, facts)
  if (wrong) return wrong
  const amending = { ...data, split: withPayers(data.split, facts) }
  if (sameJson([grant.project, grant.award?.split], [project, amending.split]))
    return grant.amendment ? refuse('nothing_amended') : accept()
  if (grant.opening.terms.agreement) {
    const movements = grown(stream, grant, amending.split, 'free', 'reserved')
    return accept({ type: 'AmendmentDecided', data: { ...amending, movements }, at: facts.now })
  }
  const movements = [
    ...shrunk(stream, grant, amending.split),
    ...grown(stream, grant, amending.split, 'free', 'committed'),
  ]
  return accept<GrantEvent>(...amended({ ...amending, movements }, grant, facts))
}

/** Nothing goes below what a line has paid, nor above it once the last instalment is paid. */
function refusedBelow({ split, cents }: GrantOwn['AmendGrant']['data'], grant: OpenGrant): Refusal | null {
  const lines = grant.award?.split ?? []
  for (const { line } of lines) {
    const spent = spentBy(grant, line)
    const given = split.find((each) => each.line === line)?.cents ?? 0
    if (given < spent) return refuse('less_than_paid', { field: 'split', cents: given, least: spent })
  }
  const spent = lines.reduce((sum, { line }) => sum + spentBy(grant, line), 0)
  const isLast = !grant.opening.terms.course.slice(grant.done).some(({ kind }) => kind === 'payment')
  return isLast && cents > spent ? refuse('no_instalment_left', { field: 'cents' }) : null
}

/** An amendment takes effect: the course goes on by it, and a report that is awaited may have another day. */
export function amended(
  data: GrantEventOf<'GrantAmended'>['data'],
  grant: OpenGrant,
  facts: Facts,
): readonly GrantEvent[] {
  const event: GrantEvent = { type: 'GrantAmended', data, at: facts.now }
  const after = evolve(grant, event)
  const moved = dayMoved(grant, after, facts)
  return [event, ...announced(after, facts), ...(moved.length > 0 ? moved : takenUpAgain(after, facts))]
}

/** The same of one that both sides have signed. */
export function signedAmendment(grant: OpenGrant, facts: Facts, stream: string): readonly GrantEvent[] {
  const { amendment } = grant
  if (amendment?.is !== 'decided') return []
  const { project, reason, cents, split } = amendment
  const movements = [...shrunk(stream, grant, split), ...grown(stream, grant, split, 'reserved', 'committed')]
  return amended({ project, reason, cents, split, movements }, grant, facts)
}

/** Nothing changes: what was asked for is refused, or what was decided is not signed; what was reserved for it is free. */
export function decline(
  { data: { reason } }: GrantOwn['DeclineAmendment'],
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'decide_amendment', ...signing)
  if (refused) return refused
  const grant = state as OpenGrant
  if (!grant.amendment) return refuse('nothing_to_decline')
  const unknown = refusedCode(grant.opening.terms.reasons.refused, reason, 'reason', 'reasons.refused')
  if (unknown) return unknown
  const event: GrantEvent = {
    type: 'AmendmentDeclined',
    data: { reason, movements: unreserved(stream, grant) },
    at: facts.now,
  }
  return accept<GrantEvent>(event, ...takenUpAgain(evolve(grant, event), facts))
}
