import { databaseOutbox } from '../../../libs/engine/relay.outbox'
import { createWorld, journeyIds, refer, rowsOf, type World } from '../../../libs/testing/engine.world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const rows = () =>
  rowsOf<{ id: number; leased_until: string | null; attempts: number }>(
    world,
    'SELECT id, leased_until, attempts FROM outbox ORDER BY id',
  )

test('the outbox lets go of what arrived and of nothing else; what did not waits for its next try', async () => {
  await refer(world, 1)
  await refer(world, 2)
  const before = await rows()
  expect(before).toHaveLength(4)
  const [first, second, third, fourth] = before.map(({ id }) => id) as [number, number, number, number]
  const at = '2026-03-02T09:01:00.000Z'
  const outbox = databaseOutbox(world.database)
  const woken = [1, 2].map((number) => ({ stream: journeyIds(number).journey, version: 1 }))
  await outbox.settle({ done: [first, third], woken, queued: [], again: [{ id: second, at }] })
  expect(await rows()).toEqual([
    { id: second, leased_until: at, attempts: 1 },
    { id: fourth, leased_until: null, attempts: 0 },
  ])
})
