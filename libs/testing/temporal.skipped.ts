import type { Client } from '@temporalio/client'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { bundleWorkflowCode, DefaultLogger, Runtime, type Worker } from '@temporalio/worker'
import type { Activities } from '../contracts/workflow'
import { dataConverter } from '../engine/temporal/data.converter'
import { searchAttributes } from '../engine/temporal/search.attributes'
import { temporalClient } from '../engine/temporal/temporal.client'
import { temporalWorker } from '../engine/temporal/temporal.worker'

/** A Temporal whose time is skipped: a wait of months passes in milliseconds. */
export interface SkippedTime {
  client: Client
  /** The server's time; the only clock of a test. */
  now(): Promise<Date>
  /** Lets this much of the server's time pass, every timer of it firing. */
  pass(ms: number): Promise<void>
  /** Runs a worker until `stop`; a second one may follow, with other activities or another cache. */
  work(activities: Activities, maxCachedWorkflows?: number): Promise<{ stop(): Promise<void> }>
  /** What was logged as an error, workers and workflows alike. */
  readonly alarms: readonly string[]
  close(): Promise<void>
}

const alarms: string[] = []
// Installed before anything else of the SDK: its default logger would print what tests provoke on purpose.
Runtime.install({
  logger: new DefaultLogger('ERROR', ({ message }) => alarms.push(message)),
  telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
})

const settings = { TEMPORAL_NAMESPACE: 'default', CODEC_KEY: Buffer.alloc(32, 7) }

/** Opens one on the test server that TEST_SERVER_PATH names, with the workflows of a module (those of the project, else). */
export async function openSkippedTime(workflowsPath = require.resolve('../../workflows')): Promise<SkippedTime> {
  const path = process.env.TEST_SERVER_PATH
  if (!path) throw new Error('TEST_SERVER_PATH must name the time-skipping test server')
  const server = { executable: { type: 'existing-path', path } } as const
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server })
  const reach = { ...settings, TEMPORAL_ADDRESS: environment.address }
  const client = temporalClient(reach)
  // This server knows how to add attributes and not how to list them.
  await client.connection.operatorService.addSearchAttributes({ namespace: reach.TEMPORAL_NAMESPACE, searchAttributes })
  const { failureConverterPath } = dataConverter(reach.CODEC_KEY)
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath,
    failureConverterPath,
    logger: new DefaultLogger('ERROR'),
  })
  return {
    client,
    now: async () => new Date(await environment.currentTimeMs()),
    pass: (ms) => environment.sleep(ms),
    alarms,
    async work(activities, maxCachedWorkflows) {
      const { worker, close } = await temporalWorker(reach, {
        activities,
        workflows: { workflowBundle },
        maxCachedWorkflows,
      })
      return running(worker, close)
    },
    async close() {
      await client.connection.close()
      await environment.teardown()
    },
  }
}

/** A worker's end is awaited, so that a fault of it fails the test and none outlives it. */
function running(worker: Worker, close: () => Promise<void>): { stop(): Promise<void> } {
  const run = worker.run()
  return {
    async stop() {
      worker.shutdown()
      await run
      await close()
    },
  }
}
