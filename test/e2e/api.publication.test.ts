import { parse } from 'csv-parse/sync'
import type { FunderStatement } from '../../libs/contracts/api/funder.schemas'
import type { Publication } from '../../libs/contracts/api/publication.schemas'
import type { Actor } from '../../libs/contracts/command'
import { uuidOf } from '../../libs/contracts/stream'
import { actors, createWorld, done, rowsOf, type World } from '../../libs/testing/engine.world'
import { openFundLine } from '../../libs/testing/fund.fixtures'
import { moveFunds } from '../../libs/testing/fund.moves'
import { fundLineWithCents } from '../../libs/testing/fund.steps'
import {
  applicant,
  applicantStructure,
  awarding,
  decidable,
  granted,
  grantOf,
  openCall,
  shortCall,
} from '../../libs/testing/grant.steps'
import { faultsOfTable, readTableSchema } from '../../libs/testing/table.schema'
import { type Api, refused, startApi } from './api.process'

const call = shortCall.id
const on = '2026-03-02'
const { funder: state, payer: partner } = openFundLine
const schema = readTableSchema('scdl-subventions-2.1.1.tableschema.json')

let world: World
let api: Api
let lines: readonly string[]

/** Two funders give to the first grant, one of them to the second; the third was decided and nobody told. */
beforeAll(async () => {
  world = await createWorld()
  await openCall(world)
  const first = await fundLineWithCents(world, 1, 1_000_000, { call })
  const second = await fundLineWithCents(world, 2, 500_000, { call, funder: partner })
  lines = [first, second]
  const splits = [
    [[first, 150_000] as const, [second, 50_001] as const],
    [[second, 100_000] as const],
    [[first, 90_000] as const],
  ] as const
  for (const [index, split] of splits.entries()) {
    const cents = split.reduce((sum, [, part]) => sum + part, 0)
    const grant = await decidable(world, index + 1, cents)
    await granted(world, 'AwardGrant', grant, awarding(...split))
    if (index < 2) await granted(world, 'NotifyGrant', grant, { on, reference: `DEC-${index + 1}` })
  }
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

type Row = Readonly<Record<string, string>>
const { fundManager, coordinator, funder, payer } = actors
const sheet = async (query = '', actor: Actor = fundManager) => {
  const { status, headers, body } = await api.get<{ text: string }>(`/v1/grants.csv${query}`, { actor })
  const rows = parse<Row>(body.text, { columns: true })
  return { status, type: headers.get('content-type'), text: body.text, rows }
}
const told = async (query = '') =>
  (await sheet(query)).rows.map(({ referenceDecision, nomAttribuant, montant }) => [
    referenceDecision,
    nomAttribuant,
    montant,
  ])
const report = async (query = '') =>
  (await api.get<Publication>(`/v1/publication${query}`, { actor: fundManager })).body
const naming = (stream: string, name: string, siret: string) =>
  done(world, 'RegisterStructure', stream, { name, siret, roles: ['lieu'], territory: '40' })

describe('grants as SCDL subventions', () => {
  test('nothing is made up: what has no SIRET is left out, and the fund manager is told', async () => {
    expect((await sheet()).rows).toEqual([])
    const { lines: published, cents, leftOut } = await report()
    expect([published, cents, leftOut.length]).toEqual([0, 0, 3])
    const lack = { code: 'funder_siret', fr: 'Le financeur n’a pas de SIRET, ou sa clé est fausse.' }
    expect(leftOut).toMatchObject([{ beneficiary: 'Association inventée', lacks: [lack] }, {}, {}])
    await naming(state, 'Préfecture inventée', '73282932000074')
    expect(await told()).toEqual([['DEC-1', 'Préfecture inventée', '1500.00']])
    await naming(partner, 'Département inventé', '35600000049837')
    expect(await report()).toEqual({ lines: 3, cents: 300_001, leftOut: [] })
  })

  test('a line for each funder of what was decided and told, valid, with the sums of the ledger', async () => {
    const { status, type, text, rows } = await sheet()
    expect([status, type]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(faultsOfTable(text, schema)).toEqual([])
    const [ledger] = await rowsOf<{ cents: string }>(
      world,
      `SELECT sum(-cents)::int AS cents FROM posting WHERE account = 'free' AND cents < 0 AND line = ANY($1)`,
      [lines],
    )
    // The third grant is reserved, and published to nobody.
    expect(Number(ledger?.cents)).toBe(300_001 + 90_000)
    expect((await told()).map((row) => row.join(' ')).sort()).toEqual([
      'DEC-1 Département inventé 500.01',
      'DEC-1 Préfecture inventée 1500.00',
      'DEC-2 Département inventé 1000.00',
    ])
    expect(rows[0]).toMatchObject({
      ...{ idBeneficiaire: '73282932000074', nomBeneficiaire: 'Association inventée', objet: 'Ateliers inventés' },
      ...{ dateConvention: on, datesPeriodeVersement: '2026-03-02/2026-12-31', conditionsVersement: 'unique' },
    })
  })

  test('what is reserved for more, and is not agreed on yet, is not told', async () => {
    const { text } = await sheet()
    const more = { grant: grantOf(1), cents: 10_000 }
    await moveFunds(world, lines[0] ?? '', { ...more, from: 'free', to: 'reserved' })
    expect((await sheet()).text).toBe(text)
    await moveFunds(world, lines[0] ?? '', { ...more, from: 'reserved', to: 'committed' })
    expect(await told()).toContainEqual(['DEC-1', 'Préfecture inventée', '1600.00'])
    await moveFunds(world, lines[0] ?? '', { ...more, from: 'committed', to: 'free' })
    expect((await sheet()).text).toBe(text)
  })

  test('of one call, of one year', async () => {
    expect([await told('?year=2025'), await told('?call=autre.v1')]).toEqual([[], []])
    expect(await told(`?year=2026&call=${call}`)).toHaveLength(3)
    expect(await report('?year=2025')).toEqual({ lines: 0, cents: 0, leftOut: [] })
    const wrong = api.get('/v1/grants.csv?year=26', { actor: fundManager })
    expect(await refused(wrong)).toMatchObject({ status: 400, field: 'year' })
  })

  test('everybody of the territory reads them; what they lack is the fund manager’s to see', async () => {
    const { text } = await sheet()
    for (const actor of [coordinator, funder, payer, applicant]) {
      expect((await sheet('', actor)).text).toBe(text)
      expect(await refused(api.get('/v1/publication', { actor }))).toMatchObject({ status: 403 })
    }
    expect((await sheet('', { ...fundManager, territory: '32' })).rows).toEqual([])
    expect(await refused(api.get('/v1/grants.csv'))).toMatchObject({ status: 401 })
  })
})

describe('the statement of a funder', () => {
  const path = (of: string, rest = '') => `/v1/funders/${uuidOf(of)}/statement${rest}`
  const read = async (actor: Actor, of = state, rest = '') =>
    (await api.get<FunderStatement>(path(of, rest), { actor })).body

  test('tells it its lines, and who has what of them for what', async () => {
    const { funder: of, total, lines: own, grants } = await read(funder)
    expect(of).toEqual({ id: state, name: 'Préfecture inventée', siret: '73282932000074' })
    expect(own.map(({ id, call: of }) => [id, of])).toEqual([[uuidOf(lines[0] ?? ''), call]])
    expect(total).toMatchObject({ received: 1_000_000, free: 760_000, reserved: 90_000, committed: 150_000 })
    const structure = { id: applicantStructure, name: 'Association inventée', siret: '73282932000074' }
    expect(grants).toMatchObject([
      { grant: grantOf(1), structure, title: 'Ateliers inventés', committed: 150_000, reserved: 0 },
      { grant: grantOf(3), structure, title: 'Ateliers inventés', committed: 0, reserved: 90_000 },
    ])
    expect(await read(fundManager)).toMatchObject({ total, grants })
  })

  test('is for that funder, for those who pay for it, and for the fund manager', async () => {
    expect((await read(payer, partner)).total.committed).toBe(150_001)
    expect((await read(payer)).grants).toHaveLength(2)
    const another: Actor = { ...funder, structure: partner }
    expect((await read(another, partner)).grants.map(({ grant }) => grant)).toEqual([grantOf(1), grantOf(2)])
    for (const actor of [another, { ...fundManager, territory: '32' }, { ...payer, structure: applicantStructure }]) {
      expect(await refused(api.get(path(state), { actor }))).toMatchObject({ status: 404 })
      expect(await refused(api.get(path(state, '.csv'), { actor }))).toMatchObject({ status: 404 })
    }
    for (const actor of [coordinator, applicant])
      expect(await refused(api.get(path(state), { actor }))).toMatchObject({ status: 403 })
  })

  test('is of a past day as it was then, and of no day to come', async () => {
    expect(await refused(api.get(path(state, '?on=2026-03-01'), { actor: funder }))).toMatchObject({ status: 404 })
    const coming = api.get(path(state, '?on=2100-01-01'), { actor: funder })
    expect(await refused(coming)).toMatchObject({ status: 422, code: 'date_in_future' })
  })

  test('opens in a spreadsheet', async () => {
    const { headers, body } = await api.get<{ text: string }>(path(state, '.csv'), { actor: funder })
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const rows = parse<Row>(body.text, { columns: true, delimiter: ';', bom: true })
    expect(rows.map(({ de, réservé, engagé, disponible }) => [de, réservé, engagé, disponible])).toEqual([
      ['ligne', '900,00', '1500,00', '7600,00'],
      ['subvention', '0,00', '1500,00', ''],
      ['subvention', '900,00', '0,00', ''],
      ['total', '900,00', '1500,00', '7600,00'],
    ])
    expect(rows[1]).toMatchObject({ subvention: uuidOf(grantOf(1)).slice(0, 8), objet: 'Ateliers inventés' })
  })
})
