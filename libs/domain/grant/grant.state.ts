import type { GrantOutcome, GrantStage } from '../../contracts/codes'
import type { AgreementSignature, AmendedProject, Project } from '../../contracts/commands/grant.parts'
import type { CourseStep, GrantTask } from '../call/call.schema'
import type { Condition, Hearing, Opening, Results, Share } from './grant.events'

export type OpenStage = Exclude<GrantStage, 'closed'>

/** In which stage each task comes. */
export const stageOf = {
  submit_application: 'application',
  check_application: 'admissibility',
  complete_application: 'admissibility',
  study_application: 'instruction',
  hear_committee: 'committee',
  decide: 'decision',
  meet_condition: 'decision',
  examine_again: 'decision',
  notify: 'notification',
  issue_agreement: 'agreement',
  sign_agreement: 'agreement',
  countersign_agreement: 'agreement',
  decide_amendment: 'decision',
  order_payment: 'payment',
  approve_payment: 'payment',
  record_payment: 'payment',
  hand_in_report: 'report',
  accept_report: 'report',
  settle_report: 'report',
  evaluate: 'evaluation',
  record_recovery: 'recovery',
} as const satisfies Record<GrantTask, OpenStage>

/** A reviewer who was asked, and what came of it. */
export interface Review {
  readonly reviewer: string
  readonly is: 'asked' | 'answered' | 'declined' | 'in_conflict'
  readonly favourable: boolean | null
  readonly scores: readonly { readonly criterion: string; readonly score: number }[]
}

/** A decision stays on record, whatever came of it. */
export interface Decision {
  readonly is: 'awarded' | 'refused' | 'deferred'
  readonly at: string
  readonly cents: number
  /** Why it went back to instruction; null where it stands. */
  readonly reversed: string | null
}

/** What a decision is subject to; `provided` since it was taken: a document of before is the one that it found wanting. */
interface SubjectTo extends Condition {
  readonly provided: boolean
}

export interface Award {
  readonly cents: number
  readonly split: readonly Share[]
  readonly condition: SubjectTo | null
}

/** Where a grant goes on once an amendment is decided: what it waited for, and the agreement that was in force. */
export interface Interrupted {
  readonly task: GrantTask
  readonly until: string | null
  readonly agreement: Agreement | null
}

interface Changing {
  readonly project: AmendedProject
  readonly reason: string
  readonly resumes: Interrupted
}

/** A change of what is granted that has no effect yet: asked for, or decided and to be signed. */
export type Amendment =
  | ({ readonly is: 'asked' } & Changing)
  | ({ readonly is: 'decided' } & Changing & Pick<Award, 'cents' | 'split'>)

/** What was granted before an amendment, and why it changed. */
export interface Former {
  readonly until: string
  readonly reason: string
  readonly cents: number
  readonly split: Award['split']
  readonly project: Project
}

/** How one side has signed an agreement. */
export interface Signature {
  readonly on: string
  readonly mode: AgreementSignature['mode']
  readonly document: string
}

/** The agreement as it was last printed, and who has signed it. `sha256` of its bytes, in hexadecimal. */
export interface Agreement {
  readonly version: number
  readonly sha256: string
  readonly document: string
  readonly issuedAt: string
  /** What was provided as signed since it was printed. */
  readonly scans: readonly string[]
  readonly signed: Signature | null
  readonly countersigned: Signature | null
}

/** What one line pays of an instalment; a part that failed is ordered anew. */
export interface PaymentPart extends Share {
  readonly is: 'ordered' | 'paid' | 'failed'
  /** The two hands of this part, unknown of what was paid before this service: another part of the same instalment may have had others. */
  readonly orderedBy: string | null
  readonly approvedBy: string | null
  /** When it was approved: it is paid, or fails, on that day or later. */
  readonly approvedAt: string | null
  readonly mandate: string | null
  readonly on: string | null
}

/** The number that a payer gave to a payment: it is used once on a line. */
export interface Mandate {
  readonly line: string
  readonly mandate: string
  readonly instalment: string
  readonly is: 'paid' | 'failed'
}

/** One instalment of a grant: it is paid once, whatever it takes. */
export interface Payment {
  readonly instalment: string
  readonly parts: readonly PaymentPart[]
}

/** What is to come back, by line. */
export interface Recovery {
  readonly parts: readonly (Share & { readonly recovered: number })[]
  /** What was awaited before, and is awaited again once all has come back; null where the grant was closed. */
  readonly resumes: Interrupted | null
  /** When it was asked back. */
  readonly at: string
}

export interface Report {
  readonly report: string
  readonly until: string
  readonly is: 'awaited' | 'handed_in' | 'accepted' | 'missed'
  readonly results: Results
}

interface Known {
  readonly opening: Opening
  /** It was there before this service. */
  readonly takenOver: boolean
  readonly project: Project
  readonly submittedAt: string | null
  /** Of each document that its call asks for, the last that was provided. */
  readonly documents: Readonly<Record<string, string>>
  /** The documents that the applicant was asked to complete. */
  readonly completing: readonly string[]
  readonly reviews: readonly Review[]
  readonly proposal: { readonly favourable: boolean; readonly proposedCents: number | null } | null
  /** The session whose pack it is in; null where it waits for one. */
  readonly session: { readonly session: string; readonly on: string } | null
  /** What the last session said of it. */
  readonly hearing: Hearing | null
  readonly decisions: readonly Decision[]
  /** What is granted; null before, and once a decision has gone back to instruction. */
  readonly award: Award | null
  readonly notifiedOn: string | null
  /** The number of the decision that was notified. */
  readonly reference: string | null
  /** Null before one is made, and once a decision has gone back to instruction. */
  readonly agreement: Agreement | null
  /** When the first of them took effect; null where none did. */
  readonly agreedOn: string | null
  /** How many were made, of all decisions. */
  readonly agreements: number
  /** What is granted is committed: by the agreement or, where none is signed, by the notification. */
  readonly committed: boolean
  /** Null where none is asked for, nor awaits its signatures. */
  readonly amendment: Amendment | null
  /** What was granted before each amendment, in their order. */
  readonly former: readonly Former[]
  /** How many steps of the course are done. */
  readonly done: number
  readonly payments: readonly Payment[]
  /** Every mandate by which a line has paid or failed to. */
  readonly mandates: readonly Mandate[]
  readonly reports: readonly Report[]
  /** Under way; null where nothing is asked back. */
  readonly recovery: Recovery | null
  /** The payers' titles by which money came back, over all recoveries: by line, in upper case. */
  readonly titles: readonly string[]
  /** What came back of each line, over all recoveries. */
  readonly recovered: Readonly<Record<string, number>>
}

/**
 * A grant waits for one task at a time; its stage follows from it.
 * `until` is the day that was set, for those tasks that end on one.
 */
export interface OpenGrant extends Known {
  readonly stage: OpenStage
  readonly task: GrantTask
  readonly until: string | null
  readonly since: string
  /** When somebody was last reminded; null where nobody was in this wait. */
  readonly remindedAt: string | null
  readonly reminders: number
}

export interface ClosedGrant extends Known {
  readonly stage: 'closed'
  readonly outcome: GrantOutcome
  readonly closedAt: string
}

export type GrantState = { readonly stage: 'unknown' } | OpenGrant | ClosedGrant
export type KnownGrant = OpenGrant | ClosedGrant

/** The step of the course that comes next; null once all are done. */
export const nextStep = ({ opening, done }: Pick<Known, 'opening' | 'done'>): CourseStep | null =>
  opening.terms.course[done] ?? null

/** The document that a decision is subject to is there, and is to be looked at: from then on the grant waits for its manager. */
export const isConditionToCheck = ({ task, award }: Pick<OpenGrant, 'task' | 'award'>): boolean =>
  task === 'meet_condition' && award?.condition?.provided === true

/** The payment that is under way. */
export const openPayment = ({ payments }: Pick<Known, 'payments'>): Payment | null =>
  payments.find(({ parts }) => parts.some((part) => part.is !== 'paid')) ?? null

/** The report that is awaited or read. */
export const openReport = ({ reports }: Pick<Known, 'reports'>): Report | null =>
  reports.find((report) => report.is !== 'accepted') ?? null

/** A number that people can tell each other: the first digits of the grant's own. */
export const numberOf = (stream: string): string => stream.slice('grant-'.length).slice(0, 8)

/** What a mandate or a title is known by on its line: people write its number in either case. */
export const markOf = (line: string, number: string): string => `${line} ${number.toUpperCase()}`

/** What a grant waits for, to be taken up again. */
export const interruptedOf = ({ task, until, agreement }: OpenGrant): Interrupted => ({ task, until, agreement })
