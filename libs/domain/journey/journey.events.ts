import type { OutcomeCode, SupportKind } from '../../contracts/codes'
import type { SupportResult } from '../../contracts/commands/correction.commands'
import type { PixAnswer, Reasons, SentimentAnswer, SkillsAnswer } from '../../contracts/commands/parts'
import type { Entry, Paper } from '../../contracts/commands/referral.parts'
import type { RepriseStep } from '../../contracts/commands/reprise.commands'
import type { DocumentKind, MediaType } from '../../contracts/commands/document.parts'
import type { FactValue } from '../definition/rule'
import type { Correction, Difference } from './fact.kinds'
import type { StageKind } from '../definition/stage.schema'
import type { DomainEvent } from '../kernel/decider'

/** What was measured of a person on a day, with the instruments' versions and who asked. */
export interface Measures {
  readonly on: string
  readonly askedBy: string
  readonly skills: SkillsAnswer
  readonly sentiment: SentimentAnswer
  readonly pix: PixAnswer | null
}

/** Who refers: nobody who has an account where it was on paper, of no known structure where none is named. */
export interface Prescriber {
  readonly structure: string | null
  readonly agent: string | null
}

/** What a referral says of a journey once and for all; the lieu may change. */
export interface Referral {
  readonly person: string
  readonly definition: string
  /** The stage of the definition that the journey begins with. */
  readonly stage: string
  readonly territory: string
  readonly epci: string
  readonly prescriber: Prescriber
  readonly entry: Entry
  readonly paper: Paper | null
  /** The sheet on which the person came with others. */
  readonly group: string | null
  readonly place: string
  readonly placeStructure: string
  readonly reasons: readonly string[]
  readonly needs: readonly string[]
  readonly commitment: boolean
  /** The day on which the referral was recorded, in the territory's zone. */
  readonly referredOn: string
  /** The day on which the person agreed: nothing of the journey can have happened before. */
  readonly consentedOn: string
  /** The step of the former tool at which it was taken over, and the day of that; null for what began here. */
  readonly takenOver: { readonly step: RepriseStep; readonly on: string } | null
}

/** How full a mediator was. */
export interface Fullness {
  readonly capacity: number
  readonly followed: number
}

/** Why a mediator who was full takes somebody all the same. */
interface OverCapacity extends Fullness {
  readonly reason: string
}

/** What a diagnostic finds that the person needs. */
export interface Needs {
  readonly training: boolean
  readonly laptop: boolean
  /** What the laptop must have, by the territory's codes. */
  readonly features: readonly string[]
  readonly mailbox: boolean
  readonly connection: boolean
  readonly orientation: boolean
}

/**
 * A stage is over and the journey goes on: `to` is the code of a stage of its definition, or 'end'. What lies between
 * was skipped, and `why` says so in the definition's words.
 */
export interface Leaving {
  readonly stage: string
  readonly to: string
  readonly kind: StageKind | null
  readonly skipped: readonly string[]
  readonly why: string | null
}

/** A journey goes to another lieu. Those of the former one still read it until an instant. */
export interface LieuChange {
  readonly place: string
  readonly placeStructure: string
  readonly mediator: string | null
  readonly former: { readonly place: string; readonly placeStructure: string; readonly mediator: string | null }
  readonly reasons: Reasons
  readonly readsUntil: string
  /** Where a coordinator has named a mediator who was full. */
  readonly overCapacity?: Fullness
}

/** The journey follows a newer version from now on: its present stage is continued in that of `stage`, or was left for it. */
export interface Moving {
  readonly from: string
  readonly to: string
  readonly stage: string
  readonly kind: StageKind
  readonly present: 'continued' | 'left'
  readonly overCapacity?: Fullness
}

export type JourneyEvent =
  | DomainEvent<'JourneyReferred', Referral>
  | DomainEvent<
      'JourneyTakenOver',
      {
        referral: Referral
        kind: StageKind
        /** What is asked in a prescription; null elsewhere. */
        task: 'answer_referral' | 'choose_lieu' | null
        /** Noon of the day on which the case was opened. */
        openedAt: string
        mediator: string | null
        handedOverOn: string | null
        overCapacity?: Fullness
      }
    >
  | DomainEvent<'JourneyAccepted', { mediator: string; overCapacity?: OverCapacity }>
  | DomainEvent<'Enlisted', { place: string; priority: number; order: string }>
  | DomainEvent<'RankTold', { rank: number }>
  | DomainEvent<'PlaceOffered', { mediator: string }>
  | DomainEvent<'LineExpired', { place: string; reasons: Reasons }>
  | DomainEvent<'OfferLapsed', { place: string; reasons: Reasons }>
  | DomainEvent<'JourneyDeclined', { place: string; reasons: Reasons }>
  | DomainEvent<'AnswerExpired', { place: string }>
  | DomainEvent<'LieuChosen', { place: string; placeStructure: string }>
  | DomainEvent<'OwnerReminded', { task: string }>
  | DomainEvent<'AppointmentBooked', { at: string }>
  | DomainEvent<'AppointmentReminded', { at: string }>
  | DomainEvent<'DiagnosticMissed', { reasons: Reasons }>
  | DomainEvent<'StageLeft', Leaving>
  | DomainEvent<'JourneyMoved', Moving>
  | DomainEvent<
      'DiagnosticHeld',
      Measures & { equipment: { computer: boolean; connection: boolean }; needs: Needs; conclusion: string }
    >
  | DomainEvent<'TrainingPlanned', { objectives: readonly string[]; sessions: number; mode: string }>
  | DomainEvent<'SessionRecorded', { session: number; present: boolean; reasons: Reasons | null }>
  | DomainEvent<'TrainingAssessed', Measures & { commitmentKept: boolean }>
  | DomainEvent<
      'DotationRequested',
      { recyclerie: string | null; ready: number; waiting: number; assessedOn: string; needs: readonly string[] }
    >
  | DomainEvent<'LaptopBound', { device: string }>
  | DomainEvent<'LaptopReleased', { device: string; cause: string }>
  /** Of a journey that has gone on: its laptop failed within the guarantee, and another one took its place. */
  | DomainEvent<'LaptopReturned', { device: string; cause: 'faulty' }>
  | DomainEvent<'LaptopReplaced', { device: string }>
  | DomainEvent<'LaptopHandedOver', { device: string }>
  | DomainEvent<'DotationGivenUp', { cause: string }>
  | DomainEvent<'SupportRecorded', { support: SupportKind; result: SupportResult; reasons: Reasons | null }>
  | DomainEvent<'SupportNotGiven', { support: SupportKind }>
  | DomainEvent<'FollowUpOpened', Record<string, never>>
  | DomainEvent<'FollowUpAttempted', { reasons: Reasons }>
  | DomainEvent<'FollowUpMissed', Record<string, never>>
  | DomainEvent<
      'FollowUpAnswered',
      {
        askedBy: string
        instrument: string
        answers: Readonly<Record<string, string>>
        sentiment: SentimentAnswer
        skills: SkillsAnswer | null
      }
    >
  | DomainEvent<
      'JourneyClosed',
      {
        outcome: OutcomeCode
        reasons: Reasons | null
        /** Nobody is to write to the person any more: the definition says so of the lieu's reason. */
        untold?: true
        unmet: readonly string[]
        /** The facts that the unmet rules have read. */
        because: Readonly<Record<string, FactValue>>
        epci: string
        ageBand: string
        gender: string
      }
    >
  | DomainEvent<
      'DocumentAttached',
      { document: string; kind: DocumentKind; mediaType: MediaType; sha256: string; bytes: number }
    >
  | DomainEvent<'JourneyPaused', { until: string; reasons: Reasons }>
  | DomainEvent<'JourneyResumed', { by: 'person' | 'date' }>
  | DomainEvent<'LieuChanged', LieuChange>
  | DomainEvent<
      'MediatorNamed',
      { mediator: string; former: string | null; reasons: Reasons | null; readsUntil: string; overCapacity?: Fullness }
    >
  | DomainEvent<
      'PrescriberChanged',
      { prescriber: Referral['prescriber']; former: Referral['prescriber']; reasons: Reasons; readsUntil: string }
    >
  | DomainEvent<'FactCorrected', Correction>
  | DomainEvent<'CodesCorrected', { ageBand: string; gender: string; differs: readonly Difference[] }>
  | DomainEvent<'LookBackCorrected', { was: string; on: string; differs: readonly Difference[] }>
  | DomainEvent<'JourneyReopened', { stage: string; kind: StageKind; reason: string; overCapacity?: Fullness }>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

export type JourneyEventOf<T extends JourneyEvent['type']> = Extract<JourneyEvent, { type: T }>
