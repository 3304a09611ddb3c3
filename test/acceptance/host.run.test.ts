import type { WorkflowHandle } from '@temporalio/client'
import type { Plan } from '../../libs/contracts/plan'
import { dotationOf, type Stream } from '../../libs/contracts/stream'
import { temporalWake } from '../../libs/engine/temporal/temporal.wake'
import type { WakePort } from '../../libs/engine/wake.port'
import { closedPlan, dotationPlan, journeyPlan, lotPlan, someJourney, someLot } from '../../libs/testing/temporal.plans'
import { openSkippedTime, type SkippedTime } from '../../libs/testing/temporal.skipped'
import { scriptedCore } from './scripted.core'

let time: SkippedTime
let relay: WakePort
beforeAll(async () => {
  time = await openSkippedTime()
  relay = temporalWake(time.client)
})
afterAll(() => time?.close())

const runOf = (stream: Stream): WorkflowHandle => time.client.workflow.getHandle(stream)
const followed = (stream: Stream, version: number): Promise<number> =>
  runOf(stream).executeUpdate('followed', { args: [version] })

async function until(happened: () => Promise<unknown>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, 50))
}

async function withWorker(play: () => Promise<void>, plans: Record<Stream, Plan> = {}, cache?: number): Promise<void> {
  const worker = await time.work(scriptedCore((due) => due, plans).activities, cache)
  try {
    await play()
  } finally {
    await worker.stop()
  }
}

describe('the followed update', () => {
  it('returns once the run has a Plan of that version or newer', async () => {
    const stream = someJourney()
    await withWorker(async () => {
      await relay.wake(journeyPlan(stream))
      expect(await followed(stream, 1)).toBe(1)
      const waiting = followed(stream, 2)
      await relay.wake(journeyPlan(stream, { version: 3 }))
      expect(await waiting).toBe(3)
    })
  })

  it.each([0, -1, 1.5])('refuses %p, which is no version', async (version) => {
    const stream = someJourney()
    await withWorker(async () => {
      await relay.wake(journeyPlan(stream))
      await expect(followed(stream, version)).rejects.toMatchObject({ cause: { type: 'not_a_version' } })
    })
  })

  it('sends away who waits for a version that the run will not see', async () => {
    const stream = someJourney()
    await withWorker(async () => {
      await relay.wake(journeyPlan(stream))
      const waiting = followed(stream, 9).catch((error: unknown) => error)
      await followed(stream, 1)
      await relay.wake(closedPlan(stream, { version: 2 }))
      expect(await waiting).toMatchObject({ cause: { type: 'run_ended' } })
      expect(await runOf(stream).result()).toBe('expired')
    })
  })
})

it('shows stage and territory, and changes them when they change', async () => {
  const stream = someJourney()
  const shown = async () => (await runOf(stream).describe()).searchAttributes
  await withWorker(async () => {
    await relay.wake(journeyPlan(stream))
    expect(await shown()).toEqual({ ParcoursStage: ['prescription'], ParcoursTerritory: ['40'] })
    await relay.wake(journeyPlan(stream, { version: 2, stage: 'diagnostic' }))
    await relay.wake(journeyPlan(stream, { version: 3, stage: 'diagnostic' }))
    await followed(stream, 3)
    expect(await shown()).toEqual({ ParcoursStage: ['diagnostic'], ParcoursTerritory: ['40'] })
    const history = await runOf(stream).fetchHistory()
    expect(history.events?.filter((event) => event.upsertWorkflowSearchAttributesEventAttributes)).toHaveLength(1)
  })
})

it('ends at once when a late wake starts it on a closed stream', async () => {
  const stream = someJourney()
  await withWorker(async () => {
    for (const version of [4, 5]) {
      await relay.wake(closedPlan(stream, { version }))
      expect(await runOf(stream).result()).toBe('expired')
    }
  })
})

it('does not end on a Plan that a restored log has taken back', async () => {
  const stream = someJourney()
  await relay.wake(closedPlan(stream, { version: 4 }))
  await relay.wake(journeyPlan(stream, { epoch: 2, version: 3, stage: 'evaluation' }))
  await withWorker(async () => {
    expect(await followed(stream, 3)).toBe(3)
    expect((await runOf(stream).describe()).status.name).toBe('RUNNING')
  })
})

it('blocks on an impossible stage without losing the stream', async () => {
  const stream = someLot()
  await withWorker(async () => {
    await relay.wake(lotPlan(stream, { version: 2, stage: 'received' }))
    await followed(stream, 2)
    await relay.wake(lotPlan(stream, { version: 3, stage: 'ordered' }))
    await until(async () =>
      (await runOf(stream).fetchHistory()).events?.some((event) => event.workflowTaskFailedEventAttributes),
    )
    expect((await runOf(stream).describe()).status.name).toBe('RUNNING')
    // What reconcile does: the run is ended and another one starts from the log.
    await runOf(stream).terminate()
    await relay.wake(lotPlan(stream, { version: 3, stage: 'ordered' }))
    expect(await followed(stream, 3)).toBe(3)
  })
})

describe.each([0, 2])('with a cache of %d runs', (cache) => {
  it('goes on in a fresh run when its history has become long', async () => {
    const stream = someJourney()
    const deadline = new Date((await time.now()).getTime() + 86_400_000).toISOString()
    const wake = (version: number) => relay.wake(journeyPlan(stream, { version, until: deadline, command: 'Remind' }))
    const versions = Array.from({ length: 1_000 }, (_, index) => index + 1)
    // The first one alone starts the run: the others, all at once, then only signal it.
    await wake(1)
    await Promise.all(versions.slice(1).map(wake))
    const { runId } = await runOf(stream).describe()
    await withWorker(
      async () => {
        expect(await followed(stream, 1_000)).toBe(1_000)
        await wake(1_001)
        // The run that was asked may just have gone on as a new one: the new one is asked.
        await until(async () => (await followed(stream, 1_001).catch(() => 0)) === 1_001)
        const now = await runOf(stream).describe()
        expect(now.runId).not.toBe(runId)
        expect(now.historyLength).toBeLessThan(50)
        expect(now.searchAttributes).toEqual({ ParcoursStage: ['prescription'], ParcoursTerritory: ['40'] })
        expect(await runOf(stream).query('plan')).toMatchObject({ version: 1_001, until: deadline })
      },
      {},
      cache,
    )
  })
})

describe('the dotation of a journey', () => {
  it('is started by its journey, reads its first Plan and outlives it', async () => {
    const stream = someJourney()
    const child = dotationOf(stream)
    const first = dotationPlan(stream)
    await withWorker(
      async () => {
        await relay.wake(journeyPlan(stream, { stage: 'dotation', child }))
        await followed(stream, 1)
        expect(await followed(child, 1)).toBe(1)
        expect((await runOf(child).describe()).parentExecution?.workflowId).toBe(stream)
        await relay.wake(closedPlan(stream, { version: 2 }))
        expect(await runOf(stream).result()).toBe('expired')
        expect((await runOf(child).describe()).status.name).toBe('RUNNING')
        await relay.wake({ ...first, version: 2, stage: 'closed', outcome: 'abandoned' })
        expect(await runOf(child).result()).toBe('abandoned')
      },
      { [child]: first },
    )
  })

  it('may have been started by the relay before its journey sees it, or have ended', async () => {
    for (const before of [dotationPlan, (stream: Stream) => ({ ...dotationPlan(stream), ...ended })]) {
      const stream = someJourney()
      const child = dotationOf(stream)
      await withWorker(async () => {
        await relay.wake(before(stream))
        await relay.wake(journeyPlan(stream, { stage: 'dotation', child }))
        expect(await followed(stream, 1)).toBe(1)
        await relay.wake(journeyPlan(stream, { version: 2, stage: 'dotation', child }))
        await relay.wake(closedPlan(stream, { version: 3 }))
        expect(await runOf(stream).result()).toBe('expired')
      })
    }
  })
})
const ended = { stage: 'closed', outcome: 'handed_over' } as const
