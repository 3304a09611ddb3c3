import type { JourneyStage, OutcomeCode } from '../../contracts/codes'
import type { SentimentAnswer, SkillsAnswer } from '../../contracts/commands/parts'

export type OpenStage = Exclude<JourneyStage, 'closed'>

/** What was measured at one moment, with the versions of the instruments. */
export interface Measured {
  readonly sentiment: SentimentAnswer
  readonly skills: SkillsAnswer | null
}

/** What the person answered at the follow-up. */
export interface FollowedUp extends Measured {
  readonly instrument: string
  readonly answers: Readonly<Record<string, string>>
}

/** A row of table `outcome`: what is counted of one journey. Instants in UTC, durations in seconds. */
export interface OutcomeRow {
  readonly stream: string
  readonly territory: string
  readonly epci: string
  readonly definition: string
  readonly prescriber_structure: string | null
  readonly stage: JourneyStage
  readonly stage_since: string
  /** How long each stage took, once it is over. */
  readonly stage_seconds: Readonly<Partial<Record<OpenStage, number>>>
  readonly outcome: OutcomeCode | null
  readonly referred_at: string
  readonly closed_at: string | null
  readonly before: Measured | null
  readonly after: Measured | null
  readonly follow_up: FollowedUp | null
  readonly handed_over_on: string | null
  readonly age_band: string | null
  readonly gender: string | null
  /** It was taken over from before this service. */
  readonly reprise: boolean
}
