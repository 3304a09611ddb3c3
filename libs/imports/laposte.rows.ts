import { nothingDescribed } from '../contracts/commands/place.commands'
import { communeFinder, communeOf } from './commune.cells'
import { parsePostalCode, parseSiret } from './identifier.parsers'
import { lineOf } from './line.cells'
import { type LineProblem, problem } from './line.problem'
import { coordinatesOf, type PlaceRow, placeParsers } from './place.row'
import { MAX_ROWS } from './table.format'
import { type Imported, type RowResult, sortOut } from './table.rows'
import type { Territory } from './territory.rows'
import { decodeText } from './text.decoder'
import { parseName } from './text.parsers'

const FIELDS = ['ID', 'SIRET', 'Nom', 'Commune', 'Code postal', 'Code INSEE', 'Adresse', 'latitude', 'longitude']
const COMMUNE_FIELDS = { code: 'Code INSEE', name: 'Commune' }
const COORDINATE_FIELDS = { latitude: 'latitude', longitude: 'longitude' }

/**
 * The places of La Poste's own JSON list (« Étapes numériques »), whose codes are numbers that have lost their
 * zeros. It is a list of the whole country: places outside the territory are refused one by one.
 * The line of a problem is the position of its entry, from 1.
 */
export function readLaPoste(bytes: Uint8Array, { territory }: { territory: Territory }): Imported<PlaceRow> {
  const refuse = (one: LineProblem): Imported<PlaceRow> => ({ ok: false, problems: [one] })
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  const entries = listIn(decoded.text)
  if (entries === null) return refuse(problem(0, null, 'file_not_json'))
  if (entries.length === 0) return refuse(problem(0, null, 'file_without_rows'))
  if (entries.length > MAX_ROWS) return refuse(problem(0, null, 'too_many_lines', String(MAX_ROWS)))
  if (!entries.every(isEntry)) return refuse(problem(0, null, 'file_not_json'))
  const find = communeFinder(territory)
  const results = entries.map((entry, index) => placeOf(index + 1, entry, territory, find))
  return { ok: true, ...sortOut(results, [{ of: ({ externalId }) => externalId, column: 'ID' }]), ignored: [] }
}

function listIn(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : null
  } catch {
    // JSON's own message quotes the file, so that only the fact is kept.
    return null
  }
}

function isEntry(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function placeOf(
  number: number,
  entry: Record<string, unknown>,
  territory: Territory,
  find: ReturnType<typeof communeFinder>,
): RowResult<PlaceRow> {
  const line = lineOf(number, textsOf(entry))
  for (const field of Object.keys(entry)) {
    if (!FIELDS.includes(field)) line.refuse(null, 'column_unknown', FIELDS.join(', '))
    else if (!isPlain(entry[field])) line.refuse(field, 'value_not_text')
  }
  const externalId = line.required('ID', placeParsers.externalId)
  const name = line.required('Nom', parseName(250))
  const commune = communeOf(line, COMMUNE_FIELDS, find)
  const pivot = line.optional('SIRET', parseSiret)
  const postalCode = line.optional('Code postal', parsePostalCode)
  const address = line.optional('Adresse', placeParsers.address)
  // A place of another territory is refused for that alone: its coordinates are outside by nature.
  const coordinates = commune && coordinatesOf(line, COORDINATE_FIELDS, territory.bounds)
  if (!externalId || !name || !commune || !coordinates || line.problems.length > 0) {
    return { line: number, problems: line.problems }
  }
  const where = { address, postalCode, communeInsee: commune.insee, epci: commune.epci, ...coordinates }
  return {
    line: number,
    row: { ...nothingDescribed, source: 'laposte', externalId, name, parentName: 'La Poste', pivot, ...where },
  }
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'string' || Number.isFinite(value)
}

function textsOf(entry: Record<string, unknown>): Record<string, string> {
  const plain = Object.entries(entry).filter(([, value]) => value !== null && isPlain(value))
  return Object.fromEntries(plain.map(([field, value]) => [field, String(value).normalize('NFC').trim()]))
}
