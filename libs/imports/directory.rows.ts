import { nothingDescribed } from '../contracts/commands/place.commands'
import { communeFinder, communeOf } from './commune.cells'
import { columnsOf, type DirectoryMapping, nationalValues, unreadValues } from './directory.mapping'
import { parsePostalCode, parseSiret } from './identifier.parsers'
import { type Line, lineOf } from './line.cells'
import { coordinatesOf, parseEmails, parseWebsites, type PlaceRow, placeParsers } from './place.row'
import type { TableFormat } from './table.format'
import { type Imported, importTable } from './table.rows'
import type { Territory } from './territory.rows'
import { parseName } from './text.parsers'

/**
 * A directory is an export of another tool, with columns that the mapping does not read (Facebook page, legal
 * form…): they are ignored and reported, where in a form of our own they would be refused.
 */
export function directoryFormat(mapping: DirectoryMapping): TableFormat {
  const required = [mapping.id.colonne, mapping.nom.colonne]
  const commune = [mapping.code_insee.colonne, mapping.commune.colonne]
  const optional = columnsOf(mapping).filter((column) => !required.includes(column) && !commune.includes(column))
  return { required, optional, oneOf: [commune], others: 'ignored' }
}

/** The places of a CSV directory in the columns of `mapping`, and what was refused of it, line by line. */
export function readDirectory(
  bytes: Uint8Array,
  { mapping, territory }: { mapping: DirectoryMapping; territory: Territory },
): Imported<PlaceRow> {
  const findCommune = communeFinder(territory)
  return importTable<PlaceRow>(
    bytes,
    directoryFormat(mapping),
    ({ line: number, cells }) => {
      const line = lineOf(number, cells)
      const externalId = line.required(mapping.id.colonne, placeParsers.externalId)
      const name = line.required(mapping.nom.colonne, parseName(250))
      const commune = communeOf(line, { code: mapping.code_insee.colonne, name: mapping.commune.colonne }, findCommune)
      const located = {
        parentName: line.optional(mapping.structure_parente.colonne, parseName(250)),
        pivot: line.optional(mapping.pivot.colonne, parseSiret),
        address: addressOf(line, mapping),
        postalCode: line.optional(mapping.code_postal.colonne, parsePostalCode),
        ...coordinatesOf(
          line,
          { latitude: mapping.latitude.colonne, longitude: mapping.longitude.colonne },
          territory.bounds,
        ),
      }
      const described = { ...contactsOf(line, mapping), ...offerOf(line, mapping) }
      if (!externalId || !name || !commune || line.problems.length > 0) return { line: number, problems: line.problems }
      const where = { communeInsee: commune.insee, epci: commune.epci }
      const row: PlaceRow = {
        ...nothingDescribed,
        ...{ source: 'alpi', externalId, name, ...where, ...located, ...described },
      }
      return { line: number, row, warnings: line.warnings }
    },
    { of: ({ externalId }) => externalId, column: mapping.id.colonne },
  )
}

function addressOf(line: Line, { adresse }: DirectoryMapping): string | null {
  const { colonnes, séparateur: separator } = adresse.joindre
  const parts = colonnes.map((column) => line.text(column)).filter((part) => part !== '')
  const address = placeParsers.address(parts.join(separator))
  if (!address.ok) return line.refuse(colonnes.join(' | '), address.rule, address.detail)
  return address.value || null
}

function contactsOf(line: Line, mapping: DirectoryMapping) {
  const { colonne } = mapping.telephone
  if (line.text(colonne).includes('|')) line.warn(colonne, 'first_value_kept')
  return {
    phone: line.optional(mapping.telephone.colonne, placeParsers.phone),
    emails: line.optional(mapping.courriels.colonne, parseEmails) ?? [],
    websites: line.optional(mapping.site_web.colonne, parseWebsites) ?? [],
    openingHours: line.optional(mapping.horaires.semaine, placeParsers.openingHours),
    description: line.optional(mapping.presentation_detail.colonne, placeParsers.description),
  }
}

function offerOf({ text, warn }: Line, mapping: DirectoryMapping) {
  for (const { column, places } of unreadValues(mapping, text)) warn(column, 'values_left_out', places.join(', '))
  return {
    itinerance: nationalValues(mapping.itinerance, text),
    kinds: nationalValues(mapping.typologie, text),
    services: nationalValues(mapping.services, text),
    publics: nationalValues(mapping.publics_specifiquement_adresses, text),
    specialCare: nationalValues(mapping.prise_en_charge_specifique, text),
    supportModes: nationalValues(mapping.modalites_accompagnement, text),
    fees: nationalValues(mapping.frais_a_charge, text),
    otherLabels: nationalValues(mapping.autres_formations_labels, text),
  }
}
