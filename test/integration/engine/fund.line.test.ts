import { Client } from 'pg'
import type { Result } from '../../../libs/contracts/command'
import { rebuild } from '../../../libs/engine/rebuild'
import { inlineTables } from '../../../libs/event-store/statements'
import { actors, createWorld, done, rowsOf, send, type World } from '../../../libs/testing/engine.world'
import { grantId, openFundLine } from '../../../libs/testing/fund.fixtures'
import { moveFunds } from '../../../libs/testing/fund.moves'
import { fundLineOf, fundLineWithCents, managed, unbalancedLines } from '../../../libs/testing/fund.steps'
import { ids } from '../../../libs/testing/journey.fixtures'

let world: World
let owner: Client
beforeEach(async () => {
  world = await createWorld()
  owner = new Client({ connectionString: world.clone.ownerUrl })
  await owner.connect()
})
afterEach(async () => {
  await owner.end()
  await world.close()
})

const on = '2026-03-01'
const rulesOf = (results: readonly Result[]) => results.map((result) => (result.ok ? 'ok' : result.rule)).sort()
const receive = (cents: number, reference: string) => ({ cents, reference, on })
const lineRow = async (stream: string) =>
  (await rowsOf<Record<string, unknown>>(world, 'SELECT * FROM fund_line WHERE stream = $1', [stream]))[0]
const postings = () => rowsOf<Record<string, unknown>>(world, 'SELECT * FROM posting ORDER BY line, version, number')

test('a contribution is in its row and in its postings as soon as it is answered', async () => {
  const line = await fundLineWithCents(world, 1, 2_000_000)
  const { on: _, ...terms } = openFundLine
  const none = { reserved_cents: 0, committed_cents: 0, ordered_cents: 0, paid_cents: 0, recovered_cents: 0 }
  const held = { promised_cents: 0, received_cents: 2_000_000, authority_cents: 2_000_000, free_cents: 2_000_000 }
  expect(await lineRow(line)).toEqual({ stream: line, territory: '40', ...terms, ...held, ...none })
  const common = { line, version: 2, territory: '40', grant_id: null, recorded_on: '2026-03-02' }
  expect(await postings()).toEqual([
    { ...common, number: 1, account: 'received', cents: 2_000_000 },
    { ...common, number: 2, account: 'funder', cents: -2_000_000 },
    { ...common, number: 3, account: 'free', cents: 2_000_000 },
    { ...common, number: 4, account: 'authority', cents: -2_000_000 },
  ])
  expect(await managed(world, 'ReverseContribution', line, { entry: 2, reason: 'erreur_de_saisie' })).toMatchObject({
    ok: true,
  })
  expect(await lineRow(line)).toMatchObject({ received_cents: 0, authority_cents: 0, free_cents: 0 })
  expect(await postings()).toHaveLength(8)
  expect(await unbalancedLines(world)).toEqual([])
})

test('what a grant has of a line is in a row of its own, and in postings of its own', async () => {
  const line = await fundLineWithCents(world, 1, 1_000)
  const [one, two] = [grantId(1), grantId(2)]
  await moveFunds(world, line, { grant: one, cents: 600, from: 'free', to: 'reserved' })
  await moveFunds(
    world,
    line,
    { grant: one, cents: 600, from: 'reserved', to: 'paid' },
    { grant: one, cents: 100, from: 'paid', to: 'free' },
    { grant: two, cents: 500, from: 'free', to: 'committed' },
  )
  const held = { reserved_cents: 0, committed_cents: 500, ordered_cents: 0, paid_cents: 600, recovered_cents: 100 }
  expect(await lineRow(line)).toMatchObject({ authority_cents: 1_000, free_cents: 0, ...held })
  const common = { line, territory: '40' }
  expect(await rowsOf(world, 'SELECT * FROM fund_line_grant ORDER BY grant_id')).toEqual([
    { ...common, grant_id: one, ...held, committed_cents: 0 },
    { ...common, grant_id: two, ...held, paid_cents: 0, recovered_cents: 0 },
  ])
  expect(await unbalancedLines(world)).toEqual([])
  const ofGrants = await rowsOf(
    world,
    'SELECT version, number, account, grant_id, cents FROM posting WHERE version > 4',
  )
  expect(ofGrants).toEqual([
    { version: 5, number: 1, account: 'free', grant_id: null, cents: 100 },
    { version: 5, number: 2, account: 'recovered', grant_id: one, cents: -100 },
    { version: 6, number: 1, account: 'committed', grant_id: two, cents: 500 },
    { version: 6, number: 2, account: 'free', grant_id: null, cents: -500 },
  ])
  await expect(moveFunds(world, line, { grant: one, cents: 1, from: 'free', to: 'reserved' })).rejects.toThrow(
    'fund_line_short',
  )
})

test('only the fund manager acts, and only here', async () => {
  const line = await fundLineWithCents(world, 1, 100)
  const data = receive(100, 'VIR-2')
  const { coordinator, payer, funder, mediator, elsewhere } = actors
  for (const actor of [coordinator, payer, funder, mediator])
    expect(await send(world, 'ReceiveContribution', line, data, { actor, version: 2 })).toMatchObject({
      rule: 'not_allowed',
    })
  const stranger = { ...elsewhere, role: 'fund_manager' as const }
  expect(await send(world, 'ReceiveContribution', line, data, { actor: stranger, version: 2 })).toMatchObject({
    rule: 'unknown_stream',
  })
  // A structure is known where it is registered.
  const strange = await send(world, 'OpenFundLine', fundLineOf(2), openFundLine, { actor: stranger })
  expect(strange).toMatchObject({ rule: 'unknown_structure', details: { field: 'funder' } })
})

test('amounts that are not of whole cents, or of another currency, are refused by their field, and nothing is written', async () => {
  const line = await fundLineWithCents(world, 1, 100)
  const before = await postings()
  for (const cents of [-100, 0, 10.5, '100', 1_000_000_001])
    expect(await managed(world, 'ReceiveContribution', line, { cents, reference: 'VIR-2', on })).toMatchObject({
      ...{ rule: 'invalid_data', details: { field: 'cents' } },
    })
  const dollars = { ...receive(100, 'VIR-2'), currency: 'USD' }
  expect(await managed(world, 'ReceiveContribution', line, dollars)).toMatchObject({ details: { field: 'currency' } })
  expect(await postings()).toEqual(before)
})

test('a funder has one line for a call and a strand, whoever opens another at the same moment', async () => {
  const open = (number: number, over: object = {}) =>
    send(world, 'OpenFundLine', fundLineOf(number), { ...openFundLine, ...over }, { actor: actors.fundManager })
  const results = await Promise.all([1, 2, 3, 4, 5].map((number) => open(number)))
  expect(rulesOf(results)).toEqual([...Array.from({ length: 4 }, () => 'fund_line_exists'), 'ok'])
  const others = [
    open(6, { strand: 'parcours' }),
    open(7, { call: 'autre.v1' }),
    open(8, { funder: ids.lieuStructure }),
  ]
  expect(rulesOf(await Promise.all(others))).toEqual(['ok', 'ok', 'ok'])
})

describe('the database itself refuses', () => {
  const refused = async (sql: string, ...values: unknown[]) => {
    await owner.query('BEGIN')
    try {
      await owner.query(sql, values)
      await owner.query('COMMIT')
      return 'accepted'
    } catch (error) {
      await owner.query('ROLLBACK')
      const { constraint, message } = error as { constraint?: string; message: string }
      return constraint ?? message
    }
  }
  const insert = (version: number, ...cents: readonly number[]) =>
    `INSERT INTO posting (line, version, number, territory, account, grant_id, cents, recorded_on) VALUES ${cents
      .map((amount, index) => `($1, ${version}, ${90 + index}, '40', 'free', NULL, ${amount}, '2026-03-02')`)
      .join()}`

  test('a line below zero, a cent in two states or in none, more than what came', async () => {
    const line = await fundLineWithCents(world, 1, 100)
    const set = (what: string) => refused(`UPDATE fund_line SET ${what} WHERE stream = $1`, line)
    expect(await set('free_cents = -1, reserved_cents = 101')).toBe('fund_line_not_below_zero')
    expect(await set('reserved_cents = 1')).toBe('fund_line_each_cent_once')
    expect(await set('free_cents = 99')).toBe('fund_line_each_cent_once')
    expect(await set('free_cents = 101, authority_cents = 101')).toBe('fund_line_authority')
    expect(await set('recovered_cents = 1, free_cents = 101')).toBe('fund_line_recovered')
    expect(await set('free_cents = 60, reserved_cents = 40')).toBe('accepted')
  })

  test('postings that do not balance, of no event, or empty', async () => {
    const line = await fundLineWithCents(world, 1, 100)
    expect(await refused(insert(2, 5, -4), line)).toBe('posting_balanced')
    expect(await refused(insert(2, 5), line)).toBe('posting_balanced')
    expect(await refused(insert(3, 5, -5), line)).toBe('posting_of_event')
    expect(await refused(insert(2, 0), line)).toContain('cents')
    const ofGrant = insert(2, 5, -5).replaceAll(`'free'`, `'paid'`)
    expect(await refused(ofGrant, line)).toMatch(/posting_check/)
    expect(await postings()).toHaveLength(4)
  })

  test('postings that are rewritten or removed, by anybody', async () => {
    await fundLineWithCents(world, 1, 100)
    const writes = ['UPDATE posting SET cents = cents * 2', 'DELETE FROM posting', 'TRUNCATE posting']
    const app = new Client({ connectionString: world.clone.appUrl })
    await app.connect()
    await app.query(`SELECT set_config('parcours.territory', '40', false)`)
    for (const sql of writes) {
      expect(await refused(sql)).toContain('never rewritten')
      await expect(app.query(sql)).rejects.toThrow('permission denied')
    }
    const { rows } = await app.query('SELECT FROM posting')
    expect(rows).toHaveLength(4)
    await app.query(`SELECT set_config('parcours.territory', '32', false)`)
    expect((await app.query('SELECT FROM posting, fund_line')).rows).toEqual([])
    await app.end()
  })
})

describe('a rebuild', () => {
  const everything = async () => {
    const tables = ['head', 'snapshot', 'fund_line', 'fund_line_grant', 'posting']
    return Promise.all(tables.map((table) => rowsOf(world, `SELECT * FROM ${table} t ORDER BY t::text`)))
  }
  const past = async (sql: string, ...values: unknown[]) => {
    await owner.query('ALTER TABLE posting DISABLE TRIGGER USER')
    await owner.query(sql, values)
    await owner.query('ALTER TABLE posting ENABLE TRIGGER USER')
  }
  beforeEach(async () => {
    const line = await fundLineWithCents(world, 1, 2_000_000)
    await fundLineWithCents(world, 2, 500_000, { funder: ids.lieuStructure, counts: 'promised' })
    world.setClock('2026-03-02T23:30:00Z')
    await managed(world, 'ReceiveContribution', line, receive(30_000, 'VIR-1-2'))
    await managed(world, 'ReverseContribution', line, { entry: 3, reason: 'erreur_de_saisie' })
    await moveFunds(world, line, { grant: grantId(1), cents: 70_000, from: 'free', to: 'reserved' })
  })

  test('makes the lines again, and keeps the postings', async () => {
    const before = await everything()
    for (const table of ['head', 'snapshot', ...inlineTables]) await owner.query(`TRUNCATE ${table}`)
    await rebuild(world.deps)
    expect(await everything()).toEqual(before)
  })

  test('adds postings that are missing, with the day on which they were recorded', async () => {
    const before = await everything()
    const recorded = (await postings()).map((row) => row.recorded_on)
    expect(new Set(recorded)).toEqual(new Set(['2026-03-02', '2026-03-03']))
    await past('DELETE FROM posting WHERE version > 2')
    await rebuild(world.deps)
    expect(await everything()).toEqual(before)
  })

  test('does not hide that a posting is another one than the log says, or one too many', async () => {
    await past('UPDATE posting SET cents = cents + 1 WHERE line = $1 AND version = 3 AND number = 1', fundLineOf(1))
    await expect(rebuild(world.deps)).rejects.toThrow(`posting ${fundLineOf(1)}/3/1 is not what the log says`)
    await past('UPDATE posting SET cents = cents - 1 WHERE line = $1 AND version = 3 AND number = 1', fundLineOf(1))
    await rebuild(world.deps)
    await past(
      'INSERT INTO posting SELECT line, version, 9, territory, account, grant_id, cents, recorded_on FROM posting WHERE version = 3 AND number = 1',
    )
    await expect(rebuild(world.deps)).rejects.toThrow(`posting ${fundLineOf(1)}/3/9 is not what the log says`)
  })
})

test('a line opened again in the same words says nothing, under the same key or another', async () => {
  const line = await fundLineWithCents(world, 1, 100)
  const again = (id?: string) => send(world, 'OpenFundLine', line, openFundLine, { actor: actors.fundManager, id })
  expect(await again('cle-1')).toEqual(await again('cle-1'))
  expect(await done(world, 'OpenFundLine', line, openFundLine, { actor: actors.fundManager })).toMatchObject({
    answer: { version: 2 },
  })
  expect(world.committed).toEqual([])
})
