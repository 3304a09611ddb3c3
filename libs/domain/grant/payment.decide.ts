import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse } from '../kernel/refusal'
import { announced } from './course.events'
import { refusedFactDay, refusedUnless } from './grant.checks'
import { evolve } from './grant.evolve'
import type { Balance, GrantEvent, GrantOwn } from './grant.events'
import { dueOf } from './balance.due'
import { awaitedParts, moved } from './grant.money'
import { type GrantState, markOf, nextStep, type OpenGrant, openPayment } from './grant.state'

/** The next instalment of the course, or what failed of the one under way, is ordered by one hand. */
export function order(state: GrantState, facts: Facts, stream: string): Decision<GrantEvent> {
  if (state.stage === 'agreement') return refuse('agreement_not_signed')
  const refused = refusedUnless(state, 'order_payment')
  if (refused) return refused
  const grant = state as OpenGrant
  const step = nextStep(grant)
  if (step?.kind !== 'payment') throw new TypeError('a payment is ordered at a step that pays')
  const { coverage = null } = facts.outside
  if (coverage && coverage.twice > 0) return refuse('costs_paid_twice', { count: coverage.twice })
  const { parts, balance } = failedOf(grant) ?? dueOf(grant, coverage)
  if (balance && parts.length === 0) return notDue(grant, step.code, balance, facts)
  const cents = parts.reduce((sum, part) => sum + part.cents, 0)
  const movements = parts.map((part) => moved(stream, part.line, part.cents, 'committed', 'ordered'))
  const data = { instalment: step.code, cents, by: facts.actor.sub, parts, movements, ...(balance && { balance }) }
  return accept({ type: 'PaymentOrdered', data, at: facts.now })
}

/** What failed of the instalment under way, to be paid by the same lines: what it comes to was settled when it was ordered first. */
function failedOf(grant: OpenGrant): ReturnType<typeof dueOf> | null {
  const failed = openPayment(grant)?.parts.filter(({ is }) => is === 'failed') ?? []
  const parts = failed.map(({ line, payer, cents }) => ({ line, payer, cents }))
  return parts.length > 0 ? { parts, balance: null } : null
}

/** Nothing is left to pay: the course goes on as if the balance had been paid. */
function notDue(grant: OpenGrant, instalment: string, balance: Balance, facts: Facts): Decision<GrantEvent> {
  const data = { instalment, by: facts.actor.sub, balance }
  const event: GrantEvent = { type: 'PaymentNotDue', data, at: facts.now }
  return accept<GrantEvent>(event, ...announced(evolve(grant, event), facts))
}

/** Whoever orders a payment does not approve it. */
export function approve(state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'approve_payment')
  if (refused) return refused
  const payment = openPayment(state as OpenGrant)
  if (!payment) throw new TypeError('a payment that is to be approved is under way')
  const { sub: by } = facts.actor
  if (awaitedParts(state as OpenGrant).some(({ orderedBy }) => orderedBy === by)) return refuse('same_hand')
  return accept({ type: 'PaymentApproved', data: { instalment: payment.instalment, by }, at: facts.now })
}

/** The payer's mandate, as it was paid: the course goes on once every line has paid its part. */
export function paid(
  command: GrantOwn['RecordPaid'],
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  const found = partOf(command.data, state, facts)
  if ('ok' in found) return found
  const { grant, instalment, cents } = found
  const { line, mandate, on } = command.data
  const movements = [moved(stream, line, cents, 'ordered', 'paid')]
  const made: GrantEvent = { type: 'PaymentMade', data: { instalment, line, mandate, movements }, at: facts.now, on }
  return accept<GrantEvent>(made, ...announced(evolve(grant, made), facts))
}

/** A payment that did not arrive: its cents are committed again, and are to be ordered anew. */
export function failed(
  command: GrantOwn['RecordPaymentFailed'],
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  const found = partOf(command.data, state, facts)
  if ('ok' in found) return found
  const { instalment, cents } = found
  const { line, mandate, on } = command.data
  const movements = [moved(stream, line, cents, 'ordered', 'committed')]
  return accept({ type: 'PaymentFailed', data: { instalment, line, mandate, movements }, at: facts.now, on })
}

interface Found {
  readonly grant: OpenGrant
  readonly instalment: string
  readonly cents: number
}

/** The part of the payment under way that a line is to pay. */
function partOf(
  { line, mandate, on }: GrantOwn['RecordPaid']['data'],
  state: GrantState,
  facts: Facts,
): Found | Refusal {
  const before = state.stage === 'unknown' ? null : answeredBefore(state.mandates, { line, mandate }, facts)
  if (before) return before
  const refused = refusedUnless(state, 'record_payment')
  if (refused) return refused
  const grant = state as OpenGrant
  const part = awaitedParts(grant).find((each) => each.line === line)
  if (!part) return refuse('payment_not_of_this_line', { field: 'line' })
  const wrong = refusedFactDay(on, part.approvedAt ?? grant.since, grant, facts)
  return wrong ?? { grant, instalment: openPayment(grant)?.instalment ?? '', cents: part.cents }
}

/** A mandate is paid, or fails, once on its line, whatever the grant. */
export function answeredBefore(
  mandates: OpenGrant['mandates'],
  { line, mandate }: { readonly line: string; readonly mandate: string },
  { outside: { usedMandates = [] } }: Facts,
): Refusal | null {
  const mark = markOf(line, mandate)
  const known = usedMandates.includes(mark) || mandates.some((each) => markOf(each.line, each.mandate) === mark)
  return known ? refuse('mandate_already_recorded', { field: 'mandate', mandate }) : null
}
