import { bytesOf, problemsOf, rowsOf, smallTerritory, told } from './imports.fixture'
import { readLaPoste } from './laposte.rows'
import { placeRowSchema } from './place.row'

const good = {
  ID: 1,
  SIRET: 35600000049837,
  Nom: 'Dax Exemple',
  Commune: 'Dax',
  'Code postal': 40100,
  'Code INSEE': 40088,
  Adresse: '1 rue du Modèle',
  latitude: 43.7102,
  longitude: -1.0536,
}
const read = (...entries: unknown[]) => {
  return readLaPoste(bytesOf(JSON.stringify(entries)), { territory: smallTerritory })
}
const rulesOf = (entry: Record<string, unknown>) => told(problemsOf(read({ ...good, ...entry })))

describe("a place of La Poste's list", () => {
  it('is read with the zeros that its numbers have lost', () => {
    const territory = { ...smallTerritory, communes: [{ ...smallTerritory.communes[0], insee: '01053' }] }
    const bytes = bytesOf(JSON.stringify([{ ...good, 'Code INSEE': 1053, 'Code postal': 1000 }]))
    const [row] = rowsOf(readLaPoste(bytes, { territory: territory as typeof smallTerritory }))
    expect(row).toMatchObject({ communeInsee: '01053', postalCode: '01000' })
  })

  it('is a place as any other', () => {
    const [row] = rowsOf(read(good))
    expect(row).toMatchObject({
      source: 'laposte',
      externalId: '1',
      name: 'Dax Exemple',
      parentName: 'La Poste',
      pivot: '35600000049837',
      latitude: 43.7102,
    })
    expect(placeRowSchema.parse(row)).toEqual(row)
  })

  it.each<[string, Record<string, unknown>, string[]]>([
    ['of Corsica', { 'Code INSEE': '2B033', latitude: 42.7 }, ['1 Code INSEE commune_outside_territory']],
    ['overseas', { 'Code INSEE': 97209, latitude: 14.6 }, ['1 Code INSEE commune_outside_territory']],
    ['with a wrong SIRET', { SIRET: 35600000049838 }, ['1 SIRET siret_format']],
    ['without a name', { Nom: null }, ['1 Nom value_missing']],
    ['outside the box', { latitude: 48.8 }, ['1 latitude coordinates_outside_territory']],
    ['with an object for a value', { Adresse: {} }, ['1 Adresse value_not_text']],
    ['with an unknown field', { Horaires: 'x' }, ['1 - column_unknown']],
  ])('is refused %s', (_, entry, expected) => expect(rulesOf(entry)).toEqual(expected))

  it('is named by its position, and taken once', () => {
    const imported = read(good, { ...good, ID: 2, Nom: '' }, { ...good, Nom: 'Autre' })
    expect(told(problemsOf(imported))).toEqual(['2 Nom value_missing', '3 ID line_repeated'])
  })
})

describe("La Poste's list is refused", () => {
  it.each([
    ['if it is no JSON', 'ID;Nom\n1;a', '0 - file_not_json'],
    ['if it is one object', '{}', '0 - file_not_json'],
    ['if it lists something else', '[1, 2]', '0 - file_not_json'],
    ['if it is empty', '[]', '0 - file_without_rows'],
    ['if there is nothing', '', '0 - file_empty'],
    ['if it is endless', JSON.stringify(Array(10_001).fill({})), '0 - too_many_lines'],
  ])('%s', (_, text, expected) => {
    const imported = readLaPoste(bytesOf(text), { territory: smallTerritory })
    expect(imported.ok).toBe(false)
    expect(told(problemsOf(imported))).toEqual([expected])
  })
})
