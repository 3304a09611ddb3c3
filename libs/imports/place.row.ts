import { z } from 'zod'
import { firstOf, parseEmail, parsePhone, parseWebsite } from './contact.parsers'
import { parseDegrees } from './identifier.parsers'
import type { CellParser, Line } from './line.cells'
import type { Territory } from './territory.rows'
import { parseParagraphs, parseText } from './text.parsers'

const text = (max: number) => z.string().min(1).max(max)
const list = z.array(text(200)).max(40)

/**
 * A place of a directory, normalised. `externalId` is its identifier in `source`; `structureName` and `siret` are
 * those of the structure that runs it; `communeInsee` is the present commune, `epci` the SIREN of its EPCI.
 * Coordinates are decimal degrees (WGS 84), phone E.164; of several e-mails or sites the first is kept.
 * The lists hold values of the national schema of places 1.0.1.
 */
export const placeRowSchema = z.strictObject({
  source: z.enum(['alpi', 'laposte']),
  externalId: text(100),
  name: text(250),
  structureName: text(250).nullable(),
  siret: z
    .string()
    .regex(/^\d{14}$/)
    .nullable(),
  address: text(300).nullable(),
  postalCode: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  communeInsee: z.string().regex(/^(\d{5}|2[AB]\d{3})$/),
  epci: z.string(),
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  phone: z.e164().nullable(),
  email: z.email().max(254).nullable(),
  website: text(500).nullable(),
  openingHours: text(1000).nullable(),
  description: text(4000).nullable(),
  itinerant: z.boolean(),
  kinds: list,
  services: list,
  publics: list,
  specialCare: list,
  supportModes: list,
  fees: list,
  labels: list,
})
export type PlaceRow = z.infer<typeof placeRowSchema>

/** How the single values of a place are read, whatever its directory calls them. */
export const placeParsers = {
  externalId: parseText(100),
  address: parseText(300),
  phone: firstOf(parsePhone),
  email: firstOf(parseEmail),
  website: firstOf(parseWebsite),
  openingHours: parseParagraphs(1000),
  description: parseParagraphs(4000),
} satisfies Record<string, CellParser<string>>

/** Reads both coordinates or none, and checks that they lie in the territory's box. */
export function coordinatesOf(
  line: Line,
  columns: { latitude: string; longitude: string },
  { south, west, north, east }: Territory['bounds'],
): Pick<PlaceRow, 'latitude' | 'longitude'> {
  const latitude = line.optional(columns.latitude, parseDegrees)
  const longitude = line.optional(columns.longitude, parseDegrees)
  const empty = [columns.latitude, columns.longitude].filter((column) => line.text(column) === '')
  if (empty.length === 1) line.refuse(empty[0] ?? null, 'coordinate_alone')
  if (latitude !== null && longitude !== null) {
    const inside = south <= latitude && latitude <= north && west <= longitude && longitude <= east
    if (!inside) line.refuse(columns.latitude, 'coordinates_outside_territory')
  }
  return { latitude, longitude }
}
