import type { Plan } from '../../libs/contracts/plan'
import type { WakePort } from '../../libs/engine/wake.port'
import { temporalWake } from '../../libs/engine/temporal/temporal.wake'
import { closedPlan, journeyPlan, someJourney } from '../../libs/testing/temporal.plans'
import { openSkippedTime, type SkippedTime } from '../../libs/testing/temporal.skipped'
import { type Script, scriptedCore } from './scripted.core'

const day = 86_400_000
const minute = 60_000

let time: SkippedTime
let relay: WakePort
beforeAll(async () => {
  time = await openSkippedTime()
  relay = temporalWake(time.client)
})
afterAll(() => time?.close())

const inDays = async (days: number) => new Date((await time.now()).getTime() + days * day).toISOString()
const expired = (due: Plan): Plan => closedPlan(due.stream, { version: due.version + 1 })

/** Lets a test play with a worker that ends with it, and answers the deadlines that fired. */
async function withScript(script: Script, play: (fired: Plan[]) => Promise<void>, cache?: number): Promise<void> {
  const { fired, activities } = scriptedCore(script)
  const worker = await time.work(activities, cache)
  try {
    await play(fired)
  } finally {
    await worker.stop()
  }
}

describe.each([0, 2])('with a cache of %d runs', (cache) => {
  it('fires each deadline on its day, with the Plan it belongs to', async () => {
    const stream = someJourney()
    const first = journeyPlan(stream, { until: await inDays(10), command: 'Remind' })
    const second = journeyPlan(stream, { version: 2, until: await inDays(30), command: 'Expire' })
    await withScript(
      (due) => (due.command === 'Remind' ? second : expired(due)),
      async (fired) => {
        await relay.wake(first)
        await time.pass(9.9 * day)
        expect(fired).toEqual([])
        await time.pass(0.2 * day)
        expect(fired).toEqual([first])
        await time.pass(19.8 * day)
        expect(fired).toEqual([first])
        await time.pass(0.2 * day)
        expect(fired).toEqual([first, second])
        expect(await time.client.workflow.getHandle(stream).result()).toBe('expired')
      },
      cache,
    )
  })
})

it('moves with a newer Plan and forgets the day of the older one', async () => {
  const stream = someJourney()
  await withScript(expired, async (fired) => {
    await relay.wake(journeyPlan(stream, { until: await inDays(10), command: 'Remind' }))
    await relay.wake(journeyPlan(stream, { version: 3, until: await inDays(40), command: 'Expire' }))
    await relay.wake(journeyPlan(stream, { version: 2, until: await inDays(5), command: 'Remind' }))
    await time.pass(39.9 * day)
    expect(fired).toEqual([])
    await time.pass(0.2 * day)
    expect(fired.map(({ version }) => version)).toEqual([3])
  })
})

it('takes a Plan of a later epoch for newer, whatever its version and stage', async () => {
  const stream = someJourney()
  await withScript(expired, async () => {
    await relay.wake(journeyPlan(stream, { version: 9, stage: 'training' }))
    await relay.wake(journeyPlan(stream, { epoch: 1_700_000_000, version: 4, stage: 'diagnostic' }))
    await relay.wake(journeyPlan(stream, { version: 12, stage: 'training' }))
    const handle = time.client.workflow.getHandle(stream)
    await handle.executeUpdate('followed', { args: [4] })
    expect(await handle.query('plan')).toMatchObject({ epoch: 1_700_000_000, version: 4, stage: 'diagnostic' })
  })
})

it('waits for years where nothing is due', async () => {
  const stream = someJourney()
  await withScript(expired, async (fired) => {
    await relay.wake(journeyPlan(stream))
    await relay.wake(journeyPlan(stream, { version: 2, until: await inDays(5 * 365), command: 'Expire' }))
    await time.pass((5 * 365 - 1) * day)
    expect(fired).toEqual([])
    await time.pass(2 * day)
    expect(fired).toHaveLength(1)
  })
})

it('fires at once what was due while nobody was there', async () => {
  const stream = someJourney()
  const late = journeyPlan(stream, { until: await inDays(-3), command: 'Expire' })
  await withScript(expired, async (fired) => {
    await relay.wake(late)
    expect(await time.client.workflow.getHandle(stream).result()).toBe('expired')
    expect(fired).toEqual([late])
  })
})

describe('a deadline that leads nowhere', () => {
  it.each<[string, Script]>([
    ['is refused', () => 'refused'],
    ['answers the same Plan', (due) => due],
    ['answers a newer Plan due at the same instant', (due) => ({ ...due, version: due.version + 1 })],
  ])('is tried again ever later when it %s', async (_, script) => {
    const stream = someJourney()
    await withScript(script, async (fired) => {
      await relay.wake(journeyPlan(stream, { until: await inDays(1), command: 'Remind' }))
      await time.pass(1 * day + 0.5 * minute)
      expect(fired).toHaveLength(1)
      await time.pass(1 * minute)
      expect(fired).toHaveLength(2)
      // 1 + 2 + 4 + 8 + 16 + 32 minutes, then every hour.
      await time.pass(1 * day)
      expect(fired.length).toBeGreaterThan(20)
      expect(fired.length).toBeLessThan(32)
      expect(time.alarms.filter((alarm) => alarm === 'a deadline led nowhere').length).toBeGreaterThanOrEqual(
        fired.length,
      )
      await relay.wake(closedPlan(stream, { version: 1_000 }))
      expect(await time.client.workflow.getHandle(stream).result()).toBe('expired')
    })
  })

  it('goes on as soon as it is accepted', async () => {
    const stream = someJourney()
    let refusals = 3
    await withScript(
      (due) => (refusals-- > 0 ? 'refused' : expired(due)),
      async (fired) => {
        await relay.wake(journeyPlan(stream, { until: await inDays(1), command: 'Expire' }))
        await time.pass(1 * day + 8 * minute)
        expect(await time.client.workflow.getHandle(stream).result()).toBe('expired')
        expect(fired).toHaveLength(4)
      },
    )
  })
})
