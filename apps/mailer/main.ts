import { ConfigError, readConfig } from '../../libs/config'
import { ProcessLogger } from '../../libs/logs/process.logger'
import { startMailer } from '../../libs/mail/mailer.run'
import { serveHealth } from '../worker/health.server'
import { wireMailer } from './mailer.wiring'

/** Sends the mails that the core has decided, until it is asked to stop. */
async function main(): Promise<void> {
  const config = readConfig('mailer', process.env)
  const logger = new ProcessLogger('mailer', config.LOG_LEVEL)
  const parts = wireMailer(config, logger, process.cwd())
  const mailer = startMailer(parts)
  const metrics = () => ({
    parcours_mails_sent: parts.counts.sent,
    parcours_mails_to_print: parts.counts.to_print,
    parcours_mails_not_due: parts.counts.not_due,
    parcours_mails_without_address: parts.counts.no_address,
    parcours_mails_failed: parts.counts.failed,
  })
  const causes = () => Promise.resolve(mailer.causes())
  const health = await serveHealth({ causes, metrics }, config.HEALTH_PORT, config.HEALTH_HOST)

  async function stop(): Promise<void> {
    health.close()
    await mailer.stop()
    await parts.close()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.info('stopping', { signal })
      stop().then(
        // A queue that is away keeps trying to come back: what is left now is only that.
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
  const told = error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${told}\n`)
  process.exit(1)
})
