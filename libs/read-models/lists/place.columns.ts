import type { Place } from '../../contracts/api/directory.schemas'
import { uuidOf } from '../../contracts/stream'

/** A row of `place` (as `p`) with the version of its head (as `h`). */
export type PlaceRow = Omit<Place, 'id' | 'commune'> & {
  readonly stream: string
  readonly communeName: string | null
  readonly communeCode: string | null
}

export const placeColumns = `p.stream, h.version, p.source, p.external_id AS "externalId", p.name, p.structure, p.pivot,
  p.parent_name AS "parentName", p.address, p.address_extra AS "addressExtra", p.postal_code AS "postalCode",
  p.commune_insee AS "communeInsee", p.commune_name AS "communeName", p.commune_code AS "communeCode", p.epci,
  p.latitude, p.longitude, p.kinds, p.phone, p.emails, p.websites, p.opening_hours AS "openingHours", p.summary,
  p.description, p.itinerance, p.services, p.publics, p.special_care AS "specialCare", p.fees, p.programmes, p.labels,
  p.other_labels AS "otherLabels", p.access_modes AS "accessModes", p.support_modes AS "supportModes",
  p.accessibility_url AS "accessibilityUrl", p.booking_url AS "bookingUrl", p.updated_on AS "updatedOn"`

export function placeOf({ stream, communeName, communeCode, ...place }: PlaceRow): Place {
  const commune = communeName === null ? null : { name: communeName, insee: communeCode }
  return { id: uuidOf(stream), ...place, commune }
}
