import { join } from 'node:path'
import type { Config } from '../config'
import { createPdfRenderer } from '../documents/pdf.renderer'
import { type Database, openDatabase } from '../event-store/database'
import { createMailQueue } from '../queue'
import { postgresKeyStore } from '../vault/key.store'
import { masterKey } from '../vault/master.key'
import { createVault, type Vault } from '../vault/vault'
import { systemClock } from './clock.port'
import { type DefinitionStore, loadDefinitions } from './definition.store'
import { createEngine, type Engine } from './engine'
import type { EngineDeps } from './engine.deps'
import { databaseOutbox } from './relay.outbox'
import { processRelay } from './relay.process'
import type { RelayDeps } from './relay.run'
import { temporalClient } from './temporal/temporal.client'
import { temporalWake } from './temporal/temporal.wake'
import { loadTerritories } from './territory.store'

/** The engine on real services, as every process that executes commands has it. Nothing is connected yet. */
export interface WiredEngine {
  readonly database: Database
  readonly vault: Vault
  readonly definitions: DefinitionStore
  readonly engine: Engine
  readonly deps: EngineDeps
  readonly relay: RelayDeps
  readonly temporal: ReturnType<typeof temporalClient>
  /** Ends what is being told, then lets go of every connection. */
  close(): Promise<void>
}

/** `root`: where `definitions/` is. `onFailure`: told what went wrong beside a command, and where. */
export function wireEngine(
  config: Config<'api'> | Config<'worker'> | Config<'upkeep'>,
  root: string,
  onFailure: (error: unknown, where: string) => void,
): WiredEngine {
  const onLost = (error: unknown) => onFailure(error, 'connection')
  const clock = systemClock
  const database = openDatabase({ url: config.DATABASE_URL, onLost })
  const master = masterKey(config.VAULT_MASTER_KEY)
  const keys = postgresKeyStore({ url: config.KEYS_DATABASE_URL, master, now: () => clock.now(), onLost })
  const vault = createVault(keys, config.DIGEST_KEY)
  const definitions = definitionsIn(root, config.NODE_ENV === 'production')
  const territories = loadTerritories(root, { production: config.NODE_ENV === 'production' })
  const temporal = temporalClient(config)
  const mails = createMailQueue(config, { onError: (error) => onFailure(error, 'queue') })
  const outbox = databaseOutbox(database)
  const relay: RelayDeps = {
    ...{ outbox, wakes: temporalWake(temporal), mails, clock },
    onFailure: (error) => onFailure(error, 'relay'),
  }
  const own = processRelay(relay)
  const deps: EngineDeps = {
    ...{ database, vault, clock, definitions, territories, digestKey: config.DIGEST_KEY },
    printer: createPdfRenderer(root),
    committed: (rows) => own.relay(rows),
  }
  return {
    ...{ database, vault, definitions, deps, relay, temporal, engine: createEngine(deps) },
    async close() {
      // What is under way to somebody who does not answer ends at once: the outbox has it.
      await Promise.all([mails.close(), temporal.connection.close()])
      await own.idle()
      await Promise.all([database.close(), keys.close()])
    },
  }
}

/** The definitions in force, and those of the demonstration where they may be followed. */
function definitionsIn(root: string, production: boolean): DefinitionStore {
  const folders = [join(root, 'definitions'), ...(production ? [] : [join(root, 'examples/definitions')])]
  return loadDefinitions(folders, { production })
}
