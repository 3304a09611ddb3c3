import { nothingDescribed } from '../contracts/commands/place.commands'
import { columnsOf } from './directory.mapping'
import { directoryFormat, readDirectory } from './directory.rows'
import { bytesOf, landesMapping, problemsOf, rowsOf, smallTerritory, told } from './imports.fixture'
import { placeRowSchema } from './place.row'

const good: Record<string, string> = {
  ID: 'LDS-1',
  name: 'Médiathèque Exemple',
  adresse_code_insee: '40088',
  lat: '43,7102',
  lon: '-1.0536',
}
type Cells = Record<string, string>

function read(lines: Cells[]) {
  const all = lines.map((line): Cells => ({ ...good, ...line }))
  const columns = [...new Set(all.flatMap((line) => Object.keys(line)))]
  const text = [columns, ...all.map((line) => columns.map((column) => line[column] ?? ''))]
  const bytes = bytesOf(text.map((cells) => cells.join(';')).join('\n'))
  return readDirectory(bytes, { mapping: landesMapping, territory: smallTerritory })
}
const rulesOf = (line: Cells) => told(problemsOf(read([line])))

describe('a place of the directory', () => {
  it('is read as the mapping says', () => {
    const [row] = rowsOf(
      read([
        {
          siret: '732 829 320 00074',
          structure_porteuse: 'Commune Exemple',
          type_lieu: 'Bibliothèque / Médiathèque',
          adresse_numero: '12 bis',
          adresse_rue: 'rue du Modèle',
          adresse_code_postal: '40100',
          contact_telephone: '05.36.49.00.10|05 36 49 00 11',
          contact_email: 'Lieu@Annuaire.Example|autre@annuaire.example',
          contact_web: 'https://lieu.annuaire.example',
          description: 'RETOUCHES PHOTOS et imprimante',
          itinerant: 'oui',
          public_cible: 'Seniors|16-25 ans|Migrants',
          modalites_accompagnement: 'Individuel|Collectif',
          services: 'Accompagnement aux démarches administratives|Pratique de l’informatique',
          tarifs: 'Gratuit|adhésion 5 €',
          labels: 'Aidants Connect|Ordi Pin40',
          horaires_ouverture_brut: 'lundi 9h-12h',
        },
      ]),
    )
    expect(row).toEqual({
      ...nothingDescribed,
      source: 'alpi',
      externalId: 'LDS-1',
      name: 'Médiathèque Exemple',
      parentName: 'Commune Exemple',
      pivot: '73282932000074',
      address: '12 bis rue du Modèle',
      postalCode: '40100',
      communeInsee: '40088',
      epci: '244000675',
      latitude: 43.7102,
      longitude: -1.0536,
      phone: '+33536490010',
      emails: ['lieu@annuaire.example', 'autre@annuaire.example'],
      websites: ['https://lieu.annuaire.example'],
      openingHours: 'lundi 9h-12h',
      description: 'RETOUCHES PHOTOS et imprimante',
      itinerance: ['Itinérant'],
      kinds: ['BIB'],
      services: [
        'Aide aux démarches administratives',
        'Maîtrise des outils numériques du quotidien',
        'Loisirs et créations numériques',
        'Compréhension du monde numérique',
        'Accès internet et matériel informatique',
      ],
      publics: ['Jeunes', 'Seniors'],
      specialCare: ['Langues étrangères (anglais)', 'Langues étrangères (autres)'],
      supportModes: ['En autonomie', 'Dans un atelier collectif', 'Accompagnement individuel'],
      fees: ['Gratuit', 'Payant'],
      otherLabels: ['Ordi Pin40'],
    })
    expect(placeRowSchema.parse(row)).toEqual(row)
  })

  it('needs an identifier, a name and a commune alone', () => {
    const [row] = rowsOf(read([{ lat: '', lon: '' }]))
    expect(row).toMatchObject(nothingDescribed)
    expect(placeRowSchema.parse(row)).toEqual(row)
  })

  it.each<[string, Cells, string[]]>([
    ['without an identifier', { ID: '' }, ['2 ID value_missing']],
    ['without a name', { name: '' }, ['2 name value_missing']],
    ['elsewhere', { adresse_code_insee: '33063' }, ['2 adresse_code_insee commune_outside_territory']],
    ['without a commune', { adresse_code_insee: '' }, ['2 adresse_code_insee | adresse_commune value_missing']],
    ['with a wrong SIRET', { siret: '73282932000075' }, ['2 siret siret_format']],
    ['with a wrong postal code', { adresse_code_postal: '40' }, ['2 adresse_code_postal postal_code_format']],
    ['with a coordinate that is no number', { lat: 'nord' }, ['2 lat coordinate_format']],
    ['with one coordinate', { lon: '' }, ['2 lon coordinate_alone']],
    ['with swapped coordinates', { lat: '-1.0536', lon: '43.7102' }, ['2 lat coordinates_outside_territory']],
    ['with a wrong phone', { contact_telephone: '05 36 49 00 10|12' }, ['2 contact_telephone phone_format']],
    ['with a wrong e-mail', { contact_email: 'lieu' }, ['2 contact_email email_format']],
    ['with a wrong site', { contact_web: 'lieu' }, ['2 contact_web website_format']],
    ['with an endless address', { adresse_rue: 'a'.repeat(301) }, ['2 adresse_numero | adresse_rue cell_too_long']],
  ])('is refused %s', (_, line, expected) => expect(rulesOf(line)).toEqual(expected))

  it.each<[string, Cells, string[]]>([
    ['a public', { public_cible: 'Séniors|Martiens' }, ['2 public_cible values_left_out']],
    ['a service', { services: 'Truc inconnu|Wifi' }, ['2 services values_left_out']],
    ['whether it moves', { itinerant: 'peut-être' }, ['2 itinerant values_left_out']],
    ['a label', { labels: 'x|LandesMail' }, ['2 labels values_left_out']],
    ['a kind of place', { type_lieu: 'Fusée' }, ['2 type_lieu values_left_out']],
    ['a price', { tarifs: 'Troc|Gratuit' }, ['2 tarifs values_left_out']],
    ['nothing of a public that asks for special care', { public_cible: 'Migrants' }, []],
    [
      'the second of two phone numbers',
      { contact_telephone: '05 36 49 00 10|05 36 49 00 11' },
      ['2 contact_telephone first_value_kept'],
    ],
    ['nothing of what says nothing in particular', { public_cible: 'Tout public', itinerant: 'Non', services: '' }, []],
    ['nothing of free text', { description: 'Truc inconnu' }, []],
  ])('is taken, and it is told that %s is left out', (_, line, expected) => {
    const imported = read([line])
    const warnings = imported.ok ? imported.rows.flatMap(({ warnings = [] }) => warnings) : []
    expect(problemsOf(imported)).toEqual([])
    expect(told([...warnings])).toEqual(expected)
  })

  it('tells where in its cell a value is left out, and never the value', () => {
    const imported = read([{ public_cible: 'Martiens|Séniors|Vénusiens' }])
    const [warning] = imported.ok ? (imported.rows[0]?.warnings ?? []) : []
    expect(warning?.fr).toMatch(/^public_cible : .*n° 1, 3 de la cellule/)
    expect(warning?.en).toMatch(/^public_cible: .*no\. 1, 3 of the cell/)
  })

  it('is taken once per file', () => {
    expect(told(problemsOf(read([{}, { name: 'Autre' }])))).toEqual(['3 ID line_repeated'])
  })

  it('leaves aside the columns that the mapping does not read', () => {
    const imported = read([{ contact_facebook: 'x' }])
    expect(rowsOf(imported)).toHaveLength(1)
    expect(imported).toMatchObject({ ignored: ['contact_facebook'] })
  })
})

it('the format holds every column of the mapping', () => {
  const { required, optional, oneOf } = directoryFormat(landesMapping)
  expect([...required, ...optional, ...(oneOf ?? []).flat()].sort()).toEqual(columnsOf(landesMapping).sort())
  expect(columnsOf(landesMapping)).toHaveLength(23)
})
