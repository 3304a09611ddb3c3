import type { z } from 'zod'
import type { agreementCommands } from '../../contracts/commands/agreement.commands'
import { refusedDay } from '../device/device.checks'
import type { Facts } from '../facts'
import type { Decision, DomainEvent } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'

type Own = { [T in keyof typeof agreementCommands]: { type: T; data: z.output<(typeof agreementCommands)[T]['data']> } }
export type AgreementCommand = Own[keyof Own]

/** What a structure lends to another one: so many laptops at most, until a day. */
interface Terms {
  readonly document: string
  readonly to: string
  readonly laptops: number
  readonly until: string
}

/** `on` is the day on which it was agreed; `endedOn` the one from which nothing more is taken by it. */
export interface Agreement extends Terms {
  readonly on: string
  readonly endedOn: string | null
}

export type AgreementEvent =
  | DomainEvent<'TransferAgreed', Terms>
  | DomainEvent<'TransferEnded', { document: string; reason: string }>

/** A structure, as far as what it lends is decided by it. */
interface Lender {
  readonly data: { readonly roles: readonly string[] }
  readonly agreements: readonly Agreement[]
}

/** The one that lends says so: it owns laptops, and whoever takes them will own them. */
export function agreeTransfer({ data }: Own['AgreeTransfer'], state: Lender, facts: Facts): Decision<AgreementEvent> {
  const { on, until, document, to, laptops } = data
  const known = state.agreements.find((agreement) => agreement.document === document)
  if (known) {
    const { endedOn: _, ...terms } = known
    return sameJson(terms, data) ? accept() : refuse('agreement_already_registered', { field: 'document', document })
  }
  if (!state.data.roles.includes('owner')) return refuse('structure_without_role', { role: 'owner' })
  const receiver = facts.outside.structures?.[to]
  if (!receiver) return refuse('unknown_structure', { field: 'to' })
  if (facts.outside.lendsToItself) return refuse('agreement_with_itself', { field: 'to' })
  if (!receiver.roles.includes('owner')) return refuse('structure_without_role', { field: 'to', role: 'owner' })
  if (until < on) return refuse('agreement_ends_first', { field: 'until', on, until })
  const agreed = { document, to, laptops, until }
  return refusedDay(on, null, facts) ?? accept({ type: 'TransferAgreed', data: agreed, at: facts.now, on })
}

export function endTransfer({ data }: Own['EndTransfer'], state: Lender, facts: Facts): Decision<AgreementEvent> {
  const { document, reason, on } = data
  const known = state.agreements.find((agreement) => agreement.document === document)
  if (!known) return refuse('unknown_agreement', { field: 'document', document })
  if (known.endedOn !== null) return accept()
  return (
    refusedDay(on, known.on, facts) ?? accept({ type: 'TransferEnded', data: { document, reason }, at: facts.now, on })
  )
}

/** Folds what was agreed, or ended. */
export function withAgreement(agreements: readonly Agreement[], event: AgreementEvent): readonly Agreement[] {
  const on = event.on ?? event.at.slice(0, 10)
  if (event.type === 'TransferAgreed') return [...agreements, { ...event.data, on, endedOn: null }]
  const { document } = event.data
  return agreements.map((known) => (known.document === document ? { ...known, endedOn: on } : known))
}
