import type { z } from 'zod'
import { type CommuneFinder, communeFinder, communeOf } from '../commune.cells'
import { parseEmail, parseWebsite, valuesOf } from '../contact.parsers'
import { broken, type CellParser, type Line, lineOf, read } from '../line.cells'
import { coordinatesOf, type PlaceRow, placeParsers, placeRowSchema } from '../place.row'
import { type Imported, importTable, type RowResult } from '../table.rows'
import type { Territory } from '../territory.rows'
import { parseParagraphs, parseText } from '../text.parsers'
import { schemaCheck, splitValues, type TableSchema } from './table.schema'

export interface NationalContext {
  readonly schema: TableSchema
  readonly territory: Territory
  /** ISO 8601 day of the territory. */
  readonly today: string
}

/**
 * The places of a CSV file in the national schema, each validated against it. Values are kept as they are written, so
 * that an export says the same; a place of another territory is refused for that alone.
 */
export function readNational(bytes: Uint8Array, { schema, territory, today }: NationalContext): Imported<PlaceRow> {
  const named = (required: boolean) =>
    schema.fields.filter(({ constraints }) => (constraints.required ?? false) === required).map(({ name }) => name)
  const check = schemaCheck(schema, today)
  const find = communeFinder(territory)
  return importTable<PlaceRow>(
    bytes,
    { required: named(true), optional: named(false), others: 'ignored', keepsSpaces: true },
    ({ line, cells }) => placeOf(lineOf(line, cells), line, { check, find, territory }),
    { of: ({ source, externalId }) => JSON.stringify([source, externalId]), column: 'id' },
  )
}

interface Reading {
  readonly check: (line: Line) => void
  readonly find: CommuneFinder
  readonly territory: Territory
}

function placeOf(line: Line, number: number, { check, find, territory }: Reading): RowResult<PlaceRow> {
  const commune = communeOf(line, { code: 'code_insee', name: 'commune' }, find)
  if (!commune) return { line: number, problems: line.problems }
  check(line)
  if (line.problems.length > 0) return { line: number, problems: line.problems }
  const said = { ...identity(line), ...whereOf(line, territory.bounds), ...offerOf(line) }
  if (line.problems.length > 0) return { line: number, problems: line.problems }
  const row = placeRowSchema.parse({ ...said, communeInsee: commune.insee, epci: commune.epci })
  return { line: number, row, warnings: line.warnings }
}

type Said = z.input<typeof placeRowSchema>

/** One line as it is written, inner spaces included. */
const asWritten = (max: number): CellParser<string> => {
  const parse = parseText(max)
  return (text) => {
    const parsed = parse(text)
    return parsed.ok ? read(text) : parsed
  }
}

/** An e-mail as it is written: here it is published, nobody is found by it. */
const emailAsWritten: CellParser<string> = (text) => (parseEmail(text).ok ? read(text) : broken('email_format'))

const values = (max: number) => valuesOf(asWritten(max))

function identity(cells: Line) {
  return {
    source: cells.optional('source', asWritten(100)),
    externalId: cells.required('id', placeParsers.externalId) ?? '',
    pivot: cells.text('pivot'),
    name: cells.required('nom', asWritten(250)) ?? '',
    parentName: cells.optional('structure_parente', asWritten(250)),
    updatedOn: cells.text('date_maj'),
  } satisfies Partial<Said>
}

function whereOf(cells: Line, bounds: Territory['bounds']) {
  return {
    commune: { name: cells.required('commune', asWritten(200)) ?? '', insee: cells.text('code_insee') || null },
    postalCode: cells.text('code_postal'),
    address: cells.required('adresse', asWritten(300)),
    addressExtra: cells.optional('complement_adresse', asWritten(300)),
    ...coordinatesOf(cells, { latitude: 'latitude', longitude: 'longitude' }, bounds),
    phone: cells.text('telephone') || null,
    emails: cells.optional('courriels', valuesOf(emailAsWritten)) ?? [],
    websites: cells.optional('site_web', valuesOf(parseWebsite)) ?? [],
    openingHours: cells.optional('horaires', placeParsers.openingHours),
    accessibilityUrl: cells.optional('fiche_acces_libre', parseWebsite),
    bookingUrl: cells.optional('prise_rdv', parseWebsite),
  } satisfies Partial<Said>
}

function offerOf(cells: Line) {
  const closed = (column: string) => splitValues(cells.text(column))
  return {
    summary: cells.optional('presentation_resume', parseParagraphs(280)),
    description: cells.optional('presentation_detail', placeParsers.description),
    kinds: cells.optional('typologie', values(60)) ?? [],
    itinerance: closed('itinerance'),
    services: closed('services'),
    publics: closed('publics_specifiquement_adresses'),
    specialCare: closed('prise_en_charge_specifique'),
    fees: closed('frais_a_charge'),
    programmes: closed('dispositif_programmes_nationaux'),
    labels: closed('formations_labels'),
    otherLabels: cells.optional('autres_formations_labels', values(200)) ?? [],
    accessModes: closed('modalites_acces'),
    supportModes: closed('modalites_accompagnement'),
  }
}
