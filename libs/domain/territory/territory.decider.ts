import type { z } from 'zod'
import type { territoryCommands } from '../../contracts/commands/directory.commands'
import type { Facts } from '../facts'
import type { Decider, DomainEvent } from '../kernel/decider'
import { accept } from '../kernel/refusal'
import { evolveRegistered, type RegisteredState, sameJson } from '../kernel/registered'

export type Territory = z.output<(typeof territoryCommands)['DescribeTerritory']['data']>
export type TerritoryState = RegisteredState<Territory>
export type TerritoryEvent =
  | DomainEvent<'TerritoryDescribed', Territory>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

/** A département with its EPCI and communes, those of neighbours included where an EPCI crosses the border. */
export const territoryDecider: Decider<
  TerritoryState,
  { type: 'DescribeTerritory'; data: Territory },
  TerritoryEvent,
  Facts
> = {
  initialState: { status: 'unknown' },
  decide({ data }, state, { now }) {
    if (state.status === 'known' && sameJson(state.data, data)) return accept()
    return accept({ type: 'TerritoryDescribed', data, at: now })
  },
  evolve: (state, event) => evolveRegistered(state, event),
}
