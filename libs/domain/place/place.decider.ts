import type { z } from 'zod'
import type { placeCommands } from '../../contracts/commands/directory.commands'
import type { Facts } from '../facts'
import type { Decider, DomainEvent } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { evolveRegistered, type RegisteredState, sameJson } from '../kernel/registered'

export type Place = z.output<(typeof placeCommands)['RegisterPlace']['data']>
export type PlaceState = RegisteredState<Place>
export type PlaceEvent =
  | DomainEvent<'PlaceRegistered', Place>
  | DomainEvent<'PlaceUpdated', Place>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

/** A place of the directory: where people are received. It may be registered before its structure is known. */
export const placeDecider: Decider<PlaceState, { type: 'RegisterPlace'; data: Place }, PlaceEvent, Facts> = {
  initialState: { status: 'unknown' },
  decide({ data }, state, { now, outside }) {
    const commune = outside.commune
    if (!commune || commune.territory !== data.territory || commune.epci !== data.epci)
      return refuse('unknown_commune', { field: 'communeInsee' })
    if (data.structure && !outside.structures?.[data.structure])
      return refuse('unknown_structure', { field: 'structure' })
    if (state.status === 'known' && sameJson(state.data, data)) return accept()
    return accept({ type: state.status === 'known' ? 'PlaceUpdated' : 'PlaceRegistered', data, at: now })
  },
  evolve: (state, event) => evolveRegistered(state, event),
}
