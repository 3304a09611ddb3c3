import type { z } from 'zod'
import type { GrantOutcome } from '../../contracts/codes'
import type { grantCommands } from '../../contracts/commands/grant.commands'
import type { AgreementSignature, AmendedProject, Project } from '../../contracts/commands/grant.parts'
import type { MediaType } from '../../contracts/commands/document.parts'
import type { Call, GrantTask } from '../call/call.schema'
import type { Movement } from '../fund/movement'
import type { PrintedAgreement } from '../facts'
import type { DomainEvent } from '../kernel/decider'

export type GrantOwn = {
  [T in keyof typeof grantCommands]: { readonly type: T; readonly data: z.output<(typeof grantCommands)[T]['data']> }
}

/** What a grant keeps of its call: all that decides how it goes on. A call that is retired changes nothing of it. */
export type Terms = Omit<Call, 'id' | 'territory' | 'zone' | 'opensOn'>

export interface Opening {
  readonly call: string
  readonly structure: string
  readonly territory: string
  readonly zone: string
  readonly terms: Terms
}

/** What one line pays of a grant, and who pays for it. */
export interface Share {
  readonly line: string
  /** The structure whose accountant pays. */
  readonly payer: string
  readonly cents: number
}

export interface Condition {
  readonly document: string
  readonly until: string
}

/** What was reached of each indicator. */
export type Results = readonly { readonly indicator: string; readonly value: number }[]

/** How the committee spoke of a grant. */
export interface Hearing {
  readonly agree: number
  readonly disagree: number
  readonly abstain: number
  readonly quorate: boolean
}

/** Of the last instalment of a grant that pays for journeys: what was paid before beyond what they have come to. */
export interface Balance {
  readonly overpaidCents: number
}

/** Cents that an event moves on fund lines: the ledger follows it in the same transaction. */
interface Moving {
  readonly movements: readonly Movement[]
}

/** What one side has signed; its day is the event's own. */
type SignedAgreement = Omit<AgreementSignature, 'on'>

/** All that is granted once an amendment takes effect. */
interface Amending {
  readonly project: AmendedProject
  readonly reason: string
  readonly cents: number
  readonly split: readonly Share[]
}

type Nothing = Record<string, never>

export type GrantEvent =
  | DomainEvent<'ApplicationDrafted', { opening: Opening; project: Project }>
  | DomainEvent<'GrantTakenOver', { opening: Opening; project: Project }>
  | DomainEvent<'DocumentProvided', { code: string; document: string; mediaType: MediaType; sha256: string }>
  | DomainEvent<'ApplicationSubmitted', Nothing>
  | DomainEvent<'CompletionAsked', { documents: readonly string[]; until: string }>
  | DomainEvent<'ApplicationCompleted', Nothing>
  | DomainEvent<'CompletionMissed', Nothing>
  | DomainEvent<'ApplicationAdmitted', Nothing>
  | DomainEvent<'ReviewAsked', { reviewer: string }>
  | DomainEvent<'ReviewGiven', { reviewer: string } & GrantOwn['GiveReview']['data']>
  | DomainEvent<'ReviewDeclined', { reviewer: string; conflict: boolean }>
  | DomainEvent<'InstructionConcluded', GrantOwn['ConcludeInstruction']['data']>
  | DomainEvent<'CommitteeConvened', { session: string; on: string }>
  | DomainEvent<'CommitteeCancelled', { session: string }>
  | DomainEvent<'CommitteeHeard', { session: string } & Hearing>
  | DomainEvent<'GrantAwarded', { cents: number; split: readonly Share[]; condition: Condition | null } & Moving>
  | DomainEvent<'GrantRefused', { reason: string }>
  | DomainEvent<'GrantDeferred', { reason: string; until: string }>
  | DomainEvent<'DeferralEnded', Nothing>
  | DomainEvent<'InstructionReopened', { reason: string } & Moving>
  | DomainEvent<'ConditionLifted', Nothing>
  | DomainEvent<'GrantNotified', { reference: string } & Moving>
  | DomainEvent<'AgreementIssued', PrintedAgreement>
  | DomainEvent<'AgreementSigned', SignedAgreement>
  | DomainEvent<'AgreementCountersigned', SignedAgreement & Moving>
  /** Both had signed before this service. */
  | DomainEvent<'AgreementTakenOver', Moving>
  | DomainEvent<'AmendmentAsked', { project: AmendedProject; reason: string }>
  | DomainEvent<'AmendmentDecided', Amending & Moving>
  | DomainEvent<'AmendmentDeclined', { reason: string } & Moving>
  | DomainEvent<'GrantAmended', Amending & Moving>
  | DomainEvent<
      'PaymentOrdered',
      { instalment: string; cents: number; by: string | null; parts: readonly Share[]; balance?: Balance } & Moving
    >
  /** The balance of a grant that pays for journeys was paid already by the instalments before. */
  | DomainEvent<'PaymentNotDue', { instalment: string; by: string; balance: Balance }>
  | DomainEvent<'PaymentApproved', { instalment: string; by: string }>
  | DomainEvent<'PaymentMade', { instalment: string; line: string; mandate: string } & Moving>
  | DomainEvent<'PaymentFailed', { instalment: string; line: string; mandate: string } & Moving>
  | DomainEvent<'ReportAwaited', { report: string; until: string }>
  | DomainEvent<'ReportHandedIn', { report: string } & GrantOwn['HandInReport']['data']>
  | DomainEvent<'ReportAccepted', { report: string }>
  | DomainEvent<'ReportSentBack', { report: string; until: string }>
  | DomainEvent<'ReportDayMoved', { report: string; until: string }>
  | DomainEvent<'ReportMissed', { report: string }>
  | DomainEvent<'RecoveryOrdered', { cents: number; reason: string; parts: readonly Share[] }>
  /** `cents`: what was still to come. */
  | DomainEvent<'RecoveryWaived', { cents: number; reason: string }>
  | DomainEvent<'FundsRecovered', { line: string; cents: number; title: string } & Moving>
  | DomainEvent<'GrantEvaluated', { results: Results }>
  | DomainEvent<'GrantClosed', { outcome: GrantOutcome; reason: string | null } & Moving>
  | DomainEvent<'GrantReminded', { task: GrantTask }>
  | DomainEvent<'GrantEscalated', { task: GrantTask }>
  | DomainEvent<'PlanRecomputed', Nothing>
export type GrantEventOf<T extends GrantEvent['type']> = Extract<GrantEvent, { type: T }>
