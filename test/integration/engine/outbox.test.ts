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

test('a wake that a newer one has overtaken is not sent any more: its run may have ended', async () => {
  const { journey } = journeyIds(3)
  await refer(world, 3)
  const outbox = databaseOutbox(world.database)
  const claim = async () =>
    (await outbox.claim('2026-03-02T10:00:00.000Z', '2026-03-02T10:00:30.000Z', 200)).filter(
      ({ stream }) => stream === journey,
    )
  const first = await claim()
  expect(first.map(({ kind, version }) => [kind, version])).toEqual([
    ['wake', 1],
    ['mail', 1],
  ])
  const again = first.map(({ id }) => ({ id, at: '2026-03-02T09:59:00.000Z' }))
  // Somebody else has sent version 2 meanwhile, and the run has followed it to its end.
  await outbox.settle({ done: [], woken: [{ stream: journey, version: 2 }], queued: [], again })
  expect((await claim()).map(({ kind, version }) => [kind, version])).toEqual([['mail', 1]])
  expect(await rowsOf(world, 'SELECT kind FROM outbox WHERE stream = $1', [journey])).toEqual([{ kind: 'mail' }])
})
