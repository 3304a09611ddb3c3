import type { SupportKind } from '../../contracts/codes'
import type { SentimentAnswer, SkillsAnswer } from '../../contracts/commands/parts'
import type { FoundFacts } from '../definition/stage.graph'
import type { Measures, Needs, Referral } from './journey.events'

/** A laptop in the person's hands since a day. */
export interface HandOver {
  /** Null where it was handed over before this service, and is not known to it. */
  readonly device: string | null
  readonly on: string
}

/** What was measured of a person in a stage: at the beginning with what they need, after a training with what they kept. */
export type Assessment = Measures & { readonly stage: string } & (
    | {
        readonly kind: 'diagnostic'
        readonly equipment: { readonly computer: boolean; readonly connection: boolean }
        readonly needs: Needs
      }
    | { readonly kind: 'training'; readonly commitmentKept: boolean }
  )

/** One answered follow-up, by the stage it was asked in. */
export interface FollowUp {
  readonly stage: string
  readonly on: string
  readonly askedBy: string
  readonly instrument: string
  readonly answers: Readonly<Record<string, string>>
  readonly sentiment: SentimentAnswer
  readonly skills: SkillsAnswer | null
}

/** A support that was given, refused or not possible. */
export interface Support {
  readonly stage: string
  readonly support: SupportKind
  readonly result: string
  readonly on: string
}

/** By the code of a stage. */
type Counts = Readonly<Record<string, number>>

/** What is known of the person's way so far: carried from stage to stage, whatever their order. */
export interface Found {
  /** In the order in which they were taken; what follows down to the laptop is what they amount to. */
  readonly assessments: readonly Assessment[]
  /** The first measures, and the last ones after them. */
  readonly before: Measures | null
  readonly after: Measures | null
  readonly needs: Needs | null
  readonly equipment: { readonly computer: boolean; readonly connection: boolean } | null
  readonly commitmentKept: boolean | null
  readonly handedOver: HandOver | null
  readonly supports: readonly Support[]
  readonly followUps: readonly FollowUp[]
  /** When the last training, and the last stage before the evaluations, were left: what follow-ups count from. */
  readonly trainedAt: string | null
  readonly exitedAt: string | null
  /** How many sessions, misses and ends each stage has names for: one that is taken up again goes on counting from there. */
  readonly named: { readonly sessions: Counts; readonly misses: Counts; readonly ends: Counts }
}

export const nothingFound: Found = {
  ...{
    assessments: [],
    before: null,
    after: null,
    needs: null,
    equipment: null,
    commitmentKept: null,
    handedOver: null,
  },
  ...{ supports: [], followUps: [], trainedAt: null, exitedAt: null, named: { sessions: {}, misses: {}, ends: {} } },
}

/** The same with other assessments: the first measures stay what people began with, the last ones of each kind count. */
export function withAssessments(found: Found, assessments: readonly Assessment[]): Found {
  const [first, ...rest] = assessments
  const last = rest.at(-1)
  const diagnostic = assessments.findLast((each) => each.kind === 'diagnostic')
  const training = assessments.findLast((each) => each.kind === 'training')
  return {
    ...found,
    assessments,
    before: first ? measuresIn(first) : null,
    after: last ? measuresIn(last) : null,
    // What was taken over from a former tool stays until somebody has assessed it here.
    needs: diagnostic?.needs ?? found.needs,
    equipment: diagnostic?.equipment ?? found.equipment,
    commitmentKept: training?.commitmentKept ?? found.commitmentKept,
  }
}

const measuresIn = ({ on, askedBy, skills, sentiment, pix }: Measures): Measures => ({
  on,
  askedBy,
  skills,
  sentiment,
  pix,
})

/** The day on which the person was last assessed, or agreed to the journey where nobody assessed them. */
export const lastAssessedOn = ({ before, after }: Found, referral: Referral): string =>
  (after ?? before)?.on ?? referral.consentedOn

/** What the branches of a definition may read. */
export function foundFacts(referral: Referral, found: Found): FoundFacts {
  const { needs, equipment } = found
  return {
    reasons: referral.reasons,
    needs: referral.needs,
    trainingNeeded: needs?.training ?? false,
    laptopNeeded: needs?.laptop ?? false,
    mailboxNeeded: needs?.mailbox ?? false,
    connectionNeeded: needs?.connection ?? false,
    orientationNeeded: needs?.orientation ?? false,
    hasComputer: equipment?.computer ?? false,
    hasConnection: equipment?.connection ?? false,
    commitmentKept: found.commitmentKept ?? true,
    handedOver: found.handedOver !== null,
    heard: found.followUps.length > 0,
  }
}
