import { stringify } from 'csv-stringify/sync'
import type { Place } from '../../contracts/api/directory.schemas'

/** A place as a directory publishes it: the commune as it is written, and a day of last change in every case. */
export type PublishedPlace = Omit<Place, 'id' | 'version' | 'structure' | 'communeInsee' | 'epci' | 'commune'> & {
  readonly communeName: string
  readonly communeCode: string | null
  readonly updatedOn: string
}

/** The columns of the national schema, in its order, and what each says of a place. */
const columns: readonly (readonly [name: string, cell: (place: PublishedPlace) => string | null])[] = [
  ['id', ({ externalId }) => externalId],
  ['pivot', ({ pivot }) => pivot],
  ['nom', ({ name }) => name],
  ['commune', ({ communeName }) => communeName],
  ['code_postal', ({ postalCode }) => postalCode],
  ['code_insee', ({ communeCode }) => communeCode],
  ['adresse', ({ address }) => address],
  ['complement_adresse', ({ addressExtra }) => addressExtra],
  ['latitude', ({ latitude }) => decimal(latitude)],
  ['longitude', ({ longitude }) => decimal(longitude)],
  ['typologie', ({ kinds }) => list(kinds)],
  ['telephone', ({ phone }) => phone],
  ['courriels', ({ emails }) => list(emails)],
  ['site_web', ({ websites }) => list(websites)],
  ['horaires', ({ openingHours }) => openingHours],
  ['presentation_resume', ({ summary }) => summary],
  ['presentation_detail', ({ description }) => description],
  ['source', ({ source }) => source],
  ['itinerance', ({ itinerance }) => list(itinerance)],
  ['structure_parente', ({ parentName }) => parentName],
  ['date_maj', ({ updatedOn }) => updatedOn],
  ['services', ({ services }) => list(services)],
  ['publics_specifiquement_adresses', ({ publics }) => list(publics)],
  ['prise_en_charge_specifique', ({ specialCare }) => list(specialCare)],
  ['frais_a_charge', ({ fees }) => list(fees)],
  ['dispositif_programmes_nationaux', ({ programmes }) => list(programmes)],
  ['formations_labels', ({ labels }) => list(labels)],
  ['autres_formations_labels', ({ otherLabels }) => list(otherLabels)],
  ['modalites_acces', ({ accessModes }) => list(accessModes)],
  ['modalites_accompagnement', ({ supportModes }) => list(supportModes)],
  ['fiche_acces_libre', ({ accessibilityUrl }) => accessibilityUrl],
  ['prise_rdv', ({ bookingUrl }) => bookingUrl],
]

export const nationalColumns: readonly string[] = columns.map(([name]) => name)

/**
 * Places as a CSV file in the national schema, in its canonical form: comma, every cell in quotes as in the schema's
 * own example, lines ended by LF, UTF-8 without mark, values of a list split by `|` without spaces, decimal points.
 * Cells are written as they are: `escape_formulas` would put an apostrophe before every phone number (+33…), and this
 * is data that other directories read. Whoever opens it in a spreadsheet imports its columns as text.
 */
export function nationalSheet(places: readonly PublishedPlace[]): string {
  const rows = places.map((place) => columns.map(([, cell]) => cell(place) ?? ''))
  return stringify([nationalColumns, ...rows], { quoted: true, quoted_empty: true, record_delimiter: 'unix' })
}

const list = (values: readonly string[]): string => values.join('|')

/** A number without exponent, which the schema does not know. */
function decimal(degrees: number | null): string | null {
  if (degrees === null) return null
  const text = String(degrees)
  return text.includes('e') ? degrees.toFixed(15).replace(/\.?0+$/, '') : text
}
