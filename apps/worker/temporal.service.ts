import { setTimeout as sleep } from 'node:timers/promises'
import { DefaultLogger, Runtime } from '@temporalio/worker'
import type { Activities } from '../../libs/contracts/workflow'
import { registerSearchAttributes } from '../../libs/engine/temporal/search.attributes'
import { temporalClient } from '../../libs/engine/temporal/temporal.client'
import type { TemporalSettings } from '../../libs/engine/temporal/temporal.settings'
import { temporalWorker } from '../../libs/engine/temporal/temporal.worker'
import { kindOf, type ProcessLogger } from '../../libs/logs/process.logger'

const againMs = 2_000

/** Temporal's worker, kept running: it waits for a Temporal that is away, and is made anew when it has failed. */
export interface TemporalService {
  readonly isRunning: boolean
  stop(): Promise<void>
}

/** Signals are the process's own business, and what the SDK tells goes to the same log as all the rest. */
export function installRuntime(logger: ProcessLogger): void {
  Runtime.install({
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      const { workflowId, activityType, attempt, command, rule, strikes, error } = (meta ?? {}) as Record<
        string,
        unknown
      >
      const details = { workflowId, activityType, attempt, command, rule, strikes, ...(error ? kindOf(error) : {}) }
      if (level === 'ERROR') logger.error(message, details)
      else logger.warn(message, details)
    }),
  })
}

export function startTemporal(
  settings: TemporalSettings,
  activities: Activities,
  logger: ProcessLogger,
): TemporalService {
  const stopping = new AbortController()
  const { signal } = stopping
  let running: Awaited<ReturnType<typeof temporalWorker>> | null = null

  async function work(): Promise<void> {
    await prepare(settings)
    const made = await temporalWorker(settings, {
      activities,
      workflows: { workflowsPath: require.resolve('../../workflows') },
    })
    try {
      if (signal.aborted) return
      running = made
      logger.info('working')
      await made.worker.run()
    } finally {
      running = null
      await made.close()
    }
  }

  async function keepWorking(): Promise<void> {
    while (!signal.aborted) {
      try {
        await work()
      } catch (error) {
        if (!signal.aborted) logger.failure(error, 'temporal')
        await sleep(againMs, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  const ended = keepWorking()
  return {
    get isRunning() {
      return running?.worker.getState() === 'RUNNING'
    },
    async stop() {
      stopping.abort()
      if (running?.worker.getState() === 'RUNNING') running.worker.shutdown()
      await ended
    },
  }
}

/** Runs show themselves by search attributes: without them their first task would fail. */
async function prepare(settings: TemporalSettings): Promise<void> {
  const { connection } = temporalClient(settings)
  try {
    const register = () => registerSearchAttributes(connection, settings.TEMPORAL_NAMESPACE)
    await connection.withDeadline(Date.now() + 10_000, register)
  } finally {
    await connection.close()
  }
}
