import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse, refuseBefore } from '../kernel/refusal'
import { keptOf, refusedProject } from './application.decide'
import { refusedAmount, refusedSplit, withPayers } from './award.decide'
import { announced } from './course.events'
import { refusedDeadline, todayOf } from './grant.checks'
import { evolve } from './grant.evolve'
import type { GrantEvent, GrantOwn } from './grant.events'
import { committed, moved, released, spentBy } from './grant.money'
import { type GrantState, nextStep, type OpenGrant, openReport } from './grant.state'
import { answeredBefore } from './payment.decide'
import { refusedResults } from './report.decide'

type Taken = GrantOwn['TakeOverGrant']['data']
type Payments = Taken['payments'][number]

/** What has been told of a grant so far, or why it cannot be. `since`: the day of the last fact. */
interface Told {
  readonly grant: OpenGrant
  readonly events: readonly GrantEvent[]
  readonly since: string
}

/** The next facts of a grant that is taken over. */
interface Telling {
  readonly facts: Facts
  readonly stream: string
}

/**
 * A grant of before this service, as the events that it would have had, each with its own day: its lines follow them like any
 * others, and what is still to come is awaited from now on.
 */
export function takeOver(
  { data }: GrantOwn['TakeOverGrant'],
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  if (state.stage !== 'unknown') return refuse('already_exists')
  const { call } = facts.outside
  if (!call) return refuse('unknown_call', { field: 'call' })
  const opening = keptOf(data.structure, call.content, facts)
  if ('ok' in opening) return opening
  const wrong = refusedProject(data.project, opening.terms)
  if (wrong) return wrong
  const begun: GrantEvent = {
    type: 'GrantTakenOver',
    data: { opening, project: data.project },
    ...{ at: facts.now, on: data.awardedOn },
  }
  const grant = evolve(state, begun) as OpenGrant
  const telling = { facts, stream }
  const told = chained({ grant, events: [begun], since: data.awardedOn }, [
    (known) => decided(known, data, telling),
    (known) => notified(known, data, telling),
    (known) => agreed(known, data, telling),
    (known) => course(known, data, telling),
    (known) => ended(known, data, telling),
  ])
  return 'ok' in told ? told : accept(...told.events)
}

const chained = (first: Told, steps: readonly ((told: Told) => Told | Refusal)[]): Told | Refusal =>
  steps.reduce<Told | Refusal>((told, step) => ('ok' in told ? told : step(told)), first)

/** More facts of a grant, folded as they are told. */
const then = ({ grant, events }: Told, since: string, ...next: readonly GrantEvent[]): Told => ({
  grant: next.reduce<GrantState>(evolve, grant) as OpenGrant,
  events: [...events, ...next],
  since,
})

/** Facts come in their order, and none ahead of today. */
function refusedDay(field: string, on: string, { grant, since }: Told, { facts }: Telling): Refusal | null {
  if (on > todayOf(grant, facts)) return refuse('date_in_future', { field, date: on })
  return on < since ? refuseBefore('previous_step', since, field, on) : null
}

const outOfOrder = (step: string) => refuse('course_out_of_order', { step })

function decided(told: Told, { awardedOn: on, cents, split: parts }: Taken, telling: Telling): Told | Refusal {
  const { facts, stream } = telling
  const wrong =
    refusedDay('awardedOn', on, told, telling) ??
    refusedAmount(cents, told.grant, facts) ??
    refusedSplit({ cents, split: parts }, told.grant, facts)
  if (wrong) return wrong
  const split = withPayers(parts, facts)
  const movements = split.map((share) => moved(stream, share.line, share.cents, 'free', 'reserved'))
  const data = { cents, split, condition: null, movements }
  return then(told, on, { type: 'GrantAwarded', data, at: facts.now, on })
}

function notified(told: Told, { notified: known }: Taken, telling: Telling): Told | Refusal {
  if (!known) return told
  const { on, reference } = known
  const wrong = refusedDay('notified.on', on, told, telling)
  if (wrong) return wrong
  const { facts, stream } = telling
  const movements = told.grant.opening.terms.agreement ? [] : committed(stream, told.grant)
  return then(told, on, { type: 'GrantNotified', data: { reference, movements }, at: facts.now, on })
}

function agreed(told: Told, { agreedOn: on }: Taken, telling: Telling): Told | Refusal {
  if (on === null) return told
  if (told.grant.task !== 'issue_agreement') return outOfOrder('agreedOn')
  const wrong = refusedDay('agreedOn', on, told, telling)
  if (wrong) return wrong
  const { facts, stream } = telling
  const movements = committed(stream, told.grant)
  return then(told, on, { type: 'AgreementTakenOver', data: { movements }, at: facts.now, on })
}

/** Payments and reports, each at its step of the course. */
function course(told: Told, data: Taken, telling: Telling): Told | Refusal {
  let known = told
  const [payments, reports] = [[...data.payments], [...data.reports]]
  for (;;) {
    const { task } = known.grant
    const payment = task === 'order_payment' ? payments.shift() : undefined
    const report = task === 'hand_in_report' ? reports.shift() : undefined
    const next = payment ? paid(known, payment, telling) : report ? reported(known, report, telling) : null
    if (next === null) break
    if ('ok' in next) return next
    known = next
  }
  if (payments.length > 0) return outOfOrder('payments')
  return reports.length > 0 ? outOfOrder('reports') : known
}

/** One instalment, as the lines had paid it; whose hands ordered and approved it is not known here. */
function paid(told: Told, parts: Payments, telling: Telling): Told | Refusal {
  const { facts, stream } = telling
  const step = nextStep(told.grant)
  const instalment = step?.code ?? ''
  const shares = (told.grant.award?.split ?? []).flatMap((share) => {
    const part = parts.find(({ line }) => line === share.line)
    return part ? [{ ...share, cents: part.cents }] : []
  })
  if (shares.length !== parts.length) return refuse('payment_not_of_this_line', { field: 'payments' })
  const movements = shares.map(({ line, cents }) => moved(stream, line, cents, 'committed', 'ordered'))
  const cents = shares.reduce((sum, share) => sum + share.cents, 0)
  const ordering = { instalment, cents, by: null, parts: shares, movements }
  let known = then(told, told.since, { type: 'PaymentOrdered', data: ordering, at: facts.now })
  for (const part of parts) {
    const { line, mandate, on } = part
    const most = mostOf(told.grant, line)
    if (part.cents > most) return refuse('more_than_granted', { field: 'payments', cents: part.cents, most })
    const wrong =
      refusedDay('payments', on, { ...known, since: told.since }, telling) ??
      answeredBefore(known.grant.mandates, { line, mandate }, facts)
    if (wrong) return wrong
    const made = { instalment, line, mandate, movements: [moved(stream, line, part.cents, 'ordered', 'paid')] }
    known = then(known, on > known.since ? on : known.since, { type: 'PaymentMade', data: made, at: facts.now, on })
  }
  return known
}

/** What a line still has to pay of its share. */
const mostOf = (grant: OpenGrant, line: string): number =>
  (grant.award?.split.find((share) => share.line === line)?.cents ?? 0) - spentBy(grant, line)

function reported(told: Told, report: Taken['reports'][number], telling: Telling): Told | Refusal {
  const { on, spentCents, results } = report
  const wrong = refusedDay('reports', on, told, telling) ?? refusedResults(results, told.grant)
  if (wrong) return wrong
  const at = telling.facts.now
  const code = nextStep(told.grant)?.code ?? ''
  return then(
    told,
    on,
    { type: 'ReportAwaited', data: { report: code, until: on }, at },
    { type: 'ReportHandedIn', data: { report: code, spentCents, results }, at, on },
    { type: 'ReportAccepted', data: { report: code }, at, on },
  )
}

/** It is closed, or what comes next is awaited from now on. */
function ended(told: Told, { closed, reportBy }: Taken, telling: Telling): Told | Refusal {
  const { facts, stream } = telling
  const { grant } = told
  if (closed) {
    if (grant.task !== 'evaluate') return outOfOrder('closed')
    const wrong = refusedDay('closed.on', closed.on, told, telling) ?? refusedResults(closed.results, grant)
    if (wrong) return wrong
    const [at, movements] = [facts.now, released(stream, grant)]
    return then(
      told,
      closed.on,
      { type: 'GrantEvaluated', data: { results: closed.results }, at, on: closed.on },
      { type: 'GrantClosed', data: { outcome: 'closed', reason: null, movements }, at, on: closed.on },
    )
  }
  if (reportBy === null) return then(told, told.since, ...announced(grant, facts))
  const step = nextStep(grant)
  if (grant.task !== 'hand_in_report' || openReport(grant) || step?.kind !== 'report') return outOfOrder('reportBy')
  const wrong = refusedDeadline('reportBy', reportBy, grant, facts)
  const awaited: GrantEvent = { type: 'ReportAwaited', data: { report: step.code, until: reportBy }, at: facts.now }
  return wrong ?? then(told, told.since, awaited)
}
