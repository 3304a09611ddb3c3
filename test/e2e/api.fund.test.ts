import type { FundLines, FundStatement } from '../../libs/contracts/api/fund.schemas'
import type { Problem } from '../../libs/contracts/api/problem.schema'
import type { Actor } from '../../libs/contracts/command'
import { uuidOf } from '../../libs/contracts/stream'
import { actors, createWorld, type World } from '../../libs/testing/engine.world'
import { openFundLine } from '../../libs/testing/fund.fixtures'
import { fundLineOf } from '../../libs/testing/fund.steps'
import { type Api, refused, startApi } from './api.process'

let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const { fundManager, payer, funder, coordinator } = actors
const id = uuidOf(fundLineOf(1))
const on = openFundLine.on
const post = <B>(command: string, body: object, version?: number, key = command, actor: Actor = fundManager) => {
  const match: Record<string, string> = version === undefined ? {} : { 'If-Match': `"${version}"` }
  return api.post<B>(`/v1/fund-lines/${id}/${command}`, { actor, body, headers: { 'Idempotency-Key': key, ...match } })
}
const received = { cents: 2_000_000, reference: 'VIR-2026-1', on }
const statement = (actor: Actor, query = '') =>
  api.get<FundStatement>(`/v1/fund-lines/${id}/statement${query}`, { actor })

test('the fund manager opens a line and records what comes; sent again, it counts once', async () => {
  expect(await post('open-fund-line', openFundLine)).toMatchObject({ status: 200, body: { id, version: 1 } })
  const first = await post('receive-contribution', received, 1)
  expect(first).toMatchObject({ status: 200, body: { id, version: 2 } })
  expect((await post('receive-contribution', received, 1)).body).toEqual(first.body)
  const { body } = await api.get<FundLines>('/v1/fund-lines', { actor: fundManager })
  expect(body.items).toMatchObject([
    { id, version: 2, balances: { free: 2_000_000, received: 2_000_000, reserved: 0 } },
  ])
  // Typed twice, under another key: the number of the transfer is known.
  const twice = await post<Problem>('receive-contribution', received, 2, 'typed-twice')
  expect([twice.status, twice.body.code, twice.body.field]).toEqual([422, 'contribution_already_recorded', 'reference'])
})

test('what is no amount of whole cents of euro is refused by its field', async () => {
  const told = async (body: object) => {
    const { status, body: problem } = await post<Problem>(
      'receive-contribution',
      body,
      2,
      JSON.stringify(body).replaceAll(' ', ''),
    )
    return [status, problem.code, problem.field]
  }
  for (const cents of [-5, 0.25, '2000'])
    expect(await told({ ...received, reference: 'VIR-2', cents })).toEqual([400, 'invalid_data', 'cents'])
  expect(await told({ ...received, reference: 'VIR-2', currency: 'USD' })).toEqual([400, 'invalid_data', 'currency'])
})

test('a refusal is told in euros, in French and in English', async () => {
  const other = { ...openFundLine, counts: 'promised', strand: 'parcours' }
  const line = uuidOf(fundLineOf(2))
  const as = { actor: fundManager }
  await api.post(`/v1/fund-lines/${line}/open-fund-line`, {
    ...as,
    body: other,
    headers: { 'Idempotency-Key': 'second' },
  })
  const { body } = await api.post<Problem>(`/v1/fund-lines/${line}/receive-contribution`, {
    ...{ ...as, body: received },
    headers: { 'Idempotency-Key': 'unpromised', 'If-Match': '"1"' },
  })
  expect(body).toMatchObject({ code: 'contribution_not_promised', details: { promised: 0, asked: 2_000_000 } })
  expect(body.fr).toMatch(/Il reste 0\s€ promis .* moins que 20\s000\s€/)
})

test('a statement is read by the fund manager, who pays and who gives, and by nobody else', async () => {
  const { body, status } = await statement(fundManager)
  expect(status).toBe(200)
  expect(body).toMatchObject({ line: { id }, closing: { free: 2_000_000 }, entries: [{ mark: 'VIR-2026-1', on }] })
  expect((await statement(payer)).body).toEqual(body)
  expect((await statement(funder, `?on=${on}`)).body).toMatchObject({ closing: { free: 0 }, entries: [] })
  expect(await refused(statement(coordinator))).toMatchObject({ status: 403 })
  expect(await refused(statement({ ...payer, structure: funder.structure }))).toMatchObject({ status: 404 })
  expect(await refused(statement(fundManager, '?on=2100-01-01'))).toMatchObject({ status: 422, code: 'date_in_future' })
  expect(await refused(statement(fundManager, '?on=hier'))).toMatchObject({ status: 400, field: 'on' })
})
