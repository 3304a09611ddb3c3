import type { Client } from '@temporalio/client'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker'
import type { Activities } from '../contracts/workflow'
import { dataConverter } from '../engine/temporal/data.converter'
import { searchAttributes } from '../engine/temporal/search.attributes'
import { temporalClient } from '../engine/temporal/temporal.client'
import { temporalWorker } from '../engine/temporal/temporal.worker'
import { quietRuntime } from './temporal.quiet'
import { running, type Working } from './temporal.running'

/** A Temporal whose time is skipped: a wait of months passes in milliseconds. */
export interface SkippedTime {
  client: Client
  /** The server's time; the only clock of a test. */
  now(): Promise<Date>
  /** Lets this much of the server's time pass, every timer of it firing. */
  pass(ms: number): Promise<void>
  /** Runs a worker until `stop`; a second one may follow, with other activities or another cache. */
  work(activities: Activities, maxCachedWorkflows?: number): Promise<Working>
  /** What was logged as an error, workers and workflows alike. */
  readonly alarms: readonly string[]
  close(): Promise<void>
}

const settings = { TEMPORAL_NAMESPACE: 'default', CODEC_KEY: Buffer.alloc(32, 7) }

const bundles = new Map<string, Promise<WorkflowBundleWithSourceMap>>()

/** Bundles workflows once for all the worlds of a test file: it takes longer than a year in one of them. */
function bundleOf(workflowsPath: string): Promise<WorkflowBundleWithSourceMap> {
  const { failureConverterPath } = dataConverter(settings.CODEC_KEY)
  const options = { workflowsPath, failureConverterPath, logger: new DefaultLogger('ERROR') }
  const bundle = bundles.get(workflowsPath) ?? bundleWorkflowCode(options)
  bundles.set(workflowsPath, bundle)
  return bundle
}

/** Opens one on the test server that TEST_SERVER_PATH names, with the workflows of a module (those of the project, else). */
export async function openSkippedTime(workflowsPath = require.resolve('../../workflows')): Promise<SkippedTime> {
  const alarms = quietRuntime()
  const path = process.env.TEST_SERVER_PATH
  if (!path) throw new Error('TEST_SERVER_PATH must name the time-skipping test server')
  const server = { executable: { type: 'existing-path', path } } as const
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server })
  const reach = { ...settings, TEMPORAL_ADDRESS: environment.address }
  const client = temporalClient(reach)
  // This server knows how to add attributes and not how to list them.
  await client.connection.operatorService.addSearchAttributes({ namespace: reach.TEMPORAL_NAMESPACE, searchAttributes })
  const workflowBundle = await bundleOf(workflowsPath)
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
