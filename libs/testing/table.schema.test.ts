import { stringify } from 'csv-stringify/sync'
import { faultsOfTable, readTableSchema } from './table.schema'

const schema = readTableSchema('scdl-subventions-2.1.1.tableschema.json')

/** The values that the schema gives as its examples; its SIRET have the right key. */
const good: Readonly<Record<string, string>> = {
  nomAttribuant: 'Région Bretagne',
  idAttribuant: '23350001600040',
  dateConvention: '2017-06-27',
  referenceDecision: '2017-03-103',
  nomBeneficiaire: 'Association Les Petits Débrouillards Bretagne',
  idBeneficiaire: '38047555800058',
  rnaBeneficiaire: 'W380475558',
  objet: 'Animations climat-énergie dans les lycées de la région',
  montant: '47800.20',
  nature: 'aide en numéraire;aide en nature',
  conditionsVersement: 'échelonné',
  datesPeriodeVersement: '2017-03-14/2018-03-14',
  idRAE: '12345',
  notificationUE: 'non',
  pourcentageSubvention: '0.45',
  dispositifAide: '65d5b6c7-102c-4440-ac3b-768f708edc0a',
}
const faults = (over: Readonly<Record<string, string>>) => {
  const row = { ...good, ...over }
  return faultsOfTable(stringify([Object.keys(row), Object.values(row)]), schema)
}

test('the examples of the schema are valid, and its columns come in its order', () => {
  expect(Object.keys(good)).toEqual(schema.fields.map(({ name }) => name))
  expect(faults({})).toEqual([])
  expect(faults({ rnaBeneficiaire: '', idRAE: '', dispositifAide: '', referenceDecision: '' })).toEqual([])
  expect(faults({ idBeneficiaire: '' })).toEqual([])
  expect(faults({ objet: 'é'.repeat(256), pourcentageSubvention: '1' })).toEqual([])
  expect(faults({ autre: '' })).toEqual([`1 header ${[...Object.keys(good), 'autre'].join()}`])
})

test.each<[Readonly<Record<string, string>>, ...string[]]>([
  [{ nomAttribuant: '' }, 'nomAttribuant required'],
  [{ idAttribuant: '2335000160004' }, 'idAttribuant pattern', 'idAttribuant french-siret-value'],
  [{ idAttribuant: '23350001600041' }, 'idAttribuant french-siret-value'],
  [{ dateConvention: '27/06/2017' }, 'dateConvention type'],
  [{ dateConvention: '2017-02-30' }, 'dateConvention type'],
  [{ idBeneficiaire: '38047555800059' }, 'idBeneficiaire french-siret-value'],
  [{ idBeneficiaire: '', rnaBeneficiaire: '' }, 'idBeneficiaire one-of-required'],
  [{ rnaBeneficiaire: 'W1' }, 'rnaBeneficiaire pattern'],
  [{ objet: 'a'.repeat(257) }, 'objet maxLength'],
  [{ montant: '47 800,20' }, 'montant type'],
  [{ nature: 'aide' }, 'nature enum'],
  [{ datesPeriodeVersement: '2017-03-14/' }, 'datesPeriodeVersement pattern'],
  [{ notificationUE: 'false' }, 'notificationUE type'],
  [{ pourcentageSubvention: '0.001' }, 'pourcentageSubvention minimum'],
  [{ pourcentageSubvention: '45' }, 'pourcentageSubvention maximum'],
])('%j is refused', (over, ...expected) => {
  expect(faults(over)).toEqual(expected.map((fault) => `2 ${fault}`))
})
