import { join } from 'node:path'
import { createActivities } from '../../activities/activities'
import type { Config } from '../../libs/config'
import type { Activities } from '../../libs/contracts/workflow'
import { systemClock } from '../../libs/engine/clock.port'
import { loadDefinitions } from '../../libs/engine/definition.store'
import { createEngine } from '../../libs/engine/engine'
import { databaseOutbox } from '../../libs/engine/relay.outbox'
import { processRelay } from '../../libs/engine/relay.process'
import type { RelayDeps } from '../../libs/engine/relay.run'
import { temporalClient } from '../../libs/engine/temporal/temporal.client'
import { temporalWake } from '../../libs/engine/temporal/temporal.wake'
import { readPlan } from '../../libs/engine/wake.plans'
import type { WatchdogDeps } from '../../libs/engine/watchdog.run'
import { openDatabase } from '../../libs/event-store/database'
import type { ProcessLogger } from '../../libs/logs/process.logger'
import { createMailQueue } from '../../libs/queue'
import { postgresKeyStore } from '../../libs/vault/key.store'
import { masterKey } from '../../libs/vault/master.key'
import { createVault } from '../../libs/vault/vault'

/** Days without a definition are those of metropolitan France, like the network's. */
const zone = 'Europe/Paris'

export interface WorkerParts {
  readonly activities: Activities
  readonly relay: RelayDeps
  readonly watchdog: WatchdogDeps
  /** Lets go of every connection. */
  close(): Promise<void>
}

/** Puts the worker together from its settings. Nothing is connected yet. */
export function wireWorker(config: Config<'worker'>, logger: ProcessLogger, root: string): WorkerParts {
  const clock = systemClock
  const onLost = (error: unknown) => logger.failure(error, 'connection')
  const database = openDatabase({ url: config.DATABASE_URL, onLost })
  const master = masterKey(config.VAULT_MASTER_KEY)
  const keys = postgresKeyStore({ url: config.KEYS_DATABASE_URL, master, now: () => clock.now(), onLost })
  const vault = createVault(keys, config.DIGEST_KEY)
  const production = config.NODE_ENV === 'production'
  const folders = [join(root, 'definitions'), ...(production ? [] : [join(root, 'examples/definitions')])]
  const definitions = loadDefinitions(folders, { production })
  const temporal = temporalClient(config)
  const mails = createMailQueue(config, { onError: (error) => logger.failure(error, 'queue') })
  const outbox = databaseOutbox(database)
  const onFailure = (error: unknown) => logger.failure(error, 'relay')
  const relay: RelayDeps = { outbox, wakes: temporalWake(temporal), mails, clock, onFailure }
  const own = processRelay(relay)
  const engine = createEngine({
    ...{ database, vault, clock, definitions, digestKey: config.DIGEST_KEY, zone },
    committed: (rows) => own.relay(rows),
  })
  return {
    activities: createActivities({
      execute: (command) => engine.execute(command),
      readPlan: (stream) => readPlan(database, stream),
    }),
    relay,
    watchdog: { database, clock },
    async close() {
      await own.idle()
      await Promise.all([mails.close(), temporal.connection.close(), database.close(), keys.close()])
    },
  }
}
