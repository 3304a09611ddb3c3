import { deadlineCommandId, systemActor } from '../../../libs/contracts/command'
import { dayOf } from '../../../libs/domain/kernel/wait'
import { recomputePlan } from '../../../libs/engine/plan.recompute'
import { reconcile, type ReconcileOptions } from '../../../libs/engine/reconcile.run'
import { temporalRuns } from '../../../libs/engine/temporal/temporal.runs'
import { readPlan } from '../../../libs/engine/wake.plans'
import { actors, done, rowsOf } from '../../../libs/testing/engine.world'
import { commands, landes } from '../../../libs/testing/journey.fixtures'
import { closedPlan, journeyPlan, lotPlan, someJourney, someLot } from '../../../libs/testing/temporal.plans'
import { lotCommands } from '../../../libs/testing/lot.fixtures'
import type { Working } from '../../../libs/testing/temporal.running'
import { createLiveWorld, eventually, type LiveWorld } from './live.world'

let world: LiveWorld
let worker: Working
beforeAll(async () => {
  world = await createLiveWorld()
  worker = await world.temporal.work(world.activities)
})
afterAll(async () => {
  await worker?.stop()
  await world?.close()
})

const runOf = (stream: string) => world.temporal.client.workflow.getHandle(stream)
const followedVersion = async (stream: string) => (await runOf(stream).query<{ version: number }>('plan')).version
const accept = (stream: string) =>
  done(world, 'Accept', stream, commands.Accept.data, { actor: actors.mediator, version: 1 })

function reconciled(options: ReconcileOptions = {}) {
  const { database, deps, temporal } = world
  return reconcile(
    {
      ...{ database, clock: deps.clock, runs: temporalRuns(temporal.client), wakes: world.relayAt().wakes },
      replan: (stream) => recomputePlan(deps, stream),
    },
    options,
  )
}

/** Temporal lists what runs a moment after it has changed. */
const listed = (stream: string, runs: boolean) =>
  eventually(async () => {
    const found: string[] = []
    for await (const each of temporalRuns(world.temporal.client).running()) found.push(each)
    return found.includes(stream) === runs
  })

test('what is missing is started, what follows an older Plan is told, what is right is left alone', async () => {
  const [missing, older] = [await world.refer(1, landes.id), await world.refer(2, landes.id)]
  expect(await reconciled()).toMatchObject({ open: 2, started: 2, signalled: 0, right: 0 })
  expect(await rowsOf(world, 'SELECT FROM head WHERE stage IS NOT NULL AND woken_version < version')).toEqual([])
  await accept(older)
  await runOf(missing).terminate('lost')
  expect(await reconciled()).toMatchObject({ open: 2, started: 1, signalled: 1, right: 0 })
  expect([await followedVersion(missing), await followedVersion(older)]).toEqual([1, 3])
  expect(await reconciled()).toMatchObject({ open: 2, started: 0, signalled: 0, right: 2, ended: [], finished: 0 })
})

test('a run whose task keeps failing is ended, and another one starts from the log', async () => {
  const stream = someLot()
  const { wakes } = world.relayAt()
  await done(world, 'AcquireLot', stream, lotCommands.AcquireLot.data, { actor: actors.mediator })
  // A stage that the log never had: the log's own next Plan is then impossible.
  await wakes.wake(lotPlan(stream, { stage: 'ready' }))
  const late = await readPlan(world.database, stream)
  if (!late?.until || !late.command) throw new Error('a lot that was ordered is waited for')
  const fired = { actor: systemActor, commandId: deadlineCommandId(late), due: late.until }
  await world.engine.execute({ ...fired, stream, type: late.command, data: {} })
  const plan = await readPlan(world.database, stream)
  if (plan?.version !== 2) throw new Error('a lot that is late is asked after')
  await wakes.wake(plan)
  await eventually(async () => (await temporalRuns(world.temporal.client).look(stream)).at === 'failing')
  expect(await reconciled()).toMatchObject({ restarted: 1 })
  expect(await followedVersion(stream)).toBe(2)
}, 60_000)

test('a run of a closed stream is told so, one without any stream is ended', async () => {
  const stream = await world.refer(4, landes.id)
  await reconciled()
  const on = dayOf(new Date().toISOString(), 'Europe/Paris')
  const { reasons } = commands.Withdraw.data
  await done(world, 'Withdraw', stream, { on, reasons }, { actor: actors.prescriber, version: 1 })
  const stranger = someJourney()
  await world.relayAt().wakes.wake(journeyPlan(stranger))
  await listed(stranger, true)
  expect(await reconciled()).toMatchObject({ finished: 1, ended: [stranger] })
  expect(await runOf(stream).result()).toBe('withdrawn')
  await listed(stranger, false)
})

test('after a restore, what Temporal knew before loses to the log', async () => {
  const stream = await world.refer(5, landes.id)
  const { wakes } = world.relayAt()
  // Two steps that the restored log does not have any more.
  await wakes.wake(journeyPlan(stream, { version: 3, stage: 'diagnostic' }))
  expect(await reconciled()).toMatchObject({ ahead: [stream] })
  const { epoch, open, signalled } = await reconciled({ restored: true })
  expect(epoch).toBeGreaterThanOrEqual(Math.floor(Date.now() / 1_000) - 60)
  expect(signalled).toBe(open)
  await eventually(async () => (await followedVersion(stream)) === 1)
  expect(await runOf(stream).query('plan')).toMatchObject({ epoch, stage: 'prescription' })
  // A wake from before the restore comes late, and is ignored.
  await wakes.wake(closedPlan(stream, { version: 9 }))
  expect(await followedVersion(stream)).toBe(1)
})
