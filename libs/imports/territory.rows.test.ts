import { communeFinder } from './commune.cells'
import { json } from './imports.fixture'
import { type TerritorySettings, territorySettingsSchema } from '../domain/territory/territory.settings'
import { territoryOf } from './territory.rows'
import { type Decoupage, readDecoupage } from './territory.source'

describe('the Landes', () => {
  const settings = territorySettingsSchema.parse(json('definitions/territories/landes.json'))
  const landes = territoryOf(settings, readDecoupage())

  it('have 327 communes, 10 more in the Gers, and 18 EPCI of which one crosses the border', () => {
    const by = (department: string) => landes.communes.filter((commune) => commune.department === department)
    expect([by('40').length, by('32').length, landes.communes.length]).toEqual([327, 10, 337])
    expect(landes.epcis).toHaveLength(18)
    const crossing = landes.epcis.filter(({ crossesBorder }) => crossesBorder)
    expect(crossing).toEqual([{ siren: '200030435', name: "CC d'Aire-sur-l'Adour", crossesBorder: true }])
    expect(new Set(by('32').map(({ epci }) => epci))).toEqual(new Set(['200030435']))
  })

  it('give each commune an EPCI of the territory and a postal code', () => {
    const sirens = landes.epcis.map(({ siren }) => siren)
    expect(landes.communes.filter(({ epci }) => !sirens.includes(epci))).toEqual([])
    expect(landes.communes.filter(({ postalCodes }) => postalCodes.length === 0)).toEqual([])
    expect(landes.communes.find(({ insee }) => insee === '40088')).toEqual({
      insee: '40088',
      name: 'Dax',
      epci: '244000675',
      department: '40',
      postalCodes: ['40100'],
    })
  })

  it.each([
    ['40009', '40197'],
    ['40107', '40197'],
    ['40302', '40197'],
    ['Sindères', '40197'],
    ['40048', '40243'],
    ['40045', '40200'],
    ['Morcenx-la-Nouvelle', '40197'],
    ['RION DES LANDES', '40243'],
    ['BARCELONNE DU GERS', '32027'],
  ])('find the present commune of %s', (words, insee) => {
    expect(communeFinder(landes)(words)).toMatchObject({ kind: 'one', item: { insee } })
  })

  it('find every commune by its own name', () => {
    const find = communeFinder(landes)
    expect(landes.communes.filter(({ name }) => find(name).kind !== 'one')).toEqual([])
  })

  it.each(['33063', 'Bordeaux', '32208'])('do not know %s', (words) => {
    expect(communeFinder(landes)(words)).toEqual({ kind: 'none' })
  })
})

describe('another territory', () => {
  const settings: Omit<TerritorySettings, 'laptops'> = {
    code: '98',
    name: 'Exemple',
    departments: ['98'],
    crossingEpcis: [],
    bounds: { south: 0, west: 0, north: 1, east: 1 },
  }
  const commune = (code: string, departement: string) => ({
    code,
    nom: `C${code}`,
    type: 'commune-actuelle',
    departement,
  })
  const decoupage: Decoupage = {
    communes: [commune('98001', '98'), commune('98002', '98'), commune('97001', '97')],
    epcis: [{ code: '900', nom: 'CC Exemple', membres: [{ code: '98001' }, { code: '97001' }] }],
  }

  it('starts by data alone, without the neighbours that it does not name', () => {
    const territory = territoryOf(settings, decoupage)
    expect(territory.communes.map(({ insee, epci }) => [insee, epci])).toEqual([
      ['98001', '900'],
      ['98002', ''],
    ])
    expect(territory.epcis).toEqual([{ siren: '900', name: 'CC Exemple', crossesBorder: true }])
  })

  it('takes the neighbours of the EPCI that it names', () => {
    const territory = territoryOf({ ...settings, crossingEpcis: ['900'] }, decoupage)
    expect(territory.communes.map(({ insee }) => insee)).toEqual(['98001', '98002', '97001'])
  })

  it('refuses settings that fit nothing', () => {
    expect(() => territoryOf({ ...settings, crossingEpcis: ['901'] }, decoupage)).toThrow('unknown EPCI 901')
    expect(() => territoryOf({ ...settings, departments: ['96'] }, decoupage)).toThrow('no commune')
  })
})
