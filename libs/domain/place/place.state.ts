import type { z } from 'zod'
import { nothingDescribed, type placeCommands } from '../../contracts/commands/place.commands'
import type { DomainEvent } from '../kernel/decider'
import { never } from '../kernel/refusal'

export type Place = z.output<(typeof placeCommands)['RegisterPlace']['data']>

/**
 * `data` is what is so now, `published` what the directory said last; they differ where somebody has changed something
 * here since, on the day `editedOn`.
 */
export type PlaceState =
  | { readonly status: 'unknown' }
  | { readonly status: 'known'; readonly data: Place; readonly published: Place; readonly editedOn: string | null }

export type PlaceEvent =
  | DomainEvent<'PlaceRegistered', Place | OlderPlace>
  | DomainEvent<'PlaceUpdated', Place | OlderPlace>
  | DomainEvent<'PlaceEdited', { readonly changes: Partial<Place> }>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

export function evolvePlace(state: PlaceState, event: PlaceEvent): PlaceState {
  switch (event.type) {
    case 'PlaceRegistered':
    case 'PlaceUpdated': {
      const data = 'emails' in event.data ? event.data : fromOlder(event.data)
      return { status: 'known', data, published: data, editedOn: null }
    }
    case 'PlaceEdited': {
      if (state.status === 'unknown') throw new TypeError('a place that is not there cannot be changed')
      const editedOn = event.on ?? null
      return { ...state, data: { ...state.data, ...event.data.changes, updatedOn: editedOn }, editedOn }
    }
    case 'PlanRecomputed':
      return state
    default:
      return never(event)
  }
}

/** A place as it was recorded before all the fields of the national schema were kept. */
export interface OlderPlace
  extends Pick<
    Place,
    'externalId' | 'name' | 'structure' | 'address' | 'postalCode' | 'communeInsee' | 'epci' | 'territory'
  > {
  readonly source: string
  readonly siret: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly phone: string | null
  readonly email: string | null
  readonly website: string | null
  readonly openingHours: string | null
  readonly services: Place['services']
  readonly publics: Place['publics']
  readonly labels: Place['otherLabels']
  readonly itinerant: boolean
}

function fromOlder({ siret, email, website, labels, itinerant, ...same }: OlderPlace): Place {
  return {
    ...nothingDescribed,
    ...same,
    pivot: siret,
    emails: email === null ? [] : [email],
    websites: website === null ? [] : [website],
    otherLabels: labels,
    itinerance: itinerant ? ['Itinérant'] : [],
  }
}
