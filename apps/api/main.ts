import 'reflect-metadata'
import { ConfigError, readConfig } from '../../libs/config'
import { createApi } from './api.app'
import { wireApi } from './service/api.wiring'

/** The longest that a stop waits for those who are still sending or reading, in milliseconds. */
const patienceMs = 5_000

/** Starts the api and lets it end what it has begun when it is asked to stop. */
async function main(): Promise<void> {
  const config = readConfig('api', process.env)
  const parts = wireApi(config, process.cwd())
  const app = await createApi(parts)
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    parts.logger.note(`stopping on ${signal}`)
    // Someone who never reads their answer must not hold up a restart; a command or a file sent again is known by its ids.
    setTimeout(() => app.getHttpServer().closeAllConnections(), patienceMs).unref()
    app
      .close()
      .then(() => parts.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          parts.logger.failure(error, 'stopping')
          process.exit(1)
        },
      )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal))
  await app.listen(config.API_PORT, config.API_HOST)
  parts.logger.note(`listening on ${config.API_HOST}:${config.API_PORT}`)
}

main().catch((error: unknown) => {
  const told = error instanceof Error && !(error instanceof ConfigError) ? error.stack : String(error)
  process.stderr.write(`${told}\n`)
  process.exit(1)
})
