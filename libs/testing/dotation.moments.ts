import { definitionSchema } from '../domain/definition/definition.schema'
import { evolve } from '../domain/dotation/dotation.evolve'
import type { DotationState } from '../domain/dotation/dotation.state'
import {
  boundDotation,
  decided,
  handedOverDotation,
  openedDotation,
  signedDotation,
  stockOn,
} from './dotation.fixtures'
import { facts, withStage } from './journey.fixtures'

export const dotationNow = '2026-09-14T09:00:00Z'

const uncovered = facts({}, dotationNow, {
  definition: definitionSchema.parse(withStage('dotation', { guarantee: null })),
})
const paused: DotationState = evolve(openedDotation(), { type: 'DotationPaused', data: {}, at: dotationNow })

const booked: DotationState = evolve(boundDotation(), {
  ...{ type: 'HandOverBooked', data: { at: '2026-09-14T08:00:00Z' }, at: '2026-09-01T09:00:00Z' },
})

/** A dotation at each moment of its life; the day of its hand-over is today, an hour ago. */
export const dotationMoments = {
  unknown: { stage: 'unknown' } as DotationState,
  waiting: openedDotation(),
  paused,
  bound: boundDotation(),
  booked,
  signed: signedDotation(),
  covered: handedOverDotation(),
  closed: handedOverDotation(uncovered),
  abandoned: decided(openedDotation(), { type: 'Withdraw', data: {} }, stockOn(dotationNow, 0)).state,
} as const
