import type { Owner, ReaderRole } from '../../contracts/codes'
import type { Refusal } from './refusal'

/** A fact as decided. `at` is when it was recorded (UTC instant), `on` the day it happened, where that is told. */
export interface DomainEvent<T extends string = string, D = unknown> {
  readonly type: T
  readonly data: D
  readonly at: string
  readonly on?: string
}

export type Decision<E> = { readonly ok: true; readonly events: readonly E[] } | Refusal

/** Who gives a command: as whom, and for which place, where it is for one. */
export interface Doer {
  readonly sub: string
  readonly role: string
  readonly lieu: string | null
}

/** What every decision may know: the present instant, the territory's zone, who asks, and the definition followed. */
export interface CommonFacts {
  readonly now: string
  readonly zone: string
  readonly actor: Doer
}

/** The Plan without what the engine adds (stream, epoch, version, territory). `outcome` only where closed. */
export interface PlanBody {
  readonly stage: string
  readonly task: string
  readonly owner: Owner | null
  readonly until: string | null
  readonly command: string | null
  readonly child: string | null
  readonly outcome?: string
}

/** Who reads a mail: a role and the id of a place, structure, actor, territory or, for the beneficiary, person. */
export interface Recipient {
  readonly role: ReaderRole
  readonly id: string
}

/** A mail as data: identifiers, codes and dates only. `task` ties a reminder to the wait it is about. */
export interface Intent {
  readonly mail: MailKind
  readonly to: Recipient
  readonly data: Readonly<Record<string, string | number | null>>
  readonly task: { readonly name: string; readonly since: string } | null
}

/** Whether a reader has done it themselves, or those whom they read for: nobody is told of what they did. */
export const didIt = (by: Doer, to: Recipient): boolean =>
  to.id === by.sub ||
  (to.role === 'lieu' && to.id === by.lieu) ||
  ((to.role === 'coordinator' || to.role === 'fund_manager') && by.role === to.role)

export const mailKinds = [
  'referral_received',
  'referral_accepted',
  'referral_back',
  'referral_taken_back',
  'line_entered',
  'line_rank',
  'place_offered',
  'task_reminder',
  'journey_closed',
  'diagnostic_booked',
  'laptop_wanted',
  'laptop_bound',
  'laptop_lent',
  'laptop_handed_over',
  'laptop_released',
  'laptop_no_longer_needed',
  'dotation_given_up',
  'follow_up_due',
  'lot_ordered',
  'lot_reminder',
  'lot_ready',
  'lot_late',
  'lot_closed',
  'journey_paused',
  'journey_resumed',
  'journey_received',
  'journey_handed_on',
  'lieu_changed',
  'referral_accepted_you',
  'appointment_booked_you',
  'appointment_moved',
  'appointment_reminder_you',
  'appointment_off_you',
  'lieu_changed_you',
  'laptop_ready_you',
  'replacement_awaited_you',
  'replacement_off_you',
  'follow_up_you',
  'journey_ended_you',
  'appointment_calendar',
  'appointment_cancelled',
  'correction_differs',
  'hand_over_corrected',
  'journey_reopened',
  'session_convened',
  'session_reminder',
  'session_late',
  'session_cancelled',
  'grant_task',
  'grant_reminder',
  'grant_late',
  'grant_review_asked',
  'grant_decided',
  'grant_paid',
  'grant_closed',
  'coverage_low',
  'cost_twice',
  'recovery_proposed',
] as const
export type MailKind = (typeof mailKinds)[number]

/**
 * One aggregate: pure, synchronous, plain JSON.
 * `decide` answers events or a refusal, `evolve` folds one event, `plan` says what is awaited, `react` what to tell.
 */
export interface Decider<S, C, E extends DomainEvent, F> {
  readonly initialState: S
  decide(command: C, state: S, facts: F): Decision<E>
  evolve(state: S, event: E): S
}
