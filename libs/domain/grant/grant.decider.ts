import { decide } from './grant.decide'
import { evolve } from './grant.evolve'
import type { GrantState } from './grant.state'

/** A grant: one project of one structure in one call, from its application to its closure. */
export const grantDecider = { initialState: { stage: 'unknown' } as GrantState, decide, evolve }
