import type { z } from 'zod'
import { MAX_DESCRIPTION_CHARS, placeCommands } from '../contracts/commands/place.commands'
import { firstOf, parseEmail, parsePhone, parseWebsite, valuesOf } from './contact.parsers'
import { parseDegrees } from './identifier.parsers'
import type { CellParser, Line } from './line.cells'
import type { Territory } from './territory.rows'
import { parseParagraphs, parseText } from './text.parsers'

/**
 * A place of a directory, normalised: what `RegisterPlace` says of it, but for the structure and the territory, which
 * the file does not know. `communeInsee` is the present commune, `epci` the SIREN of its EPCI.
 */
export const placeRowSchema = placeCommands.RegisterPlace.data.omit({ structure: true, territory: true })
export type PlaceRow = z.infer<typeof placeRowSchema>

/** How the single values of a place are read, whatever its directory calls them. */
export const placeParsers = {
  externalId: parseText(100),
  address: parseText(300),
  phone: firstOf(parsePhone),
  openingHours: parseParagraphs(1000),
  description: parseParagraphs(MAX_DESCRIPTION_CHARS),
} satisfies Record<string, CellParser<string>>

export const parseEmails = valuesOf(parseEmail)
export const parseWebsites = valuesOf(parseWebsite)

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
