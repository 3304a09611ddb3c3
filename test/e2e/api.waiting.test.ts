import type { JourneyDetail } from '../../libs/contracts/api/journey.schemas'
import type { WaitingInLine } from '../../libs/contracts/api/line.schemas'
import { actors, createWorld, done, journeyIds, refer, send, type World } from '../../libs/testing/engine.world'
import { ids } from '../../libs/testing/journey.fixtures'
import { type Api, type Sent, startApi } from './api.process'

interface Page {
  readonly items: readonly WaitingInLine[]
  readonly next: string | null
}

let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  await send(world, 'SetCapacity', ids.mediator, { capacity: 0 }, { version: 1 })
  for (const number of [1, 2, 3]) {
    world.setClock(`2026-03-1${number}T09:00:00Z`)
    await refer(world, number)
  }
  // The last to be enlisted was referred first: the date of the referral counts.
  for (const number of [3, 2, 1]) {
    world.setClock(`2026-03-2${4 - number}T09:00:00Z`)
    await done(world, 'Enlist', journeyIds(number).journey, {}, { actor: actors.mediator, version: 1 })
  }
  await done(world, 'TellRank', journeyIds(2).journey, {}, { actor: actors.mediator, version: 2 })
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const idOf = (number: number) => journeyIds(number).journey.slice('journey-'.length)
const line = async (actor: Sent['actor'], query = '') => (await api.get<Page>(`/v1/waiting${query}`, { actor })).body

test('a lieu reads its line in order, with ranks, page by page', async () => {
  const { items } = await line(actors.mediator)
  expect(items.map(({ id, rank, told }) => [id, rank, told])).toEqual([
    [idOf(1), 1, null],
    [idOf(2), 2, 2],
    [idOf(3), 3, null],
  ])
  const first = await line(actors.mediator, `?limit=2&lieu=${ids.place}`)
  const rest = await line(actors.mediator, `?limit=2&cursor=${first.next ?? ''}`)
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual([1, 2, 3].map(idOf))
  expect(rest.next).toBeNull()
})

test('a prescriber reads the rank that was told and since when, in the order of that', async () => {
  const { items } = await line(actors.prescriber)
  expect(items.map(({ id, rank, since }) => [id, rank, since.slice(0, 10)])).toEqual([
    [idOf(3), null, '2026-03-21'],
    [idOf(2), 2, '2026-03-22'],
    [idOf(1), null, '2026-03-23'],
  ])
  const { body } = await api.get<JourneyDetail>(`/v1/journeys/${idOf(2)}`, { actor: actors.prescriber })
  expect(body.line).toEqual({ since: '2026-03-22T09:00:00.000Z', rank: 2 })
  expect(body.history.map(({ type, data }) => [type, data])).toEqual([
    ['JourneyReferred', expect.anything()],
    ['Enlisted', { place: ids.place }],
    ['RankTold', { rank: 2 }],
  ])
})

test('nobody else reads a line', async () => {
  const others = { ...actors.prescriber, sub: ids.mediator, structure: ids.otherStructure }
  expect((await line(others)).items).toEqual([])
  expect((await api.get('/v1/waiting', { actor: actors.recyclerie })).status).toBe(403)
})
