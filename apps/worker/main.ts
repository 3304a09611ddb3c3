import { ConfigError, readConfig } from '../../libs/config'
import { ProcessLogger } from '../../libs/logs/process.logger'
import { serveHealth } from './health.server'
import { installRuntime, startTemporal } from './temporal.service'
import { workerHealth } from './worker.health'
import { startLoops } from './worker.loops'
import { wireWorker } from './worker.wiring'

/** Runs the workflows and their activities, the relay and the watchdog, until it is asked to stop. */
async function main(): Promise<void> {
  const config = readConfig('worker', process.env)
  const logger = new ProcessLogger('worker', config.LOG_LEVEL)
  installRuntime(logger)
  const parts = wireWorker(config, logger, process.cwd())
  const temporal = startTemporal(config, parts.activities, logger)
  const loops = startLoops(parts, config.DATABASE_URL, process.cwd(), logger)
  const health = await serveHealth(workerHealth(parts, temporal, loops), config.HEALTH_PORT, config.HEALTH_HOST)
  const stop = async () => {
    health.close()
    await Promise.all([temporal.stop(), loops.stop()])
    await parts.close()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.info('stopping', { signal })
      stop().then(
        // Said, since Temporal's native part would keep alive a process in which no worker has run.
        () => process.exit(0),
        (error: unknown) => {
          logger.failure(error, 'stopping')
          process.exit(1)
        },
      )
    })
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error && !(error instanceof ConfigError) ? error.stack : String(error)}\n`)
  process.exit(1)
})
