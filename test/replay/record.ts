import { Client, Connection } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/common'
import { NativeConnection, Worker } from '@temporalio/worker'
import { dotationStages, grantStages, journeyStages, lotStages, sessionStages } from '../../libs/contracts/codes'
import type { Plan } from '../../libs/contracts/plan'
import type { Activities } from '../../libs/contracts/workflow'
import { followedUpdate, wakeSignal } from '../../libs/contracts/workflow'
import { writeHistory } from './history.file'
import { dotationPlanOf, dueIn, grantPlanOf, journeyPlanOf, lotPlanOf, sessionPlanOf } from './stage.plans'

/**
 * Records the histories that test/replay replays, on the Temporal of TEMPORAL_ADDRESS:
 *
 *   npx tsc -p tsconfig.json && TEMPORAL_ADDRESS=127.0.0.1:7233 node dist/test/replay/record.js
 *
 * Done once for each release of the workflows, whose histories stay: what runs in service must replay on what follows.
 * Payloads are not encrypted, since nothing in them is anybody's.
 */
const taskQueue = `record-${Date.now()}`
const identity = 'recorder'

/** Every deadline is answered by a later one, as the core does. */
const activities: Activities = {
  executeDeadline: (plan) => Promise.resolve(dueIn({ ...plan, version: plan.version + 1 }, 86_400, 'Expire')),
  readPlan: () => Promise.resolve(dueIn(dotationPlanOf('stock', 1), 1, 'RemindDotation')),
}

async function main(address: string): Promise<void> {
  const connection = await NativeConnection.connect({ address })
  const worker = await Worker.create({
    ...{ connection, taskQueue, identity },
    activities: { ...activities },
    workflowsPath: require.resolve('../../workflows'),
  })
  const client = new Client({ connection: await Connection.connect({ address }), identity })
  await worker.runUntil(recordAll(client))
  await client.connection.close()
  await connection.close()
}

/** Lives through every stage: each is entered by a wake, reminded once, and then waits. */
async function recordAll(client: Client): Promise<void> {
  const firsts = [
    journeyPlanOf('prescription', 1),
    dotationPlanOf('stock', 1),
    lotPlanOf('ordered', 1),
    grantPlanOf('application', 1),
    sessionPlanOf('convened', 1),
  ]
  for (const { stream } of firsts) await endLast(client, stream)
  await recordLot(client)
  await recordGrant(client)
  await recordSession(client)
  let version = 1
  for (const stage of journeyStages) {
    const plan = journeyPlanOf(stage, version)
    const reminded = stage === 'closed' || stage === 'dotation' ? plan : dueIn(plan, 1, 'Remind')
    version = await live(client, 'journeyWorkflow', reminded)
    if (stage === 'dotation') await recordDotation(client)
    await save(client, plan, `journey.${stage}`)
  }
}

async function recordLot(client: Client): Promise<void> {
  let version = 1
  for (const stage of lotStages) {
    const plan = lotPlanOf(stage, version)
    version = await live(client, 'lotWorkflow', stage === 'closed' ? plan : dueIn(plan, 1, 'RemindLot'))
    await save(client, plan, `lot.${stage}`)
  }
}

async function recordSession(client: Client): Promise<void> {
  let version = 1
  for (const stage of sessionStages) {
    const plan = sessionPlanOf(stage, version)
    version = await live(client, 'sessionWorkflow', stage === 'closed' ? plan : dueIn(plan, 1, 'RemindSession'))
    await save(client, plan, `session.${stage}`)
  }
}

async function recordGrant(client: Client): Promise<void> {
  let version = 1
  for (const stage of grantStages) {
    const plan = grantPlanOf(stage, version)
    version = await live(client, 'grantWorkflow', stage === 'closed' ? plan : dueIn(plan, 1, 'RemindGrant'))
    await save(client, plan, `grant.${stage}`)
  }
}

/** A recording that was interrupted may have left its runs, on a task queue that nobody serves any more. */
async function endLast(client: Client, stream: string): Promise<void> {
  try {
    await client.workflow.getHandle(stream).terminate('recorded anew')
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
  }
}

async function recordDotation(client: Client): Promise<void> {
  let version = 1
  for (const stage of dotationStages) {
    const plan = dotationPlanOf(stage, version)
    // Its journey has started it: the first wake finds it with the Plan that it has read itself.
    const reminded = stage === 'closed' ? plan : dueIn(plan, 1, 'RemindDotation')
    version = await live(client, 'dotationWorkflow', reminded)
    await save(client, plan, `dotation.${stage}`)
  }
}

/** Wakes a run and waits until it has followed the Plan and its deadline; answers the version of the next Plan. */
async function live(client: Client, type: string, plan: Plan): Promise<number> {
  const handle = await client.workflow.signalWithStart(type, {
    ...{ workflowId: plan.stream, taskQueue, args: [plan], signal: wakeSignal, signalArgs: [plan] },
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  })
  if (plan.stage === 'closed') {
    await handle.result()
    return plan.version
  }
  const version = plan.command === null ? plan.version : plan.version + 1
  await handle.executeUpdate(followedUpdate, { args: [version] })
  return version + 1
}

async function save(client: Client, { stream }: Plan, name: string): Promise<void> {
  const history = await client.workflow.getHandle(stream).fetchHistory()
  writeHistory(name, history)
  console.log(`${name}: ${history.events?.length} events`)
}

main(process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233').catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
