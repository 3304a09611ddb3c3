import type { GrantEventOf } from './grant.events'
import { nextOf, waits } from './course.wait'
import { interruptedOf, markOf, type OpenGrant, openPayment, type Payment, type PaymentPart } from './grant.state'

type OfPayment = GrantEventOf<
  | 'PaymentOrdered'
  | 'PaymentNotDue'
  | 'PaymentApproved'
  | 'PaymentMade'
  | 'PaymentFailed'
  | 'RecoveryOrdered'
  | 'FundsRecovered'
  | 'RecoveryWaived'
>

/** Folds what happens to an instalment: ordered by one hand, approved by another, then paid line by line; and what comes back. */
export function followPayment(state: OpenGrant, event: OfPayment): OpenGrant {
  const { at } = event
  switch (event.type) {
    case 'PaymentOrdered':
      return waits({ ...state, payments: ordered(state.payments, event) }, 'approve_payment', at)
    case 'PaymentNotDue':
      return nextOf({ ...state, done: state.done + 1 }, at)
    case 'PaymentApproved': {
      const { by } = event.data
      return waits(
        put(state, event, (part) => ({ ...part, approvedBy: by, approvedAt: at })),
        'record_payment',
        at,
      )
    }
    case 'PaymentMade':
      return settled(withPart(state, event, 'paid'), at)
    case 'PaymentFailed':
      return settled(withPart(state, event, 'failed'), at)
    case 'RecoveryOrdered': {
      const parts = event.data.parts.map((part) => ({ ...part, recovered: 0 }))
      return waits({ ...state, recovery: { parts, resumes: interruptedOf(state), at } }, 'record_recovery', at)
    }
    case 'RecoveryWaived':
      return resumed(state, at)
    case 'FundsRecovered':
      return recovered(state, event)
  }
}

/** What failed is ordered anew under the same instalment; what was paid of it stays paid. */
function ordered(
  payments: readonly Payment[],
  { data: { instalment, by, parts } }: GrantEventOf<'PaymentOrdered'>,
): readonly Payment[] {
  const before = payments.find((each) => each.instalment === instalment)
  const hands = { orderedBy: by, approvedBy: null, approvedAt: null }
  const anew = parts.map((part): PaymentPart => ({ ...part, ...hands, is: 'ordered', mandate: null, on: null }))
  const paid = before?.parts.filter(({ is }) => is === 'paid') ?? []
  const payment = { instalment, parts: [...paid, ...anew] }
  return [...payments.filter((each) => each.instalment !== instalment), payment]
}

/** Changes those parts of an instalment that are ordered and not settled yet. */
const put = (
  state: OpenGrant,
  { data: { instalment } }: { data: { instalment: string } },
  change: (part: PaymentPart) => PaymentPart,
): OpenGrant => ({
  ...state,
  payments: state.payments.map((each) =>
    each.instalment === instalment
      ? { ...each, parts: each.parts.map((part) => (part.is === 'ordered' ? change(part) : part)) }
      : each,
  ),
})

function withPart(
  state: OpenGrant,
  event: GrantEventOf<'PaymentMade' | 'PaymentFailed'>,
  is: 'paid' | 'failed',
): OpenGrant {
  const { line, mandate } = event.data
  const told = { ...state, mandates: [...state.mandates, { line, mandate, instalment: event.data.instalment, is }] }
  return put(told, event, (part) => (part.line === line ? { ...part, is, mandate, on: event.on ?? null } : part))
}

/** Once each line has paid or failed: what failed is ordered anew, and a payment that is whole lets the course go on. */
function settled(state: OpenGrant, at: string): OpenGrant {
  const payment = openPayment(state)
  if (payment === null) return nextOf({ ...state, done: state.done + 1 }, at)
  return payment.parts.some(({ is }) => is === 'ordered') ? state : waits(state, 'order_payment', at)
}

/** What was awaited before is awaited again; of a grant that was closed nothing is, and it is closed anew at once. */
function resumed(state: OpenGrant, at: string): OpenGrant {
  const { task, until } = state.recovery?.resumes ?? { task: 'evaluate', until: null }
  return waits({ ...state, recovery: null }, task, at, until)
}

/** Once all that was asked back has come back, the grant goes on where it was. */
function recovered(state: OpenGrant, { data: { line, cents, title }, at }: GrantEventOf<'FundsRecovered'>): OpenGrant {
  if (!state.recovery) return state
  const parts = state.recovery.parts.map((part) =>
    part.line === line ? { ...part, recovered: part.recovered + cents } : part,
  )
  const back = { ...state.recovered, [line]: (state.recovered[line] ?? 0) + cents }
  const titles = [...state.titles, markOf(line, title)]
  const known = { ...state, recovered: back, titles, recovery: { ...state.recovery, parts } }
  return parts.every((part) => part.recovered === part.cents) ? resumed(known, at) : known
}
