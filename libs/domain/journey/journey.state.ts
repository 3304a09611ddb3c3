import type { OutcomeCode } from '../../contracts/codes'
import type { Reasons, SentimentAnswer, SkillsAnswer } from '../../contracts/commands/parts'
import type { Measures, Referral } from './journey.events'

/**
 * A journey is in one stage at a time and, within it, waits for one task:
 *
 * prescription  answer_referral (the lieu) · choose_lieu (the prescriber, after a decline or no answer)
 * diagnostic    book_diagnostic · hold_diagnostic (the mediator)
 * training      plan_training · follow_training (the mediator)
 * dotation      dotation (its child holds the waits)
 * evaluation    await_follow_up (time alone) · ask_follow_up (the mediator)
 * closed        nothing more is awaited; the outcome is known
 */
export type JourneyState = { readonly stage: 'unknown' } | OpenJourney | ClosedJourney

export type OpenJourney = Prescription | Diagnostic | Training | Dotation | Evaluation

interface Open {
  readonly referral: Referral
  readonly referredAt: string
  /** When the present wait began, and how many reminders it has seen. */
  readonly since: string
  readonly reminders: number
}

export interface Prescription extends Open {
  readonly stage: 'prescription'
  readonly task: 'answer_referral' | 'choose_lieu'
  /** Places that declined or did not answer, in order. */
  readonly refusedBy: readonly string[]
}

interface Followed extends Open {
  readonly mediator: string
}

export interface Diagnostic extends Followed {
  readonly stage: 'diagnostic'
  readonly task: 'book_diagnostic' | 'hold_diagnostic'
  readonly appointment: string | null
  readonly missed: number
}

export interface Training extends Followed {
  readonly stage: 'training'
  readonly task: 'plan_training' | 'follow_training'
  readonly before: Measures
  readonly laptopWanted: boolean
  readonly sessions: number
  readonly recorded: readonly { readonly session: number; readonly present: boolean }[]
}

export interface Dotation extends Followed {
  readonly stage: 'dotation'
  readonly task: 'dotation'
  readonly before: Measures
  readonly after: Measures | null
  readonly device: string | null
}

/** A laptop in the person's hands since a day. */
export interface HandOver {
  readonly device: string
  readonly on: string
}

export interface Evaluation extends Followed {
  readonly stage: 'evaluation'
  readonly task: 'await_follow_up' | 'ask_follow_up'
  readonly before: Measures
  readonly after: Measures | null
  readonly handedOver: HandOver | null
  readonly answered: FollowUp | null
  readonly attempts: number
}

export interface FollowUp {
  readonly on: string
  readonly askedBy: string
  readonly instrument: string
  readonly answers: Readonly<Record<string, string>>
  readonly sentiment: SentimentAnswer
  readonly skills: SkillsAnswer | null
}

export interface ClosedJourney {
  readonly stage: 'closed'
  readonly task: 'none'
  readonly referral: Referral
  readonly referredAt: string
  readonly mediator: string | null
  readonly before: Measures | null
  readonly after: Measures | null
  readonly handedOver: HandOver | null
  readonly followUp: FollowUp | null
  readonly outcome: OutcomeCode
  /** What was awaited when it ended. */
  readonly endedAt: OpenJourney['task']
  readonly reasons: Reasons | null
  readonly unmet: readonly string[]
  readonly ageBand: string
  readonly gender: string
  readonly closedAt: string
}
