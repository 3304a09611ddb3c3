import { join } from 'node:path'
import type { Config } from '../../../libs/config'
import { systemClock } from '../../../libs/engine/clock.port'
import { loadDefinitions } from '../../../libs/engine/definition.store'
import { createEngine } from '../../../libs/engine/engine'
import { databaseOutbox } from '../../../libs/engine/relay.outbox'
import { processRelay } from '../../../libs/engine/relay.process'
import { temporalClient } from '../../../libs/engine/temporal/temporal.client'
import { temporalFollowed } from '../../../libs/engine/temporal/temporal.followed'
import { temporalWake } from '../../../libs/engine/temporal/temporal.wake'
import { checkDatabase } from '../../../libs/event-store/check.database'
import { type Database, openDatabase } from '../../../libs/event-store/database'
import { referenceFiles } from '../../../libs/intake/reference.files'
import { resendMail } from '../../../libs/mail/sending/mail.resend'
import { createMailQueue } from '../../../libs/queue'
import { openReadModels } from '../../../libs/read-models/read.models'
import { postgresKeyStore } from '../../../libs/vault/key.store'
import { agentsByEmail } from '../../../libs/vault/duplicate.search'
import { masterKey } from '../../../libs/vault/master.key'
import { createVault } from '../../../libs/vault/vault'
import { tokenVerifier } from '../access/token.verifier'
import { createOutcomeReads } from '../outcomes/outcomes.reads'
import { createImports } from '../imports/imports'
import { createReads, type ReadAs } from '../reads/reads'
import { ApiLogger } from './api.logger'
import type { ApiParts, Execute } from './api.parts'

/** Days without a definition are those of metropolitan France, like the network's. */
const ZONE = 'Europe/Paris'

/** Puts the api together from its settings. Nothing is connected yet: what is away is told by `checkReady`. */
export function wireApi(config: Config<'api'>, root: string): ApiParts {
  const logger = new ApiLogger(config.LOG_LEVEL)
  const onLost = (error: unknown) => logger.failure(error, 'connection')
  const database = openDatabase({ url: config.DATABASE_URL, onLost })
  const readModels = openReadModels(database, config.DATABASE_URL)
  const readAs: ReadAs = (actor, read) => readModels.withActor(actor, ({ sql }) => read(sql))
  const now = () => systemClock.now()
  const master = masterKey(config.VAULT_MASTER_KEY)
  const keys = postgresKeyStore({ url: config.KEYS_DATABASE_URL, master, now, onLost })
  const vault = createVault(keys, config.DIGEST_KEY)
  const definitions = definitionsOf(config, root)
  const outside = reachOutside(config, database, logger)
  const engine = createEngine({
    ...{ database, vault, definitions, clock: systemClock, digestKey: config.DIGEST_KEY, zone: ZONE },
    committed: (rows) => outside.relay.relay(rows),
  })
  const execute: Execute = (command) => engine.execute(command)
  return {
    logger,
    verifyToken: tokenVerifier(config.JWT_SECRET),
    execute,
    followed: outside.followed,
    resend: (actor, mail) => resendMail(database, actor, mail, now()),
    reads: createReads({ readAs, vault, definitions, clock: systemClock }),
    imports: createImports({
      ...{ execute, readAs, key: config.DIGEST_KEY, now, zone: ZONE },
      files: referenceFiles(root),
      definition: (id) => definitions.get(id),
      agentsByEmail: (sql, email) => agentsByEmail(vault.digester, sql, email),
    }),
    readOutcomes: createOutcomeReads({ readAs, definitions, clock: systemClock, zone: ZONE }),
    checkReady: async () => {
      const problems = await checkDatabase(config.DATABASE_URL, root)
      for (const { fr } of problems) logger.warn(fr, 'ready')
      return problems.map(({ code }) => code)
    },
    close: async () => {
      await outside.close()
      await readModels.close()
      await Promise.all([database.close(), keys.close()])
    },
  }
}

/** The definitions in force, and those of the demonstration where they may be followed. */
function definitionsOf({ NODE_ENV }: Config<'api'>, root: string) {
  const production = NODE_ENV === 'production'
  const folders = [join(root, 'definitions'), ...(production ? [] : [join(root, 'examples/definitions')])]
  return loadDefinitions(folders, { production })
}

/** Temporal and the queue: the api tells them what it has committed, and works without them. */
function reachOutside(config: Config<'api'>, database: Database, logger: ApiLogger) {
  const temporal = temporalClient(config)
  const onFailure = (error: unknown) => logger.failure(error, 'relay')
  const mails = createMailQueue(config, { onError: onFailure })
  const relay = processRelay({
    ...{ outbox: databaseOutbox(database), wakes: temporalWake(temporal), mails, clock: systemClock, onFailure },
  })
  return {
    relay,
    followed: temporalFollowed(temporal, onFailure),
    close: async () => {
      // What is under way to somebody who does not answer ends at once: the outbox has it.
      await Promise.all([mails.close(), temporal.connection.close()])
      await relay.idle()
    },
  }
}
