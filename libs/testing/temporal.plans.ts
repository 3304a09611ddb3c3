import type { DotationPlan, JourneyPlan, LotPlan } from '../contracts/plan'
import { dotationOf, type Stream } from '../contracts/stream'

/** A journey's stream that nobody else uses, so that tests may share a server. */
export const someJourney = (): Stream => `journey-${crypto.randomUUID()}`

/** A lot's stream that nobody else uses. */
export const someLot = (): Stream => `lot-${crypto.randomUUID()}`

type Change<P> = Partial<Omit<P, 'planVersion' | 'stage' | 'outcome'>>

const waiting = { planVersion: 1, epoch: 1, version: 1, owner: null, until: null, command: null, child: null } as const
const where = { task: 'answer', territory: '40' }

/** A journey's Plan at its first version, waiting for a wake alone until `change` says more. */
export function journeyPlan(
  stream: Stream,
  change: Change<JourneyPlan> & { stage?: Exclude<JourneyPlan['stage'], 'closed'> } = {},
): JourneyPlan {
  return { ...waiting, ...where, stage: 'prescription', stream, ...change }
}

export const closedPlan = (stream: Stream, change: Change<JourneyPlan> = {}): JourneyPlan => ({
  ...journeyPlan(stream, change),
  stage: 'closed',
  outcome: 'expired',
})

/** The first Plan of the dotation of a journey. */
export function dotationPlan(
  journey: Stream,
  change: Change<DotationPlan> & { stage?: Exclude<DotationPlan['stage'], 'closed'> } = {},
): DotationPlan {
  return { ...waiting, ...where, stage: 'stock', stream: dotationOf(journey), ...change }
}

/** A lot's Plan at its first version. */
export function lotPlan(
  stream: Stream,
  change: Change<LotPlan> & { stage?: Exclude<LotPlan['stage'], 'closed'> } = {},
): LotPlan {
  return { ...waiting, ...where, stage: 'ordered', stream, ...change }
}
