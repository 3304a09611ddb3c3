import type { OutcomeCode } from '../../contracts/codes'
import type { Reasons } from '../../contracts/commands/parts'
import type { FactValue } from '../definition/rule'
import type { Referral } from './journey.events'
import type { Appointed } from '../kernel/appointment'
import type { Frozen } from '../kernel/wait'
import type { Named } from './fact.named'
import type { Found } from './journey.found'

/**
 * A journey is in one stage of its definition at a time and, within it, waits for one task:
 *
 * prescription  answer_referral (the lieu) · choose_lieu (the prescriber, after a decline or no answer)
 *               await_place (in the line of a lieu that is full) · confirm_place (a place came free: the lieu)
 * diagnostic    book_diagnostic · hold_diagnostic (the mediator)
 * training      plan_training · follow_training (the mediator)
 * support       give_support (the mediator)
 * dotation      dotation (its child holds the waits)
 * evaluation    await_follow_up (time alone) · ask_follow_up (the mediator)
 * closed        nothing more is awaited; the outcome is known
 *
 * Which stages there are, in what order, and what is skipped, its definition says; `at` is the code of the present one.
 */
export type JourneyState = { readonly stage: 'unknown' } | OpenJourney | ClosedJourney

export type OpenJourney = Prescription | Diagnostic | Training | Support | Dotation | Evaluation

/** A journey that a mediator follows. */
export type FollowedJourney = Exclude<OpenJourney, Prescription>

interface Open {
  readonly referral: Referral
  readonly referredAt: string
  readonly at: string
  readonly found: Found
  /** When the present wait began, how many reminders it has seen, and the pauses that have frozen it. */
  readonly since: string
  readonly reminders: number
  readonly pauses: readonly Frozen[]
  /** The pause that the journey is in: nothing is awaited but its end. */
  readonly paused: { readonly since: string; readonly until: string } | null
  /** Who followed or referred it before, and until when they still read it. */
  readonly formers: readonly Former[]
}

/** Somebody whom a journey has left: a lieu with its mediator, a mediator, or a prescriber. */
export interface Former {
  readonly role: 'lieu' | 'mediator' | 'prescriber'
  readonly place: string | null
  readonly structure: string | null
  readonly agent: string | null
  readonly until: string
}

export interface Prescription extends Open {
  readonly stage: 'prescription'
  readonly task: 'answer_referral' | 'choose_lieu' | 'await_place' | 'confirm_place'
  /** Named by the lieu's answer, in the decision that leaves this stage. */
  readonly mediator: string | null
  /** The place in the line of the lieu, while one is awaited there. */
  readonly line: PlaceInLine | null
  /** The mediator whose freed place is kept for this person, until the lieu confirms it. */
  readonly offered: string | null
  /** Places that declined or did not answer, in order. */
  readonly refusedBy: readonly string[]
}

/** Where somebody is in the line of a lieu. `order` sorts as text and never changes; `rank` is the last one told. */
export interface PlaceInLine {
  readonly order: string
  readonly priority: number
  readonly since: string
  readonly rank: number | null
}

interface Followed extends Open {
  /** Null after a change of lieu, until the new one has named somebody. */
  readonly mediator: string | null
}

export interface Diagnostic extends Followed, Appointed {
  readonly stage: 'diagnostic'
  readonly task: 'book_diagnostic' | 'hold_diagnostic'
  /** How many appointments were missed since it was begun or taken up again, and which: some may be put right since. */
  readonly missed: number
  readonly misses: readonly Named[]
}

export interface Training extends Followed {
  readonly stage: 'training'
  readonly task: 'plan_training' | 'follow_training'
  readonly sessions: number
  readonly recorded: readonly (Named & { readonly session: number; readonly present: boolean })[]
  /** How many names the sessions of this stage had when it was begun. */
  readonly namedBefore: number
}

export interface Support extends Followed {
  readonly stage: 'support'
  readonly task: 'give_support'
}

export interface Dotation extends Followed {
  readonly stage: 'dotation'
  readonly task: 'dotation'
  readonly device: string | null
}

export interface Evaluation extends Followed {
  readonly stage: 'evaluation'
  readonly task: 'await_follow_up' | 'ask_follow_up'
  readonly attempts: number
}

type Without<S, K extends PropertyKey> = S extends unknown ? Omit<S, K> : never

export interface ClosedJourney {
  readonly stage: 'closed'
  readonly task: 'none'
  readonly referral: Referral
  readonly referredAt: string
  /** The stage in which it ended. */
  readonly at: string
  readonly found: Found
  readonly formers: readonly Former[]
  readonly mediator: string | null
  readonly outcome: OutcomeCode
  /** What was awaited when it ended. */
  readonly endedAt: OpenJourney['task']
  /** The stage as it was, so that a journey that is reopened goes on in it. */
  readonly ended: Without<OpenJourney, keyof Open | 'mediator'>
  readonly reasons: Reasons | null
  readonly unmet: readonly string[]
  readonly because: Readonly<Record<string, FactValue>>
  readonly ageBand: string
  readonly gender: string
  readonly closedAt: string
}
