import { join } from 'node:path'
import type { Config } from '../../../libs/config'
import { systemClock } from '../../../libs/engine/clock.port'
import { loadDefinitions } from '../../../libs/engine/definition.store'
import { createEngine } from '../../../libs/engine/engine'
import { temporalClient } from '../../../libs/engine/temporal/temporal.client'
import { temporalFollowed } from '../../../libs/engine/temporal/temporal.followed'
import { checkDatabase } from '../../../libs/event-store/check.database'
import { openDatabase } from '../../../libs/event-store/database'
import { postgresKeyStore } from '../../../libs/vault/key.store'
import { masterKey } from '../../../libs/vault/master.key'
import { createVault } from '../../../libs/vault/vault'
import { tokenVerifier } from '../access/token.verifier'
import { createReads } from '../reads/reads'
import { ApiLogger } from './api.logger'
import type { ApiParts } from './api.parts'

/** Days without a definition are those of metropolitan France, like the network's. */
const ZONE = 'Europe/Paris'

/** Puts the api together from its settings. Nothing is connected yet: what is away is told by `checkReady`. */
export function wireApi(config: Config<'api'>, root: string): ApiParts {
  const logger = new ApiLogger(config.LOG_LEVEL)
  const onLost = (error: unknown) => logger.failure(error, 'connection')
  const database = openDatabase({ url: config.DATABASE_URL, onLost })
  const master = masterKey(config.VAULT_MASTER_KEY)
  const keys = postgresKeyStore({ url: config.KEYS_DATABASE_URL, master, now: systemClock.now, onLost })
  const vault = createVault(keys, config.DIGEST_KEY)
  const production = config.NODE_ENV === 'production'
  const folders = [join(root, 'definitions'), ...(production ? [] : [join(root, 'examples/definitions')])]
  const definitions = loadDefinitions(folders, { production })
  const temporal = temporalClient({
    address: config.TEMPORAL_ADDRESS,
    namespace: config.TEMPORAL_NAMESPACE,
    codecKey: config.CODEC_KEY,
  })
  const engine = createEngine({
    ...{ database, vault, definitions, clock: systemClock, digestKey: config.DIGEST_KEY, zone: ZONE },
  })
  return {
    logger,
    verifyToken: tokenVerifier(config.JWT_SECRET),
    execute: (command) => engine.execute(command),
    followed: temporalFollowed(temporal, (error) => logger.failure(error, 'followed')),
    reads: createReads({
      readAs: (actor, read) => database.withTransaction(actor, read),
      vault,
      definitions,
      clock: systemClock,
    }),
    checkReady: async () => {
      const problems = await checkDatabase(config.DATABASE_URL, root)
      for (const { fr } of problems) logger.warn(fr, 'ready')
      return problems.map(({ code }) => code)
    },
    close: async () => {
      await Promise.all([database.close(), keys.close(), temporal.connection.close()])
    },
  }
}
