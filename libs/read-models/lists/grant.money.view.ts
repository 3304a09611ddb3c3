import type { Grant } from '../../contracts/api/grant.schemas'
import type { KnownGrant, PaymentPart } from '../../domain/grant/grant.state'
import { lastEvent, type NoteOf, type StoredGrantEvent } from './grant.decisions'
import type { GrantReader } from './grant.reader'

type Money = Pick<Grant, 'award' | 'course' | 'payments' | 'recovery' | 'recoveredCents'>

/** What is granted, paid and asked back, on the lines that the reader reads. `noteOf` is told to those who read notes. */
export function moneyOf(
  state: KnownGrant,
  events: readonly StoredGrantEvent[],
  { hands, notes }: { readonly hands: NoteOf; readonly notes: NoteOf },
  { parts, lines }: GrantReader,
): Money {
  const reads = ({ line }: { readonly line: string }) => lines === null || lines.has(line)
  const { award, done, opening, recovered } = state
  const granted = {
    award: award && {
      cents: award.cents,
      split: award.split.filter(reads).map((share) => ({ ...share })),
      condition: award.condition,
    },
    course: opening.terms.course.map(({ code, fr, kind }, at) => ({ code, fr, kind, is: placeOf(at, done) })),
  }
  if (!parts.has('payments')) return { ...granted, payments: [], recovery: null, recoveredCents: 0 }
  const payments = state.payments.map(({ instalment, parts: all }) => ({
    instalment,
    parts: all.filter(reads).map((part) => ({
      ...part,
      ...(parts.has('hands') ? {} : { orderedBy: null, approvedBy: null }),
      note: noteOfFailure(part, instalment, events, hands),
    })),
  }))
  const back = Object.entries(recovered).filter(([line]) => reads({ line }))
  return {
    ...granted,
    payments: payments.filter((payment) => payment.parts.length > 0),
    recovery: recoveryOf(state, events, notes, reads),
    recoveredCents: back.reduce((sum, [, cents]) => sum + cents, 0),
  }
}

const placeOf = (at: number, done: number): Money['course'][number]['is'] =>
  at < done ? 'done' : at === done ? 'next' : 'ahead'

function noteOfFailure(
  { is, line }: PaymentPart,
  instalment: string,
  events: readonly StoredGrantEvent[],
  noteOf: NoteOf,
): string | null {
  if (is !== 'failed') return null
  const failed = events.filter(
    ({ type, data }) => type !== 'PaymentFailed' || (data.line === line && data.instalment === instalment),
  )
  const last = lastEvent(failed, 'PaymentFailed')
  return last ? noteOf(last) : null
}

function recoveryOf(
  { recovery }: KnownGrant,
  events: readonly StoredGrantEvent[],
  noteOf: NoteOf,
  reads: (part: { readonly line: string }) => boolean,
): Grant['recovery'] {
  const ordered = lastEvent(events, 'RecoveryOrdered')
  if (!recovery || !ordered) return null
  const parts = recovery.parts
    .filter(reads)
    .map(({ line, payer, cents, recovered: recoveredCents }) => ({ line, payer, cents, recoveredCents }))
  return { reason: ordered.data.reason, note: noteOf(ordered), parts }
}
