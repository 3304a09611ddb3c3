import fc from 'fast-check'
import { isNewer, type Plan } from '../contracts/plan'
import type { Stream } from '../contracts/stream'
import { type MemoryOutbox, memoryOutbox } from '../testing/outbox.memory'
import { dotationPlan, journeyPlan, someJourney } from '../testing/temporal.plans'
import { crashPoints, leaseMs, triesLeftToParent } from './relay.machine'
import { type RelayDeps, relayOnce } from './relay.run'
import type { WakePort } from './wake.port'

/** Runs as Temporal would hold them: each keeps the newest Plan that it was told. */
function memoryRuns(): { runs: Map<Stream, Plan>; wakes: WakePort } {
  const runs = new Map<Stream, Plan>()
  const tell = (plan: Plan) => {
    const known = runs.get(plan.stream)
    if (!known || isNewer(plan, known)) runs.set(plan.stream, plan)
  }
  return {
    runs,
    wakes: {
      wake: (plan) => Promise.resolve(tell(plan)),
      wakeRunning: (plan) => {
        if (!runs.has(plan.stream)) return Promise.resolve(false)
        tell(plan)
        return Promise.resolve(true)
      },
    },
  }
}

class World {
  nowMs = 1_000_000
  readonly outbox: MemoryOutbox = memoryOutbox()
  readonly temporal = memoryRuns()
  readonly mails = new Set<string>()
  readonly failures: unknown[] = []
  readonly versions = new Map<Stream, number>()

  readonly deps: RelayDeps = {
    outbox: this.outbox,
    wakes: this.temporal.wakes,
    mails: { enqueueAll: (mails) => Promise.resolve(mails.forEach(({ mail }) => this.mails.add(mail))) },
    clock: { now: () => new Date(this.nowMs).toISOString() },
    onFailure: (error) => this.failures.push(error),
  }

  /** What a command leaves: its stream one version further, a wake and a mail. */
  commit(stream: Stream): void {
    const version = (this.versions.get(stream) ?? 0) + 1
    this.versions.set(stream, version)
    this.outbox.add({ kind: 'wake', stream, version, payload: journeyPlan(stream, { version }) }, this.nowMs)
    this.outbox.add({ kind: 'mail', stream, version, payload: { mail: `${stream}/${version}` } }, this.nowMs)
  }

  /** A healthy relay after everything that failed has had the time to be free again. */
  async heal(): Promise<void> {
    for (let turn = 0; this.outbox.waiting > 0 && turn < 100; turn++) {
      this.nowMs += leaseMs
      await relayOnce(this.deps)
    }
  }

  expectNothingLost(): void {
    expect(this.outbox.waiting).toBe(0)
    for (const [stream, version] of this.versions) {
      expect(this.temporal.runs.get(stream)?.version).toBe(version)
      expect(this.outbox.woken.get(stream)).toBe(version)
      for (let each = 1; each <= version; each++) expect(this.mails).toContain(`${stream}/${each}`)
    }
  }
}

describe('one relay', () => {
  it('sends what it claims and leaves nothing', async () => {
    const world = new World()
    const stream = someJourney()
    world.commit(stream)
    world.commit(stream)
    world.nowMs += 1_000
    expect(await relayOnce(world.deps)).toEqual({ claimed: 4, failed: 0 })
    world.expectNothingLost()
    expect(await relayOnce(world.deps)).toEqual({ claimed: 0, failed: 0 })
  })

  it('leaves what was just committed to the process that did', async () => {
    const world = new World()
    world.commit(someJourney())
    expect(await relayOnce(world.deps)).toEqual({ claimed: 0, failed: 0 })
  })

  it('keeps everything while Temporal and the queue are away, and says so', async () => {
    const world = new World()
    const stream = someJourney()
    world.commit(stream)
    const away = () => Promise.reject(new Error('away'))
    const deps = { ...world.deps, wakes: { wake: away, wakeRunning: away }, mails: { enqueueAll: away } }
    for (let turn = 0; turn < 5; turn++) {
      world.nowMs += leaseMs
      expect(await relayOnce(deps)).toEqual({ claimed: 2, failed: 2 })
    }
    expect(world.failures).toHaveLength(10)
    expect(world.outbox.woken.get(stream)).toBeUndefined()
    await world.heal()
    world.expectNothingLost()
  })

  it('starts a dotation itself where its journey has not done so', async () => {
    const world = new World()
    const plan = dotationPlan(someJourney())
    world.outbox.add({ kind: 'wake', stream: plan.stream, version: 1, payload: plan }, world.nowMs)
    world.nowMs += 1_000
    for (let count = 0; count < triesLeftToParent; count += 1) {
      expect(await relayOnce(world.deps)).toEqual({ claimed: 1, failed: 0 })
      expect(world.temporal.runs.get(plan.stream)).toBeUndefined()
      world.nowMs += 500
    }
    await relayOnce(world.deps)
    expect(world.temporal.runs.get(plan.stream)).toEqual(plan)
    expect(world.outbox.waiting).toBe(0)
  })

  it.each(crashPoints)('may die once it has %s', async (point) => {
    const world = new World()
    const stream = someJourney()
    world.commit(stream)
    world.nowMs += 1_000
    const dying = { ...world.deps, reached: (at: string) => die(at === point) }
    await expect(relayOnce(dying)).rejects.toThrow('killed')
    world.commit(stream)
    await world.heal()
    world.expectNothingLost()
  })
})

function die(now: boolean): void {
  if (now) throw new Error('killed')
}

const streams = [someJourney(), someJourney(), someJourney()]
const step = fc.oneof(
  fc.record({ do: fc.constant('commit' as const), stream: fc.constantFrom(...streams) }),
  fc.record({
    do: fc.constant('relay' as const),
    dies: fc.option(fc.constantFrom(...crashPoints)),
    away: fc.boolean(),
  }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(300, 1_000, leaseMs) }),
)

it('loses nothing and marks nothing too early, whoever dies, in whatever order several relays work', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(step, { maxLength: 25 }), async (scheduler, steps) => {
      const world = new World()
      const { wakes, outbox } = world.deps
      const relays: Promise<unknown>[] = []
      for (const each of steps) {
        if (each.do === 'commit') world.commit(each.stream)
        else if (each.do === 'pass') world.nowMs += each.ms
        else {
          const slow: RelayDeps = {
            ...world.deps,
            outbox: {
              claim: scheduler.scheduleFunction(outbox.claim),
              settle: scheduler.scheduleFunction(outbox.settle),
            },
            wakes: {
              wake: scheduler.scheduleFunction(async (plan: Plan) => {
                die(each.away)
                await wakes.wake(plan)
              }),
              wakeRunning: scheduler.scheduleFunction(wakes.wakeRunning),
            },
            reached: (point) => die(point === each.dies),
          }
          relays.push(relayOnce(slow).catch(() => undefined))
        }
        if (scheduler.count() > 0) await scheduler.waitNext(1)
        for (const [stream, version] of world.outbox.woken) {
          expect(world.temporal.runs.get(stream)?.version).toBeGreaterThanOrEqual(version)
        }
      }
      await scheduler.waitFor(Promise.all(relays))
      await world.heal()
      world.expectNothingLost()
    }),
  )
})
