import type { Facts } from '../facts'
import type { Decider } from '../kernel/decider'
import { decide, type LotCommand } from './lot.decide'
import { evolve, type LotEvent, type LotState } from './lot.state'

/** A lot of laptops: acquired by a structure, prepared by a recyclerie before any name, followed until it is delivered. */
export const lotDecider: Decider<LotState, LotCommand, LotEvent, Facts> = {
  initialState: { stage: 'unknown' },
  decide,
  evolve,
}
