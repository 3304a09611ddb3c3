import { createActivities } from '../../activities/activities'
import type { Config } from '../../libs/config'
import type { Activities } from '../../libs/contracts/workflow'
import { wireEngine } from '../../libs/engine/engine.wiring'
import type { RelayDeps } from '../../libs/engine/relay.run'
import { temporalAnswers } from '../../libs/engine/temporal/temporal.client'
import { readPlan } from '../../libs/engine/wake.plans'
import type { WatchdogDeps } from '../../libs/engine/watchdog.run'
import type { ProcessLogger } from '../../libs/logs/process.logger'

export interface WorkerParts {
  readonly activities: Activities
  readonly relay: RelayDeps
  readonly watchdog: WatchdogDeps
  /** Whether Temporal answers now: the worker itself waits in silence for one that went away. */
  readonly temporalAnswers: () => Promise<boolean>
  /** Lets go of every connection. */
  close(): Promise<void>
}

/** Puts the worker together from its settings. Nothing is connected yet. */
export function wireWorker(config: Config<'worker'>, logger: ProcessLogger, root: string): WorkerParts {
  const wired = wireEngine(config, root, (error, where) => logger.failure(error, where))
  const { database, deps, engine, relay } = wired
  return {
    activities: createActivities({
      execute: (command) => engine.execute(command),
      readPlan: (stream) => readPlan(database, stream),
    }),
    relay,
    watchdog: { database, clock: deps.clock },
    temporalAnswers: () => temporalAnswers(wired.temporal),
    close: () => wired.close(),
  }
}
