import type { z } from 'zod'
import type { placeCommands } from '../../contracts/commands/place.commands'
import type { Facts } from '../facts'
import type { Decider, Decision } from '../kernel/decider'
import { accept, never, refuse } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'
import { dayOf } from '../kernel/wait'
import { evolvePlace, type Place, type PlaceEvent, type PlaceState } from './place.state'

type PlaceCommand =
  | { readonly type: 'RegisterPlace'; readonly data: Place }
  | { readonly type: 'UpdatePlace'; readonly data: z.output<(typeof placeCommands)['UpdatePlace']['data']> }

/** A place of the directory: where people are received. It may be registered before its structure is known. */
export const placeDecider: Decider<PlaceState, PlaceCommand, PlaceEvent, Facts> = {
  initialState: { status: 'unknown' },
  decide(command, state, facts) {
    switch (command.type) {
      case 'RegisterPlace':
        return register(command.data, state, facts)
      case 'UpdatePlace':
        return update(command.data, state, facts)
      default:
        return never(command)
    }
  },
  evolve: evolvePlace,
}

/**
 * What a directory says of a place. It says nothing new where it repeats itself, whatever was changed here since; and
 * what was changed here by hand stays, unless the directory was changed on a later day.
 */
function register(data: Place, state: PlaceState, { now, outside }: Facts): Decision<PlaceEvent> {
  const commune = outside.commune
  if (!commune || commune.territory !== data.territory || commune.epci !== data.epci)
    return refuse('unknown_commune', { field: 'communeInsee' })
  if (data.structure && !outside.structures?.[data.structure])
    return refuse('unknown_structure', { field: 'structure' })
  if (halfLocated(data)) return refuse('coordinates_together', { field: 'latitude' })
  if (state.status === 'unknown') return accept({ type: 'PlaceRegistered', data, at: now })
  if (sameJson(state.published, data) || sameJson(state.data, data)) return accept()
  const { editedOn } = state
  if (editedOn !== null && (data.updatedOn ?? '') <= editedOn) {
    return refuse('place_edited_since', { field: 'updatedOn', day: editedOn })
  }
  return accept({ type: 'PlaceUpdated', data, at: now })
}

/** A change made here by the lieu itself or by a coordinator. */
function update(changes: Partial<Place>, state: PlaceState, { now, zone }: Facts): Decision<PlaceEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  const data = { ...state.data, ...changes }
  if (halfLocated(data)) return refuse('coordinates_together', { field: 'latitude' })
  return sameJson(state.data, data)
    ? accept()
    : accept({ type: 'PlaceEdited', data: { changes }, at: now, on: dayOf(now, zone) })
}

const halfLocated = ({ latitude, longitude }: Place) => (latitude === null) !== (longitude === null)
