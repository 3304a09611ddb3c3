import type { OutcomeCode } from '../../contracts/codes'
import type { PixAnswer, Reasons, SentimentAnswer, SkillsAnswer } from '../../contracts/commands/parts'
import type { DocumentKind, MediaType } from '../../contracts/commands/document.parts'
import type { DomainEvent } from '../kernel/decider'

/** What was measured of a person on a day, with the instruments' versions and who asked. */
export interface Measures {
  readonly on: string
  readonly askedBy: string
  readonly skills: SkillsAnswer
  readonly sentiment: SentimentAnswer
  readonly pix: PixAnswer | null
}

/** What a referral says of a journey once and for all; the lieu may change. */
export interface Referral {
  readonly person: string
  readonly definition: string
  readonly territory: string
  readonly epci: string
  readonly prescriber: { readonly structure: string; readonly agent: string }
  readonly place: string
  readonly placeStructure: string
  readonly reasons: readonly string[]
  readonly needs: readonly string[]
  readonly commitment: boolean
  /** The day on which the referral was recorded, in the territory's zone. */
  readonly referredOn: string
  /** The day on which the person agreed: nothing of the journey can have happened before. */
  readonly consentedOn: string
}

/** Where a journey goes from its diagnostic or its training. */
export type NextStage = 'training' | 'dotation' | 'evaluation' | 'closed'

export type JourneyEvent =
  | DomainEvent<'JourneyReferred', Referral>
  | DomainEvent<'JourneyAccepted', { mediator: string }>
  | DomainEvent<'JourneyDeclined', { place: string; reasons: Reasons }>
  | DomainEvent<'AnswerExpired', { place: string }>
  | DomainEvent<'LieuChosen', { place: string; placeStructure: string }>
  | DomainEvent<'OwnerReminded', { task: string }>
  | DomainEvent<'AppointmentBooked', { at: string }>
  | DomainEvent<'DiagnosticMissed', { reasons: Reasons }>
  | DomainEvent<
      'DiagnosticHeld',
      Measures & { equipment: { computer: boolean; connection: boolean }; laptopWanted: boolean; next: NextStage }
    >
  | DomainEvent<'TrainingPlanned', { objectives: readonly string[]; sessions: number; mode: string }>
  | DomainEvent<'SessionRecorded', { session: number; present: boolean; reasons: Reasons | null }>
  | DomainEvent<'TrainingAssessed', Measures & { commitmentKept: boolean; next: NextStage }>
  | DomainEvent<'DotationRequested', { recyclerie: string | null; ready: number; waiting: number; assessedOn: string }>
  | DomainEvent<'LaptopBound', { device: string }>
  | DomainEvent<'LaptopHandedOver', { device: string }>
  | DomainEvent<'DotationGivenUp', { cause: string }>
  | DomainEvent<'FollowUpOpened', Record<string, never>>
  | DomainEvent<'FollowUpAttempted', { reasons: Reasons }>
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
        unmet: readonly string[]
        epci: string
        ageBand: string
        gender: string
      }
    >
  | DomainEvent<
      'DocumentAttached',
      { document: string; kind: DocumentKind; mediaType: MediaType; sha256: string; bytes: number }
    >
  | DomainEvent<'PlanRecomputed', Record<string, never>>

export type JourneyEventOf<T extends JourneyEvent['type']> = Extract<JourneyEvent, { type: T }>
