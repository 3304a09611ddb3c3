import type { GrantEvent } from '../domain/grant/grant.events'
import { evolve } from '../domain/grant/grant.evolve'
import type { GrantState, KnownGrant } from '../domain/grant/grant.state'

/** A structure as the directory has it. */
export interface Body {
  readonly name: string
  readonly siret: string | null
}

/** What the ledger holds of one grant on the lines of one funder, in cents. */
export interface HeldShare {
  /** Stream of the grant. */
  readonly grant: string
  readonly funder: Body
  readonly beneficiary: Body
  /** Committed, ordered and paid, less what came back. What is only reserved is not told yet, as of an amendment to come. */
  readonly cents: number
  /** What of it is still to be paid. */
  readonly unpaidCents: number
  readonly lines: readonly string[]
}

/** What one funder gives by one grant, as it is published. All days are ISO 8601. */
export interface GrantedShare extends HeldShare {
  readonly call: string
  /** When the agreement was signed or, where none is, when the structure was notified. */
  readonly agreedOn: string
  /** The number of the decision. */
  readonly reference: string | null
  /** Of the project, in the words of its structure. */
  readonly title: string | null
  /** How many payments the course of its call has. */
  readonly instalments: number
  /** The days on which this funder has paid, in their order. */
  readonly paidOn: readonly string[]
  readonly endsOn: string
}

/**
 * A share with what the log says of its grant; null where the structure was told nothing final yet: before the
 * notification, and while an agreement is awaited. `events`: all of the grant, in their order.
 */
export function shareOf(held: HeldShare, events: readonly GrantEvent[], title: string | null): GrantedShare | null {
  const grant = events.reduce<GrantState>(evolve, { stage: 'unknown' })
  if (grant.stage === 'unknown' || !grant.committed || grant.notifiedOn === null) return null
  const { call, terms } = grant.opening
  return {
    ...held,
    ...{ call, title, endsOn: grant.project.endsOn, paidOn: paidOn(grant, held.lines) },
    agreedOn: grant.agreedOn ?? grant.notifiedOn,
    reference: grant.reference,
    instalments: terms.course.filter(({ kind }) => kind === 'payment').length,
  }
}

const paidOn = ({ payments }: KnownGrant, lines: readonly string[]): readonly string[] => {
  const own = payments.flatMap(({ parts }) => parts).filter(({ is, line }) => is === 'paid' && lines.includes(line))
  return [...new Set(own.flatMap(({ on }) => on ?? []))].sort()
}
