import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker'
import type { Activities } from '../../contracts/workflow'
import { taskQueue } from '../../contracts/workflow'
import { dataConverter } from './data.converter'
import { connectionOptions, type TemporalSettings } from './temporal.settings'

export interface WorkerParts {
  activities: Activities
  /** The module that exports the workflows, which is bundled when the worker is made, or a bundle made before. */
  workflows: Pick<WorkerOptions, 'workflowsPath'> | Pick<WorkerOptions, 'workflowBundle'>
  /** How many runs stay in memory; the SDK's own choice where absent, and it turns 1 into 2. */
  maxCachedWorkflows?: number
}

/** A worker that is not yet running. Throws where Temporal cannot be reached. `close` ends its connection. */
export async function temporalWorker(
  settings: TemporalSettings,
  parts: WorkerParts,
): Promise<{ worker: Worker; close(): Promise<void> }> {
  const connection = await NativeConnection.connect(connectionOptions(settings))
  try {
    const worker = await Worker.create({
      connection,
      namespace: settings.TEMPORAL_NAMESPACE,
      taskQueue,
      dataConverter: dataConverter(settings.CODEC_KEY),
      shutdownGraceTime: '10 seconds',
      activities: { ...parts.activities },
      ...parts.workflows,
      maxCachedWorkflows: parts.maxCachedWorkflows,
    })
    return { worker, close: () => connection.close() }
  } catch (error) {
    await connection.close()
    throw error
  }
}
