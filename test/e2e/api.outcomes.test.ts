import { outcomesSchema } from '../../libs/contracts/api/outcome.schema'
import { problemSchema } from '../../libs/contracts/api/problem.schema'
import { actors, createWorld, journeyUntil, refer, rowsOf, type World } from '../../libs/testing/engine.world'
import { countUntil } from '../integration/statistics/caught.up'
import { type Api, startApi } from './api.process'

let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  await journeyUntil(world, 1, 'RecordDiagnostic')
  world.setClock('2026-04-02T09:00:00Z')
  await refer(world, 2)
  api = await startApi(world)
  await countUntil(world.database, async () => (await rowsOf(world, 'SELECT stream FROM outcome')).length === 2)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

test('the coordinator reads what became of the journeys, and may ask for some of them', async () => {
  const all = await api.get('/v1/outcomes', { actor: actors.coordinator })
  expect(all.status).toBe(200)
  const outcomes = outcomesSchema.parse(all.body)
  expect(outcomes).toMatchObject({ journeys: 2, laptopsHandedOver: 0, masked: false })
  expect(outcomes.byEpci).toMatchObject([{ epci: '244000808', name: 'Mont-de-Marsan Agglomération', journeys: 2 }])
  const april = await api.get('/v1/outcomes?from=2026-04-01&to=2026-04-30', { actor: actors.coordinator })
  expect(april.body).toMatchObject({ journeys: 1 })
})

test('an evaluator reads no small group', async () => {
  const { status, body } = await api.get('/v1/outcomes', { actor: actors.evaluator })
  expect(status).toBe(200)
  expect(outcomesSchema.parse(body)).toMatchObject({ journeys: null, masked: true })
})

test.each([
  ['prescriber', '', 403, 'not_allowed'],
  ['mediator', '', 403, 'not_allowed'],
  ['recyclerie', '', 403, 'not_allowed'],
  ['evaluator', '?epci=244000808', 403, 'whole_territory_only'],
  ['coordinator', '?from=2026-13-01', 400, 'invalid_data'],
  ['coordinator', '?from=2026-04-02&to=2026-04-01', 400, 'invalid_data'],
  ['coordinator', '?epci=Chalosse', 400, 'invalid_data'],
  ['coordinator', '?nom=x', 400, 'invalid_data'],
] as const)('%s asking for "%s" is told why not', async (role, query, status, code) => {
  const answer = await api.get(`/v1/outcomes${query}`, { actor: actors[role] })
  expect(answer.status).toBe(status)
  expect(problemSchema.parse(answer.body).code).toBe(code)
})
