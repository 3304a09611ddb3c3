import { stringify } from 'csv-stringify/sync'
import { bytesOf, fileOf, nationalContext, problemsOf, rowsOf, told } from '../imports.fixture'
import { readNational } from './national.rows'

const good: Record<string, string> = {
  id: 'structure-1',
  pivot: '43493312300029',
  nom: 'Espace Exemple',
  commune: 'Dax',
  code_postal: '40100',
  code_insee: '40088',
  adresse: '12 bis rue Inventée',
  date_maj: '2026-04-02',
}
type Cells = Record<string, string>

const publics = '2 publics_specifiquement_adresses value_not_allowed'
const outside = '2 code_insee commune_outside_territory'

const read = (...lines: Cells[]) => {
  const all = lines.map((line): Cells => ({ ...good, ...line }))
  const columns = [...new Set(all.flatMap(Object.keys))]
  const text = stringify([columns, ...all.map((line) => columns.map((column) => line[column] ?? ''))])
  return readNational(bytesOf(text), nationalContext)
}
const rulesOf = (...lines: Cells[]) => told(problemsOf(read(...lines)))

describe('a place in the national schema', () => {
  it('is read whole from the schema’s own example, once its commune is of the territory', () => {
    const reims = { insee: '51454', name: 'Reims', epci: '200067213', department: '51', postalCodes: ['51100'] }
    const everywhere = { south: 41, west: -6, north: 52, east: 10 }
    const territory = { ...nationalContext.territory, communes: [reims], former: [], bounds: everywhere }
    const example = fileOf('definitions/sources/mednum-exemple-valide.csv')
    const [row] = rowsOf(readNational(example, { ...nationalContext, territory }))
    expect(row).toMatchObject({
      ...{ source: 'Hubik', externalId: 'structure-1', pivot: '43493312300029', name: 'Anonymal' },
      ...{ commune: { name: 'Reims', insee: '51454' }, communeInsee: '51454', epci: '200067213' },
      ...{ address: '12 BIS RUE DE LECLERCQ', addressExtra: "Le patio du bois de l'Aulne", postalCode: '51100' },
      ...{ latitude: 43.52609, longitude: 5.41423, kinds: ['TIERS_LIEUX', 'ASSO'], phone: '+33180059880' },
      emails: ['contact@laquincaillerie.tl', 'responsable@laquincaillerie.tl'],
      websites: ['https://www.laquincaillerie.tl/', 'https://m.facebook.com/laquincaillerienumerique/'],
      openingHours: 'Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00',
      ...{ parentName: 'SIRET de la ville pour une bibliothèque.', itinerance: ['Itinérant'] },
      ...{ updatedOn: '2024-04-02', publics: ['Jeunes', 'Femmes'], fees: ['Gratuit sous condition', 'Payant'] },
      ...{ otherLabels: ['Label et la bête'], accessModes: ['Se présenter', 'Téléphoner'] },
      supportModes: ['Dans un atelier collectif', 'À distance', 'En autonomie', 'Accompagnement individuel'],
      bookingUrl: 'https://www.rdv-solidarites.fr/',
    })
    expect(told(problemsOf(readNational(example, nationalContext)))).toEqual(['2 code_insee commune_outside_territory'])
  })

  it('keeps what is written: spaces that do not break, double spaces, capitals, the old commune', () => {
    const [row] = rowsOf(
      read({
        ...{ nom: 'Espace  « Exemple\u00a0»', courriels: 'Lieu@Exemple.invalid' },
        ...{ commune: 'SINDERES', code_insee: '40302', presentation_detail: 'Une ligne.\nUne autre\u202f!' },
      }),
    )
    expect(row).toMatchObject({
      ...{ name: 'Espace  « Exemple\u00a0»', emails: ['Lieu@Exemple.invalid'] },
      ...{ commune: { name: 'SINDERES', insee: '40302' }, communeInsee: '40197', epci: '244000691' },
      description: 'Une ligne.\nUne autre\u202f!',
    })
  })

  it('may leave out the INSEE code, and says then none', () => {
    expect(rowsOf(read({ code_insee: '' }))[0]).toMatchObject({
      communeInsee: '40088',
      commune: { name: 'Dax', insee: null },
    })
  })

  it.each(['Étapes numériques(La Poste)', 'Étapes numériques (La Poste)'])('reads the label « %s »', (label) => {
    expect(rowsOf(read({ formations_labels: label }))[0]?.labels).toEqual([label])
  })

  it.each<[string, Cells, string]>([
    ['without an identifier', { id: '' }, '2 id value_missing'],
    ['without a pivot', { pivot: '' }, '2 pivot value_missing'],
    ['with a wrong pivot', { pivot: '4349-123' }, '2 pivot schema_pattern'],
    ['without an address', { adresse: '' }, '2 adresse value_missing'],
    ['without a day of change', { date_maj: '' }, '2 date_maj value_missing'],
    ['with a day that is none', { date_maj: '2026-02-30' }, '2 date_maj date_format'],
    ['with a French day', { date_maj: '02/04/2026' }, '2 date_maj date_format'],
    ['with a day to come', { date_maj: '2026-11-23' }, '2 date_maj date_in_future'],
    ['with a phone that is not international', { telephone: '0536490010' }, '2 telephone schema_pattern'],
    ['with a wrong e-mail', { courriels: 'a@exemple.invalid|b' }, '2 courriels email_format'],
    ['with a wrong site', { site_web: 'exemple' }, '2 site_web website_format'],
    ['with a page that is none', { prise_rdv: 'exemple' }, '2 prise_rdv website_format'],
    ['with a wrong postal code', { code_postal: '4010' }, '2 code_postal schema_pattern'],
    ['with half a point', { latitude: '43.7' }, '2 longitude coordinate_alone'],
    ['elsewhere', { latitude: '48.1', longitude: '-1.0' }, '2 latitude coordinates_outside_territory'],
    ['with too long a summary', { presentation_resume: 'a'.repeat(281) }, '2 presentation_resume cell_too_long'],
    ['with an unknown service', { services: 'Aide aux devoirs' }, '2 services value_not_allowed'],
    // As the schema writes its pattern, anything may precede the last value.
    ['with one unknown public', { publics_specifiquement_adresses: 'Martiens|Jeunes' }, publics],
    ['with values split otherwise', { publics_specifiquement_adresses: 'Jeunes;Femmes' }, publics],
    ['with a label that a dot would match', { formations_labels: 'ORDI 3X0' }, '2 formations_labels value_not_allowed'],
    ['of another territory, whatever else is wrong', { code_insee: '33063', pivot: '' }, outside],
  ])('is refused %s', (_, line, expected) => expect(rulesOf(line)).toEqual([expected]))

  it('tells all that is wrong with a line at once, and the values that a list has', () => {
    const problems = problemsOf(read({ frais_a_charge: 'Troc', itinerance: 'Volant', pivot: '' }))
    expect(told(problems)).toEqual([
      '2 pivot value_missing',
      '2 itinerance value_not_allowed',
      '2 frais_a_charge value_not_allowed',
    ])
    expect(problems[2]?.fr).toContain('Gratuit, Gratuit sous condition, Payant')
  })

  it('is once in a file; another source may have its identifier', () => {
    expect(rulesOf({}, { nom: 'Autre' })).toEqual(['3 id line_repeated'])
    expect(rowsOf(read({ source: 'Hubik' }, { source: 'Autre' }))).toHaveLength(2)
  })
})
