import { dotationStages, grantStages, journeyStages, lotStages, sessionStages } from '../../libs/contracts/codes'
import type { DotationPlan, GrantPlan, JourneyPlan, LotPlan, Plan, SessionPlan } from '../../libs/contracts/plan'
import { dotationOf } from '../../libs/contracts/stream'

const journey = 'journey-00000000-0000-4000-8000-000000000040'
const dotation = dotationOf(journey)
const grant = 'grant-00000000-0000-4000-8000-000000000040'
const session = 'session-00000000-0000-4000-8000-000000000040'
const lot = 'lot-00000000-0000-4000-8000-000000000040'

/** The histories that are recorded and replayed: a journey, a dotation, a lot, a grant and a session, in each of their stages. */
export const historyNames: readonly string[] = [
  ...journeyStages.map((stage) => `journey.${stage}`),
  ...dotationStages.map((stage) => `dotation.${stage}`),
  ...lotStages.map((stage) => `lot.${stage}`),
  ...grantStages.map((stage) => `grant.${stage}`),
  ...sessionStages.map((stage) => `session.${stage}`),
]

const waiting = { planVersion: 1, epoch: 1, owner: null, until: null, command: null, child: null } as const
const where = { task: 'recorded', territory: '40' }

/** The Plan with which a stage begins; only the dotation's stage of a journey has a child. */
export function journeyPlanOf(stage: JourneyPlan['stage'], version: number): JourneyPlan {
  const plan = { ...waiting, ...where, stream: journey, version, child: stage === 'dotation' ? dotation : null }
  return stage === 'closed' ? { ...plan, stage, outcome: 'completed' } : { ...plan, stage }
}

export function dotationPlanOf(stage: DotationPlan['stage'], version: number): DotationPlan {
  const plan = { ...waiting, ...where, stream: dotation, version }
  return stage === 'closed' ? { ...plan, stage, outcome: 'handed_over' } : { ...plan, stage }
}

export function lotPlanOf(stage: LotPlan['stage'], version: number): LotPlan {
  const plan = { ...waiting, ...where, stream: lot, version }
  return stage === 'closed' ? { ...plan, stage, outcome: 'delivered' } : { ...plan, stage }
}

export function grantPlanOf(stage: GrantPlan['stage'], version: number): GrantPlan {
  const plan = { ...waiting, ...where, stream: grant, version }
  return stage === 'closed' ? { ...plan, stage, outcome: 'closed' } : { ...plan, stage }
}

export function sessionPlanOf(stage: SessionPlan['stage'], version: number): SessionPlan {
  const plan = { ...waiting, ...where, stream: session, version }
  return stage === 'closed' ? { ...plan, stage, outcome: 'held' } : { ...plan, stage }
}

/** The same wait, with a deadline in so many seconds. */
export const dueIn = <P extends Plan>(plan: P, seconds: number, command: string): P => ({
  ...plan,
  until: new Date(Date.now() + seconds * 1_000).toISOString(),
  command,
})
