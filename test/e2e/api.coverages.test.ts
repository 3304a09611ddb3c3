import type { Costs, CoverageCosts, Coverages } from '../../libs/contracts/api/coverage.schemas'
import type { Problem } from '../../libs/contracts/api/problem.schema'
import type { Actor } from '../../libs/contracts/command'
import { uuidOf } from '../../libs/contracts/stream'
import { terms } from '../../libs/testing/coverage.fixtures'
import { payingGrant, withdrawn } from '../../libs/testing/coverage.steps'
import { actors, createWorld, journeyIds, journeyUntil, type World } from '../../libs/testing/engine.world'
import { applicant, openCall, shortCall } from '../../libs/testing/grant.steps'
import { ids } from '../../libs/testing/journey.fixtures'
import { type Api, refused, startApi } from './api.process'

let world: World
let api: Api
let grant: string
beforeAll(async () => {
  world = await createWorld()
  await openCall(world)
  grant = await payingGrant(world, 1)
  await journeyUntil(world, 1, 'RecordAttendance')
  await journeyUntil(world, 2, 'Accept')
  await withdrawn(world, 1)
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const { fundManager, mediator, coordinator, prescriber, evaluator, payer } = actors
const at = (path: string) => `/v1/coverages/${uuidOf(grant)}${path}`
const set = (body: object, key: string, version: number) =>
  api.post<Problem>(at('/set-coverage'), {
    actor: fundManager,
    body,
    headers: { 'Idempotency-Key': key, 'If-Match': `"${version}"` },
  })

test('what a coverage covers and has left is read by the fund, by its lieux and by the structure', async () => {
  const { status, body } = await api.get<Coverages>('/v1/coverages', { actor: fundManager })
  expect(status).toBe(200)
  expect(body.items).toEqual([
    {
      ...{ id: uuidOf(grant), version: expect.any(Number), grant, call: shortCall.id },
      ...{ places: [ids.place], definitions: terms.definitions, from: terms.from, until: terms.until },
      ...{ envelopeCents: 100_000, costCents: 51_000, leftCents: 49_000, low: false, over: false },
      ...{ balanceCents: null, proposedCents: 0, journeys: 2, twice: 0 },
    },
  ])
  for (const actor of [mediator, coordinator, applicant])
    expect((await api.get<Coverages>('/v1/coverages', { actor })).body.items).toHaveLength(1)
  const stranger: Actor = { ...mediator, sub: ids.prescriber, structure: ids.otherStructure, lieu: ids.otherPlace }
  expect((await api.get<Coverages>('/v1/coverages', { actor: stranger })).body.items).toEqual([])
  const other: Actor = { ...applicant, structure: ids.otherStructure }
  expect((await api.get<Coverages>('/v1/coverages', { actor: other })).body.items).toEqual([])
  for (const actor of [prescriber, evaluator, payer])
    expect(await refused(api.get('/v1/coverages', { actor }))).toMatchObject({ status: 403, code: 'not_allowed' })
})

test('what each journey comes to is read by the fund and the coordinator, without a name', async () => {
  const { body } = await api.get<CoverageCosts>(at('/costs'), { actor: fundManager })
  expect(body.items).toEqual([
    expect.objectContaining({ journey: journeyIds(1).journey, state: 'settled', cents: 6_000, wholeCents: 6_000 }),
    expect.objectContaining({ journey: journeyIds(2).journey, state: 'reserved', cents: 45_000, twice: false }),
  ])
  expect(JSON.stringify(body)).not.toMatch(/person|Inventé/)
  expect(await refused(api.get(at('/costs'), { actor: mediator }))).toMatchObject({ status: 403, code: 'not_allowed' })
  const nowhere = at('/costs').replace(uuidOf(grant), uuidOf(ids.place))
  expect(await refused(api.get(nowhere, { actor: fundManager }))).toMatchObject({ status: 404, code: 'unknown_stream' })
})

test('cost per journey and per outcome, by grant, funder and EPCI', async () => {
  const costs = async (query: string, actor = fundManager) =>
    (await api.get<Costs>(`/v1/costs?${query}`, { actor })).body
  const row = {
    ...{ journeys: 2, costCents: 51_000, perJourneyCents: 25_500, perOutcomeCents: null },
    outcomes: [
      { outcome: 'withdrawn', journeys: 1, costCents: 6_000, perJourneyCents: 6_000 },
      { outcome: null, journeys: 1, costCents: 45_000, perJourneyCents: 45_000 },
    ],
  }
  expect(await costs('by=grant')).toEqual({ by: 'grant', rows: [{ key: grant, ...row }] })
  expect(await costs('by=epci', coordinator)).toEqual({ by: 'epci', rows: [{ key: '244000808', ...row }] })
  expect((await costs(`by=funder&call=${shortCall.id}`)).rows).toEqual([
    { key: expect.stringMatching(/^structure-/), ...row },
  ])
  expect((await costs('by=grant&call=autre.v1')).rows).toEqual([])
  expect(await refused(api.get('/v1/costs?by=prenom', { actor: fundManager }))).toMatchObject({
    status: 400,
    code: 'invalid_data',
  })
  expect(await refused(api.get('/v1/costs?by=epci', { actor: evaluator }))).toMatchObject({
    status: 403,
    code: 'not_allowed',
  })
})

test('what is wrong in a coverage is refused by its field, and nothing is written', async () => {
  const { version = 0 } = (await api.get<Coverages>('/v1/coverages', { actor: fundManager })).body.items[0] ?? {}
  const told = async (over: object) => {
    const { status, body } = await set(
      { ...terms, ...over },
      JSON.stringify(over).replaceAll(/[^a-z0-9]/gi, ''),
      version,
    )
    return [status, body.code, body.field]
  }
  expect(await told({ envelopeCents: 100_001 })).toEqual([422, 'coverage_above_grant', 'envelopeCents'])
  expect(await told({ envelopeCents: 50_999 })).toEqual([422, 'coverage_below_costs', 'envelopeCents'])
  expect(await told({ envelopeCents: 0.5 })).toEqual([400, 'invalid_data', 'envelopeCents'])
  expect(await told({ envelopeCents: -1 })).toEqual([400, 'invalid_data', 'envelopeCents'])
  expect(await told({ until: '2025-01-01' })).toEqual([422, 'coverage_days_reversed', 'until'])
  expect(await told({ definitions: ['mon-ordi'] })).toEqual([422, 'unknown_definition', 'definitions[0]'])
  const { items } = (await api.get<Coverages>('/v1/coverages', { actor: fundManager })).body
  expect(items[0]).toMatchObject({ version, envelopeCents: 100_000 })
})
