import { journeyIds, createWorld, refer, rowsOf, type World } from '../../../libs/testing/engine.world'
import { watchOnce } from '../../../libs/engine/watchdog.run'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const { journey } = journeyIds(1)
const watch = () => watchOnce({ database: world.database, clock: world.deps.clock })
const told = (version: number) =>
  rowsOf(world, 'UPDATE head SET woken_version = $2 WHERE stream = $1 RETURNING version', [journey, version])
const wakes = () => rowsOf(world, `SELECT payload FROM outbox WHERE kind = 'wake'`)
const emptyOutbox = () => rowsOf(world, 'DELETE FROM outbox RETURNING id')

async function afterDeadline(seconds: number): Promise<void> {
  const [head] = await rowsOf<{ deadline_at: string }>(world, 'SELECT deadline_at FROM head WHERE stream = $1', [
    journey,
  ])
  world.setClock(new Date(Date.parse(head?.deadline_at ?? '') + seconds * 1_000).toISOString())
}

it('wakes what is behind and what is late, once, and tells by how much', async () => {
  world.setClock('2026-03-02T09:00:00Z')
  await refer(world, 1)
  world.setClock('2026-03-02T09:02:00Z')
  expect(await watch()).toEqual({ woken: 0, late: 0, latenessSeconds: 0 })

  // Its wake was lost before anybody was told.
  await emptyOutbox()
  expect(await watch()).toMatchObject({ woken: 1, late: 0 })
  expect(await wakes()).toMatchObject([{ payload: { stream: journey, version: 1, stage: 'prescription' } }])
  expect(await watch()).toMatchObject({ woken: 0 })

  await emptyOutbox()
  await told(1)
  expect(await watch()).toMatchObject({ woken: 0 })

  await afterDeadline(60)
  expect(await watch()).toEqual({ woken: 0, late: 1, latenessSeconds: 60 })
  await afterDeadline(180)
  expect(await watch()).toEqual({ woken: 1, late: 1, latenessSeconds: 180 })
  expect(await watch()).toMatchObject({ woken: 0, late: 1 })
  expect(await wakes()).toHaveLength(1)
})
