import type { Client } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time'
import type { Activities } from '../contracts/workflow'
import { registerSearchAttributes } from '../engine/temporal/search.attributes'
import { temporalClient } from '../engine/temporal/temporal.client'
import type { TemporalSettings } from '../engine/temporal/temporal.settings'
import { temporalWorker } from '../engine/temporal/temporal.worker'
import { quietRuntime } from './temporal.quiet'
import { running, type Working } from './temporal.running'

/** A namespace of its own on the server of TEMPORAL_ADDRESS, so that test files share the server and nothing else. */
export interface TestNamespace {
  readonly settings: TemporalSettings
  readonly client: Client
  /** Runs a worker until `stop`, at another address of the same server where one is given. */
  work(activities: Activities, address?: string): Promise<Working>
  close(): Promise<void>
}

export async function openNamespace(): Promise<TestNamespace> {
  quietRuntime()
  const address = process.env.TEMPORAL_ADDRESS
  if (!address) throw new Error('TEMPORAL_ADDRESS is not set: these tests need a Temporal (npm test starts one)')
  const settings: TemporalSettings = {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: `test-${crypto.randomUUID()}`,
    CODEC_KEY: Buffer.alloc(32, 7),
  }
  const client = temporalClient(settings)
  await client.connection.workflowService.registerNamespace({
    namespace: settings.TEMPORAL_NAMESPACE,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  })
  await registerSearchAttributes(client.connection, settings.TEMPORAL_NAMESPACE)
  return {
    settings,
    client,
    async work(activities, at = address) {
      const workflows = { workflowsPath: require.resolve('../../workflows') }
      const { worker, close } = await temporalWorker({ ...settings, TEMPORAL_ADDRESS: at }, { activities, workflows })
      return running(worker, close)
    },
    async close() {
      await client.connection.close()
    },
  }
}
