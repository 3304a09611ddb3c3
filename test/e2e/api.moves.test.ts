import { uuidOf } from '../../libs/contracts/stream'
import {
  actors,
  agent,
  createWorld,
  journeyIds,
  journeyUntil,
  refer,
  rowsOf,
  type World,
} from '../../libs/testing/engine.world'
import { ids } from '../../libs/testing/journey.fixtures'
import { type Api, refused, startApi } from './api.process'

/** A mediator leaves, a place closes, a prescriber changes posts: every journey in new hands by one request. */
let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  await agent(world, ids.otherMediator, 'mediator', ids.lieuStructure, ids.place, 'relais@exemple.invalid')
  await agent(world, ids.otherPrescriber, 'prescriber', ids.prescriberStructure, null, 'collegue@exemple.invalid')
  for (const number of [1, 2, 3]) await journeyUntil(world, number, 'PlanTraining')
  await refer(world, 4)
  api = await startApi(world)
})
afterAll(async () => {
  await api?.stop()
  await world?.close()
})

const move = (body: object, key: string, actor = actors.coordinator) =>
  api.post<{ moved: number; refused: number; journeys: { id: string; result: string; rule: string | null }[] }>(
    '/v1/moves',
    { actor, body, headers: { 'Idempotency-Key': key } },
  )
const column = async (name: 'mediator' | 'place' | 'prescriber_agent') =>
  (await rowsOf<Record<string, string>>(world, `SELECT ${name} FROM journey ORDER BY stream`)).map((row) => row[name])
const reasons = { shareable: 'changement_de_suivi', internal: 'depart_du_mediateur' }
const leaving = { to: 'mediator', from: ids.mediator, mediator: ids.otherMediator, reasons }

test('a mediator leaves: their journeys go to a colleague, with a line for each', async () => {
  const { status, body } = await move(leaving, 'leaving')
  expect(status).toBe(200)
  expect(body).toMatchObject({ moved: 3, refused: 0 })
  expect(body.journeys.map(({ id, result }) => [id, result])).toEqual(
    [1, 2, 3].map((number) => [uuidOf(journeyIds(number).journey), 'moved']),
  )
  expect(await column('mediator')).toEqual([ids.otherMediator, ids.otherMediator, ids.otherMediator, null])
})

test('asked again with the same key: nothing more is moved', async () => {
  expect((await move(leaving, 'leaving')).body).toEqual({ moved: 0, refused: 0, journeys: [] })
})

test('a place closes: all go to another one, those not yet accepted as well; what cannot is told, and stays', async () => {
  const closing = { shareable: 'fermeture', internal: 'fermeture_du_lieu' }
  const nowhere = { to: 'lieu', from: ids.place, place: ids.place, reasons: closing }
  expect((await move(nowhere, 'nowhere')).body).toMatchObject({
    moved: 0,
    refused: 4,
    journeys: [{ rule: 'same_lieu' }, {}, {}, {}],
  })
  const { body } = await move({ ...nowhere, place: ids.otherPlace }, 'closing')
  expect(body).toMatchObject({ moved: 4, refused: 0 })
  expect(new Set(await column('place'))).toEqual(new Set([ids.otherPlace]))
  expect(await column('mediator')).toEqual([null, null, null, null])
})

test('a prescriber moves their own structure’s referrals, and nobody else’s', async () => {
  const why = { shareable: 'changement_de_suivi', internal: 'depart_de_l_agent' }
  const prescriber = { structure: ids.prescriberStructure, agent: ids.otherPrescriber }
  const asked = { to: 'prescriber', from: ids.prescriber, prescriber, reasons: why }
  const stranger = { ...actors.prescriber, structure: ids.otherStructure }
  expect((await move(asked, 'stranger', stranger)).body).toEqual({ moved: 0, refused: 0, journeys: [] })
  expect((await move(asked, 'own', actors.prescriber)).body).toMatchObject({ moved: 4, refused: 0 })
  expect(new Set(await column('prescriber_agent'))).toEqual(new Set([ids.otherPrescriber]))
})

test('roles that move nothing, and requests that say nothing, are refused', async () => {
  expect((await refused(move(leaving, 'k1', actors.evaluator))).code).toBe('not_allowed')
  expect((await refused(move(leaving, 'k2', actors.prescriber))).code).toBe('not_allowed')
  expect((await refused(move({ to: 'mediator' }, 'k3'))).status).toBe(400)
  const keyless = api.post('/v1/moves', { actor: actors.coordinator, body: leaving })
  expect((await refused(keyless)).code).toBe('idempotency_key_required')
})
