import type { Orientation, OrientationQuery } from '../../contracts/api/orientation.schemas'
import type { Actor } from '../../contracts/command'
import { serviceOfNeed } from '../../contracts/commands/place.values'
import { uuidOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { conditions, type Queryable, scopeSql } from './list.sql'
import { type Located, middleOf, nearestFirst, pointOf } from './orientation.order'

type Shown = Omit<Orientation['places'][number], 'id' | 'near' | 'kilometres'>
type PlaceRow = Located & Shown & { readonly services: readonly string[] }
interface CommuneRow {
  readonly insee: string
  readonly epci: string
}

const CLOSED_TO_THE_PUBLIC = "Ce lieu n'accueille pas de public"

/**
 * Places near a commune that help with something; null where the commune is not of the territory. It reads the
 * directory and writes nothing: nobody's name, and no question asked, is kept.
 */
export async function orientation(
  sql: Queryable,
  actor: Actor,
  { commune, need, limit }: OrientationQuery,
): Promise<Orientation | null> {
  const found = await sql.query<CommuneRow>('SELECT insee, epci FROM commune WHERE insee = $1', [commune])
  const [from] = found.rows
  if (!from) return null
  const service = serviceOfNeed[need]
  const places = await placesOf(sql, actor)
  const open = places.filter(({ services, accessModes }) => {
    return services.includes(service) && !accessModes.includes(CLOSED_TO_THE_PUBLIC)
  })
  const nearest = nearestFirst(open, from, startOf(places, from)).slice(0, limit)
  return {
    service,
    places: nearest.map(({ place: { stream, ...place }, ...near }) => ({ id: uuidOf(stream), ...place, ...near })),
  }
}

/** Nobody publishes where a commune's middle is: it is that of its places or, where it has none, of its EPCI's. */
function startOf(places: readonly PlaceRow[], { insee, epci }: CommuneRow) {
  const middle = (kept: readonly PlaceRow[]) => middleOf(kept.flatMap((place) => pointOf(place) ?? []))
  return (
    middle(places.filter(({ communeInsee }) => communeInsee === insee)) ??
    middle(places.filter((place) => place.epci === epci))
  )
}

async function placesOf(sql: Queryable, actor: Actor): Promise<readonly PlaceRow[]> {
  const where = conditions()
  where.and(scopeSql(scopeOf(actor.role, 'place'), actor, where.value))
  const { rows } = await sql.query<PlaceRow>(
    `SELECT p.stream, p.name, p.address, p.postal_code AS "postalCode", p.commune_insee AS "communeInsee",
       coalesce(c.name, p.commune_name) AS "communeName", p.epci, p.latitude, p.longitude, p.services, p.phone,
       p.emails, p.websites, p.opening_hours AS "openingHours", p.access_modes AS "accessModes", p.fees,
       p.booking_url AS "bookingUrl"
     FROM place p LEFT JOIN commune c ON c.territory = p.territory AND c.insee = p.commune_insee
     WHERE ${where.sql()}`,
    where.values,
  )
  return rows
}
