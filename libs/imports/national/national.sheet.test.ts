import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { labelsWithSpace, placeValues } from '../../contracts/commands/place.values'
import { bytesOf, fileOf, nationalContext, problemsOf, rowsOf } from '../imports.fixture'
import type { PlaceRow } from '../place.row'
import { readNational } from './national.rows'
import { nationalSheet, type PublishedPlace } from './national.sheet'

const everywhere = { south: -90, west: -180, north: 90, east: 180 }
const reims = { insee: '51454', name: 'Reims', epci: '200067213', department: '51', postalCodes: ['51100'] }
const { territory } = nationalContext
const context = {
  ...nationalContext,
  territory: { ...territory, communes: [...territory.communes, reims], bounds: everywhere },
}

const published = ({ commune, updatedOn, ...row }: PlaceRow): PublishedPlace => ({
  ...row,
  communeName: commune?.name ?? '',
  communeCode: commune?.insee ?? null,
  updatedOn: updatedOn ?? '',
})
const sheetOf = (rows: readonly PlaceRow[]) => nationalSheet(rows.map(published))
const again = (sheet: string) => rowsOf(readNational(bytesOf(sheet), context))

test('the schema’s valid example comes out as it went in: every cell, and its line byte for byte', () => {
  const example = Buffer.from(fileOf('definitions/sources/mednum-exemple-valide.csv')).toString('utf8')
  const sheet = sheetOf(again(example))
  expect(parse(sheet)).toEqual(parse(example))
  expect(sheet.split('\n').slice(1)).toEqual(example.split('\n').slice(1))
  expect(sheetOf(again(sheet))).toBe(sheet)
})

test('a cell that a spreadsheet would compute is written as it is', () => {
  const place = {
    ...again(sheetOf(again(exampleText())))[0],
    name: '=1+1',
    addressExtra: '@ici',
    phone: '+33536490010',
  }
  expect(sheetOf([place as PlaceRow])).toContain('"=1+1"')
  expect(again(sheetOf([place as PlaceRow]))[0]).toMatchObject({ name: '=1+1', addressExtra: '@ici' })
})

/** Words as directories hold them, and what makes a CSV file stumble. */
const words = (max: number) =>
  fc
    .array(
      fc.constantFrom(
        'Médiathèque',
        'œuvre',
        ' ',
        '\u00a0',
        '"',
        ',',
        ';',
        "'",
        '’',
        '=',
        '+',
        '-',
        '@',
        '0',
        'É',
        '…',
      ),
      { minLength: 1, maxLength: Math.min(max, 20) },
    )
    .map((parts) => parts.join('').trim())
    .filter((text) => text !== '' && text.length <= max)
const paragraphs = (max: number) =>
  fc.array(words(40), { minLength: 1, maxLength: 3 }).map((all) => all.join('\n').slice(0, max).trim())
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 4 })
const anyOf = <T>(values: readonly T[]) => some(fc.constantFrom(...values))
const degrees = (most: number) =>
  fc.double({ min: -most, max: most, noNaN: true }).map((value) => Number(value.toFixed(9)) + 0)
const url = fc.webUrl({ validSchemes: ['https'] }).filter((text) => text.length < 400 && !text.includes('|'))
const point = fc.oneof(
  fc.record({ latitude: degrees(90), longitude: degrees(180) }),
  fc.constant({ latitude: null, longitude: null }),
)
const commune = fc.constantFrom(
  { commune: { name: 'Dax', insee: '40088' }, communeInsee: '40088', epci: '244000675' },
  { commune: { name: 'DAX', insee: null }, communeInsee: '40088', epci: '244000675' },
  { commune: { name: 'Sindères', insee: '40302' }, communeInsee: '40197', epci: '244000691' },
)

const generated: fc.Arbitrary<PlaceRow> = fc
  .record({
    source: maybe(words(100)),
    externalId: fc.uuid(),
    pivot: fc.stringMatching(/^[a-zA-Z0-9]{9,14}$/),
    name: words(250),
    parentName: maybe(words(250)),
    address: words(300),
    addressExtra: maybe(words(300)),
    postalCode: fc.stringMatching(/^\d{5}$/),
    kinds: some(words(60)),
    phone: maybe(fc.stringMatching(/^\+33\d{9}$/)),
    emails: some(fc.constantFrom('lieu@exemple.invalid', 'Accueil@exemple.invalid')),
    websites: some(url),
    openingHours: maybe(paragraphs(1000)),
    summary: maybe(paragraphs(280)),
    description: maybe(paragraphs(5000)),
    itinerance: anyOf(placeValues.itinerance),
    services: anyOf(placeValues.services),
    publics: anyOf(placeValues.publics_specifiquement_adresses),
    specialCare: anyOf(placeValues.prise_en_charge_specifique),
    fees: anyOf(placeValues.frais_a_charge),
    programmes: anyOf(placeValues.dispositif_programmes_nationaux),
    labels: anyOf([...placeValues.formations_labels, ...labelsWithSpace]),
    otherLabels: some(words(200)),
    accessModes: anyOf(placeValues.modalites_acces),
    supportModes: anyOf(placeValues.modalites_accompagnement),
    accessibilityUrl: maybe(url),
    bookingUrl: maybe(url),
    updatedOn: fc.constantFrom('2024-02-29', '2026-11-22'),
  })
  .chain((place) => fc.tuple(point, commune).map(([where, which]) => ({ ...place, ...where, ...which })))

test('any place comes out as it went in, and a second export is the first byte for byte', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(generated, { minLength: 1, maxLength: 4, selector: (row) => row.externalId }),
      (rows) => {
        const sheet = sheetOf(rows)
        const read = readNational(bytesOf(sheet), context)
        expect(problemsOf(read)).toEqual([])
        expect(rowsOf(read)).toEqual(rows)
        expect(sheetOf(rowsOf(read))).toBe(sheet)
      },
    ),
    { numRuns: 300 },
  )
})

function exampleText(): string {
  return Buffer.from(fileOf('definitions/sources/mednum-exemple-valide.csv')).toString('utf8')
}
