import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { lineSchema } from '../contracts/commands/parts'
import { isSiret } from '../domain/kernel/siret'
import { faultsOfTable, readTableSchema } from '../testing/table.schema'
import type { GrantedShare } from './granted.share'
import { lacksOf, subventionSheet } from './subvention.sheet'

const schema = readTableSchema('scdl-subventions-2.1.1.tableschema.json')
type Row = Readonly<Record<string, string>>
const rowsOf = (shares: readonly GrantedShare[]) => parse<Row>(subventionSheet(shares), { columns: true })
const rowOf = (over: Partial<GrantedShare>) => rowsOf([{ ...share, ...over }])[0]

const share: GrantedShare = {
  grant: 'grant-00000000-0000-4000-8000-000000000001',
  call: 'landes-actions-2026.v1',
  funder: { name: 'Préfecture inventée', siret: '73282932000074' },
  beneficiary: { name: 'Association inventée', siret: '35600000049837' },
  lines: ['fund_line-00000000-0000-4000-8000-000000000001'],
  cents: 200_005,
  unpaidCents: 200_005,
  agreedOn: '2026-03-02',
  reference: 'DEC-2026-014',
  title: 'Ateliers inventés',
  instalments: 1,
  paidOn: [],
  endsOn: '2026-12-31',
}

test('a share says what its schema asks for, and leaves empty what is not known', () => {
  expect(rowOf({})).toEqual({
    ...{ nomAttribuant: 'Préfecture inventée', idAttribuant: '73282932000074', dateConvention: '2026-03-02' },
    ...{ referenceDecision: 'DEC-2026-014', nomBeneficiaire: 'Association inventée', idBeneficiaire: '35600000049837' },
    ...{ rnaBeneficiaire: '', objet: 'Ateliers inventés', montant: '2000.05', nature: 'aide en numéraire' },
    ...{ conditionsVersement: 'unique', datesPeriodeVersement: '2026-03-02/2026-12-31', idRAE: '' },
    ...{ notificationUE: 'non', pourcentageSubvention: '1.00', dispositifAide: '' },
  })
  expect(rowOf({ reference: null })).toMatchObject({ referenceDecision: '' })
  expect(subventionSheet([]).split('\n')).toEqual([schema.fields.map(({ name }) => `"${name}"`).join(), ''])
})

test.each([
  [1, '0.01'],
  [10, '0.10'],
  [100, '1.00'],
  [1_000_000_000, '10000000.00'],
])('%i cents are %s euros', (cents, expected) => expect(rowOf({ cents })).toMatchObject({ montant: expected }))

const paid = { unpaidCents: 0, paidOn: ['2026-04-10'] }
const twice = { unpaidCents: 0, paidOn: ['2026-04-10', '2027-01-15'] }
test.each<[string, Partial<GrantedShare>, string, string]>([
  ['one payment, made', paid, 'unique', '2026-04-10'],
  ['one payment, made in two parts', twice, 'unique', '2026-04-10/2027-01-15'],
  ['two payments, both made', { ...twice, instalments: 2 }, 'échelonné', '2026-04-10/2027-01-15'],
  ['two payments made on one day', { ...paid, instalments: 2 }, 'échelonné', '2026-04-10/2026-04-10'],
  ['two payments, one made', { instalments: 2, paidOn: ['2026-04-10'] }, 'échelonné', '2026-03-02/2026-12-31'],
  ['one made after the end', { instalments: 2, paidOn: ['2027-02-01'] }, 'échelonné', '2026-03-02/2027-02-01'],
  ['an agreement after the end of the project', { agreedOn: '2027-01-05' }, 'unique', '2026-12-31/2027-01-05'],
  ['nothing left to pay, and no day of payment', { unpaidCents: 0 }, 'unique', '2026-03-02/2026-12-31'],
])('%s: the days of payment', (_, over, conditionsVersement, datesPeriodeVersement) => {
  expect(rowOf(over)).toMatchObject({ conditionsVersement, datesPeriodeVersement })
})

test.each<[Partial<GrantedShare>, readonly string[]]>([
  [{}, []],
  [{ funder: { name: 'Préfecture inventée', siret: null } }, ['funder_siret']],
  [{ funder: { name: 'Préfecture inventée', siret: '73282932000075' } }, ['funder_siret']],
  [{ beneficiary: { name: 'Association inventée', siret: null } }, ['beneficiary_siret']],
  [{ beneficiary: { name: 'Association inventée', siret: '35600000049838' } }, ['beneficiary_siret']],
  [{ title: null }, ['title']],
  [{ title: ' ' }, ['title']],
  [{ title: null, beneficiary: { name: 'Association inventée', siret: '' } }, ['beneficiary_siret', 'title']],
])('%j lacks %j', (over, expected) => expect(lacksOf({ ...share, ...over })).toEqual(expected))

/** Texts as people type them, and what makes a CSV file stumble. */
const text = (max: number) =>
  fc
    .string({
      unit: fc.constantFrom('É', 'œ', ' ', '\u00a0', '"', ',', ';', '=', '+', "'", '’', '😀', '|', '1'),
      minLength: 1,
    })
    .map((typed) => lineSchema(max).safeParse(typed))
    .map(({ data = 'Atelier' }) => data)
const digit = fc.integer({ min: 0, max: 9 })
/** Fourteen digits: nine times in ten the last one makes the key right. */
const siret = fc
  .tuple(fc.array(digit, { minLength: 13, maxLength: 13 }), fc.boolean(), fc.boolean())
  .map(([start, a, b]) => {
    const found = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((last) => [...start, last].join('')).find(isSiret)
    return a || b ? (found ?? null) : null
  })
const body = fc.record({ name: text(200), siret })
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const anyShare: fc.Arbitrary<GrantedShare> = fc.record({
  ...{ grant: fc.constant(share.grant), call: fc.constant(share.call), lines: fc.constant(share.lines) },
  ...{ funder: body, beneficiary: body, cents: fc.integer({ min: 1, max: 1_000_000_000 }) },
  ...{ unpaidCents: fc.nat(3), agreedOn: day, endsOn: day, instalments: fc.integer({ min: 1, max: 4 }) },
  reference: fc.option(fc.constantFrom('DEC-1', '2026/014'), { nil: null }),
  title: fc.option(text(256), { nil: null }),
  paidOn: fc.array(day, { maxLength: 3 }).map((days) => [...new Set(days)].sort()),
})

test('whatever was granted: what is published is valid, in full and to the cent, and what lacks something is not', () => {
  const seen = { published: 0, lacking: 0 }
  fc.assert(
    fc.property(fc.array(anyShare, { maxLength: 8 }), (shares) => {
      const published = shares.filter((each) => lacksOf(each).length === 0)
      const lacking = shares.filter((each) => lacksOf(each).length > 0)
      seen.published += published.length
      seen.lacking += lacking.length
      expect(faultsOfTable(subventionSheet(published), schema)).toEqual([])
      const rows = rowsOf(published)
      expect(rows.map(({ montant = '' }) => Math.round(Number(montant) * 100))).toEqual(
        published.map(({ cents }) => cents),
      )
      expect(rows.map(({ objet }) => objet)).toEqual(published.map(({ title }) => title))
      for (const each of lacking) expect(faultsOfTable(subventionSheet([each]), schema)).not.toEqual([])
    }),
    { numRuns: 300 },
  )
  expect(Math.min(seen.published, seen.lacking)).toBeGreaterThan(100)
})
