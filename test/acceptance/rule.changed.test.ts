import { Worker } from '@temporalio/worker'
import { definitionStore } from '../../libs/engine/definition.store'
import { landes } from '../../libs/testing/journey.fixtures'
import { actors, beneficiary, journeyIds, referral } from '../../libs/testing/engine.world'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { dataConverter } from '../../libs/engine/temporal/data.converter'
import { temporalRuns } from '../../libs/engine/temporal/temporal.runs'
import { recomputePlan } from '../../libs/engine/plan.recompute'
import { reconcile } from '../../libs/engine/reconcile.run'
import { passDeadline } from './deadline.pass'

/** The rules in force, which a release changes while workflows sleep. */
let rules = landes
const none = definitionStore([], { production: false })
const definitions = { ...none, get: (id: string) => (id === rules.id ? rules : null), all: () => [rules] }

let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld({ definitions })
})
afterAll(() => world?.close())

async function* nothing(): AsyncIterable<never> {}

const reconciled = (replan: boolean) =>
  reconcile(
    {
      ...{ database: world.database, clock: world.deps.clock, wakes: world.relay.wakes },
      // The server that skips time cannot list its runs; the development server's are in the integration tests.
      runs: { ...temporalRuns(world.time.client), running: nothing },
      replan: (stream) => recomputePlan(world.deps, stream),
    },
    { replan },
  )

it('a changed rule moves the deadlines of those who sleep, and breaks no replay', async () => {
  const journeys = [1, 2, 3].map((number) => ({ number, stream: journeyIds(number).journey }))
  for (const { number, stream } of journeys) {
    const sending = { actor: actors.prescriber, personal: beneficiary(number) }
    await world.give('Refer', stream, referral(number), sending)
  }
  const since = await Promise.all(journeys.map(async ({ stream }) => (await world.head(stream)).changed_at))

  rules = {
    ...landes,
    waits: {
      ...landes.waits,
      answer_referral: { ...landes.waits.answer_referral, remindAfter: 'P5D', expireAfter: 'P20D' },
    },
  }
  expect(await reconciled(true)).toMatchObject({ open: 3, replanned: 3, right: 0, signalled: 3 })
  expect(await reconciled(true)).toMatchObject({ open: 3, replanned: 0, right: 3, signalled: 0 })

  const [first] = journeys
  if (!first) throw new Error('three journeys')
  expect(await passDeadline(world, first.stream, since[0] ?? '')).toMatchObject({ days: 5, command: 'Remind' })
  expect(await passDeadline(world, first.stream, since[0] ?? '')).toMatchObject({ days: 20, command: 'Expire' })
  // The tenth day was the old one: between the two, nothing has happened.
  expect((await world.eventsAfter(first.stream, 0)).map(({ type }) => type)).toEqual([
    'JourneyReferred',
    'PlanRecomputed',
    'OwnerReminded',
    'AnswerExpired',
  ])
  await replay(journeys.map(({ stream }) => stream))
})

/** The histories of runs that lived through the change, on the workflows of today. */
async function replay(streams: readonly string[]): Promise<void> {
  const histories = await Promise.all(
    streams.map(async (workflowId) => ({
      workflowId,
      history: await world.time.client.workflow.getHandle(workflowId).fetchHistory(),
    })),
  )
  const { failureConverterPath, payloadCodecs } = dataConverter(Buffer.alloc(32, 7))
  const options = {
    workflowsPath: require.resolve('../../workflows'),
    dataConverter: { failureConverterPath, payloadCodecs },
  }
  for await (const { error } of Worker.runReplayHistories(options, histories)) expect(error).toBeUndefined()
}
