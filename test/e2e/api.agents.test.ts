import type { Agent } from '../../libs/contracts/api/directory.schemas'
import type { JourneyLine } from '../../libs/contracts/api/journey.schemas'
import type { Task } from '../../libs/contracts/api/task.schemas'
import type { Actor } from '../../libs/contracts/command'
import {
  actors,
  agent,
  createWorld,
  done,
  journeyIds,
  refer,
  uuidOfNumber,
  type World,
} from '../../libs/testing/engine.world'
import { ids } from '../../libs/testing/journey.fixtures'
import { type Api, startApi } from './api.process'

interface Page<T> {
  readonly items: readonly T[]
}

const dominique = `actor-${uuidOfNumber(801)}`
/** Dominique works for another structure; the token names its lieu. */
const token: Actor = { ...actors.mediator, sub: dominique, structure: ids.otherStructure, lieu: ids.otherPlace }
const permanence = { place: ids.place, weekday: 'Tu', hours: '09:00-12:00' }

let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  await agent(world, dominique, 'mediator', ids.otherStructure, ids.otherPlace)
  await refer(world, 1)
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const items = async <T>(path: string, actor: Actor) => (await api.get<Page<T>>(path, { actor })).body.items
const journeys = async () => (await items<JourneyLine>('/v1/journeys', token)).map(({ id }) => `journey-${id}`)
const tasks = async () => (await items<Task>('/v1/tasks', token)).map(({ task }) => task)
const agents = async (query = '') => items<Agent>(`/v1/agents?role=mediator${query}`, actors.coordinator)

test('a mediator reads what a lieu is asked from the day of their permanence there, with the same token', async () => {
  expect([await journeys(), await tasks()]).toEqual([[], []])
  await done(world, 'SetPermanences', dominique, { permanences: [permanence] }, { version: 1 })
  expect([await journeys(), await tasks()]).toEqual([[journeyIds(1).journey], ['answer_referral']])
})

test('the directory tells where somebody works, when, and how many journeys they follow', async () => {
  await done(world, 'SetCapacity', dominique, { capacity: 12 }, { version: 2 })
  expect((await agents()).find(({ id }) => `actor-${id}` === dominique)).toMatchObject({
    ...{ place: ids.otherPlace, places: [ids.place, ids.otherPlace].sort(), capacity: 12, leftOn: null },
    permanences: [permanence],
  })
})

test('whoever has left is offered no more, reads the lieu’s no more, and is still found where asked for', async () => {
  expect(await agents()).toHaveLength(2)
  await done(world, 'RecordDeparture', dominique, { on: '2026-03-02' }, { version: 3 })
  expect((await agents()).map(({ id }) => `actor-${id}`)).toEqual([ids.mediator])
  expect(await agents('&left=true')).toHaveLength(2)
  expect(await agents('&left=true')).toContainEqual(expect.objectContaining({ leftOn: '2026-03-02', places: [] }))
  expect(await journeys()).toEqual([])
})

test('a capacity below zero is refused by its name', async () => {
  const { status, body } = await api.post(`/v1/agents/${ids.mediator.slice('actor-'.length)}/set-capacity`, {
    actor: actors.mediator,
    body: { capacity: -1 },
    headers: { 'Idempotency-Key': 'below', 'If-Match': '"1"' },
  })
  expect([status, body.code, body.field]).toEqual([400, 'invalid_data', 'capacity'])
})
