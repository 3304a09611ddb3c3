import { dayOf } from '../../../libs/domain/kernel/wait'
import type { Plan } from '../../../libs/contracts/plan'
import { temporalFollowed } from '../../../libs/engine/temporal/temporal.followed'
import { readPlan } from '../../../libs/engine/wake.plans'
import { actors, done, rowsOf } from '../../../libs/testing/engine.world'
import { commands, landes } from '../../../libs/testing/journey.fixtures'
import { cutProxy } from '../mails/cut.proxy'
import { createLiveWorld, eventually, type LiveWorld } from './live.world'

let world: LiveWorld
beforeAll(async () => {
  world = await createLiveWorld()
})
afterAll(() => world?.close())

/** What a test has begun, ended in the opposite order whatever became of it. */
const ends: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const { stop } of ends.splice(0).reverse()) await stop()
})

const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1_000))
const planOf = async (stream: string): Promise<Plan> => {
  const plan = await readPlan(world.database, stream)
  if (!plan) throw new Error(`${stream} has no Plan`)
  return plan
}

/** Nothing waits any more and every run was told of the newest version of its stream. */
const caughtUp = () =>
  eventually(async () => {
    const behind = await rowsOf(world, 'SELECT FROM head WHERE stage IS NOT NULL AND woken_version < version')
    return behind.length + (await rowsOf(world, 'SELECT FROM outbox')).length === 0
  })

test('a worker started late fires what was due meanwhile', async () => {
  ends.push(world.poll(world.relayAt()))
  const journey = await world.refer(1)
  await seconds(7)
  expect((await planOf(journey)).version).toBe(1)
  ends.push(await world.temporal.work(world.activities))
  await world.recorded(journey, 'OwnerReminded', 'AnswerExpired')
}, 60_000)

test('a Temporal that is away stops nobody, and nothing is lost when it is back', async () => {
  const proxy = await cutProxy(`http://${world.temporal.settings.TEMPORAL_ADDRESS}`)
  ends.push({ stop: () => proxy.close() })
  const through = new URL(proxy.url).host
  ends.push(world.poll(world.relayAt(through)))
  ends.push(await world.temporal.work(world.activities, through))
  const before = await world.refer(2)
  await caughtUp()

  proxy.cut()
  const meanwhile = await world.refer(3)
  await done(world, 'Accept', meanwhile, commands.Accept.data, { actor: actors.mediator, version: 1 })
  await eventually(() => Promise.resolve(world.failures.length > 0))
  expect((await planOf(before)).version).toBe(1)
  await seconds(3)

  proxy.restore()
  await world.recorded(before, 'OwnerReminded', 'AnswerExpired')
  await world.recorded(meanwhile, 'OwnerReminded')
  await caughtUp()
}, 90_000)

test('whoever waits for a run is answered once it follows, and in time where it does not', async () => {
  const followed = temporalFollowed(world.temporal.client, (error) => {
    throw error
  })
  ends.push(world.poll(world.relayAt()))
  const journey = await world.refer(4, landes.id)
  expect(await followed(await planOf(journey), 1_500)).toBe(false)
  ends.push(await world.temporal.work(world.activities))
  expect(await followed(await planOf(journey), 10_000)).toBe(true)
  const withdrawn = { on: dayOf(new Date().toISOString(), 'Europe/Paris'), reasons: commands.Withdraw.data.reasons }
  const { version } = await planOf(journey)
  const { plan } = await done(world, 'Withdraw', journey, withdrawn, { actor: actors.prescriber, version })
  expect(plan?.stage).toBe('closed')
  expect(await followed(plan as Plan, 10_000)).toBe(true)
}, 60_000)
