import { memoryOutbox } from '../testing/outbox.memory'
import { journeyPlan, someJourney } from '../testing/temporal.plans'
import type { Plan } from '../contracts/plan'
import { processRelay } from './relay.process'
import type { RelayDeps } from './relay.run'

function world(wake: (plan: Plan) => Promise<void>) {
  const time = { ms: 1_000_000 }
  const outbox = memoryOutbox()
  const failures: unknown[] = []
  const deps: RelayDeps = {
    outbox,
    wakes: { wake, wakeRunning: () => Promise.resolve(true) },
    mails: { enqueueAll: () => Promise.resolve() },
    clock: { now: () => new Date(time.ms).toISOString() },
    onFailure: (error) => failures.push(error),
  }
  const commit = (stream: string, version: number) =>
    outbox.add({ kind: 'wake', stream, version, payload: journeyPlan(stream, { version }) }, time.ms)
  return { time, outbox, failures, commit, relay: processRelay(deps) }
}

function note<T>(told: T[], what: T): Promise<void> {
  told.push(what)
  return Promise.resolve()
}

it('sends at once what this process has committed', async () => {
  const told: number[] = []
  const { outbox, commit, relay } = world(({ version }) => note(told, version))
  relay.relay([commit(someJourney(), 1)])
  await relay.idle()
  expect(told).toEqual([1])
  expect(outbox.waiting).toBe(0)
})

it('sends what gathered meanwhile as one batch, and of a stream the newest alone', async () => {
  const told: number[] = []
  let release = () => {}
  const first = new Promise<void>((resolve) => {
    release = resolve
  })
  const { outbox, commit, relay } = world(async ({ version }) => {
    told.push(version)
    if (version === 1) await first
  })
  const stream = someJourney()
  for (const version of [1, 2, 3, 4]) relay.relay([commit(stream, version)])
  release()
  await relay.idle()
  expect(told).toEqual([1, 4])
  expect(outbox.waiting).toBe(0)
})

it('leaves its rows in the outbox while Temporal is away, and does not insist', async () => {
  let calls = 0
  const { time, outbox, failures, commit, relay } = world(() => {
    calls += 1
    return Promise.reject(new Error('away'))
  })
  relay.relay([commit(someJourney(), 1)])
  await relay.idle()
  relay.relay([commit(someJourney(), 1)])
  await relay.idle()
  expect([calls, failures.length, outbox.waiting]).toEqual([1, 1, 2])
  time.ms += 5_000
  relay.relay([commit(someJourney(), 1)])
  await relay.idle()
  expect(calls).toBe(2)
})

it('survives a database that does not settle', async () => {
  const { outbox, failures, commit, relay } = world(() => Promise.resolve())
  outbox.settle = () => Promise.reject(new Error('no database'))
  relay.relay([commit(someJourney(), 1)])
  await relay.idle()
  expect(failures).toEqual([new Error('no database')])
  expect(outbox.waiting).toBe(1)
})

it('takes no more than it can hold', async () => {
  const told: string[] = []
  const { commit, relay, outbox } = world(({ stream }) => note(told, stream))
  relay.relay(Array.from({ length: 1_001 }, () => commit(someJourney(), 1)))
  await relay.idle()
  expect(told).toEqual([])
  expect(outbox.waiting).toBe(1_001)
})
