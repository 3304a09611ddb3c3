/** A point in decimal degrees (WGS 84). */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** Where a place is: its commune, its EPCI and, where the directory knows it, its point. */
export interface Located {
  readonly stream: string
  readonly name: string
  readonly communeInsee: string
  readonly epci: string
  readonly latitude: number | null
  readonly longitude: number | null
}

export type Nearness = 'commune' | 'epci' | 'territory'
const ranks: readonly Nearness[] = ['commune', 'epci', 'territory']

export interface Near<P extends Located> {
  readonly place: P
  readonly near: Nearness
  /** Kilometres as the crow flies; null where either point is unknown. */
  readonly kilometres: number | null
}

/** The middle of some points; null where there is none. */
export function middleOf(points: readonly Point[]): Point | null {
  if (points.length === 0) return null
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    latitude: mean(points.map(({ latitude }) => latitude)),
    longitude: mean(points.map(({ longitude }) => longitude)),
  }
}

/**
 * Places by how near they are to a commune: its own first, then by distance from `from`, then those whose distance
 * nobody knows, the same EPCI's first; by name and stream where nothing else tells them apart.
 */
export function nearestFirst<P extends Located>(
  places: readonly P[],
  commune: { readonly insee: string; readonly epci: string },
  from: Point | null,
): Near<P>[] {
  const near = places.map((place): Near<P> => {
    const shared = place.epci === commune.epci ? 'epci' : 'territory'
    return {
      place,
      near: place.communeInsee === commune.insee ? 'commune' : shared,
      kilometres: from && pointOf(place) ? kilometresBetween(from, pointOf(place) as Point) : null,
    }
  })
  return near.sort(
    (a, b) =>
      Number(b.near === 'commune') - Number(a.near === 'commune') ||
      (a.kilometres ?? Infinity) - (b.kilometres ?? Infinity) ||
      ranks.indexOf(a.near) - ranks.indexOf(b.near) ||
      compare(a.place.name, b.place.name) ||
      compare(a.place.stream, b.place.stream),
  )
}

export const pointOf = ({ latitude, longitude }: Located): Point | null =>
  latitude === null || longitude === null ? null : { latitude, longitude }

/** By code units, so that the order does not depend on where this runs. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

const EARTH_RADIUS_KM = 6371

/** Great-circle distance (haversine), to a tenth of a kilometre. */
export function kilometresBetween(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude)
  return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord))) * 10) / 10
}
