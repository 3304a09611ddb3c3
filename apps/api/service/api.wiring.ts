import type { Config } from '../../../libs/config'
import { refreshDefinitions } from '../../../libs/engine/definition.lookup'
import { createPdfRenderer } from '../../../libs/documents/pdf.renderer'
import { zoneOf } from '../../../libs/engine/definition.store'
import { wireEngine } from '../../../libs/engine/engine.wiring'
import { temporalFollowed } from '../../../libs/engine/temporal/temporal.followed'
import { checkDatabase } from '../../../libs/event-store/check.database'
import { referenceFiles } from '../../../libs/intake/reference.files'
import { resendMail } from '../../../libs/mail/sending/mail.resend'
import { openReadModels } from '../../../libs/read-models/read.models'
import { agentsByEmail } from '../../../libs/vault/duplicate.search'
import { tokenVerifier } from '../access/token.verifier'
import { createCallReads } from '../calls/calls.reads'
import { createDefinitionReads } from '../definitions/definitions.reads'
import { createDocuments } from '../documents/documents'
import { createLetters } from '../documents/letters'
import { createCoverageReads } from '../fund/coverage.reads'
import { createFundReads } from '../fund/fund.reads'
import { createPublicationReads } from '../fund/publication.reads'
import { createGrantReads } from '../grants/grants.reads'
import { createImports } from '../imports/imports'
import { createOutcomeReads } from '../outcomes/outcomes.reads'
import { createMoves } from '../moves/moves'
import { createReads, type ReadAs } from '../reads/reads'
import { ApiLogger } from './api.logger'
import type { ApiParts, Execute } from './api.parts'

/** Puts the api together from its settings. Nothing is connected yet: what is away is told by `checkReady`. */
export function wireApi(config: Config<'api'>, root: string): ApiParts {
  const logger = new ApiLogger(config.LOG_LEVEL)
  const wired = wireEngine(config, root, (error, where) => logger.failure(error, where))
  const { database, vault, definitions, engine, deps } = wired
  const readModels = openReadModels(database, config.DATABASE_URL)
  const readAs: ReadAs = (actor, read) => readModels.withActor(actor, ({ sql }) => read(sql))
  const execute: Execute = (command) => engine.execute(command)
  const now = () => deps.clock.now()
  return {
    logger,
    verifyToken: tokenVerifier(config.JWT_SECRET),
    execute,
    followed: temporalFollowed(wired.temporal, (error) => logger.failure(error, 'followed')),
    resend: (actor, mail) => resendMail(database, actor, mail, now()),
    reads: createReads({ readAs, vault, definitions, clock: deps.clock }),
    imports: createImports({
      ...{ execute, readAs, key: config.DIGEST_KEY, now },
      files: referenceFiles(root),
      zone: (territory) => zoneOf(definitions, territory),
      definition: (id) => definitions.get(id),
      refresh: (actor) => readAs(actor, (sql) => refreshDefinitions(definitions, sql)),
      agentsByEmail: (sql, email) => agentsByEmail(vault.digester, sql, email),
    }),
    documents: createDocuments(execute, readAs, vault.keys, deps.clock),
    moves: createMoves(execute, readAs, deps.clock),
    definitions: createDefinitionReads({ readAs, definitions, clock: deps.clock }),
    calls: createCallReads(readAs),
    letters: createLetters(
      { database, vault, definitions, territories: deps.territories, renderer: createPdfRenderer(root) },
      readAs,
      now,
    ),
    readOutcomes: createOutcomeReads({ readAs, definitions, clock: deps.clock }),
    fund: createFundReads({ readAs, vault, definitions, clock: deps.clock }),
    coverages: createCoverageReads(readAs),
    publication: createPublicationReads(readAs, vault),
    grants: createGrantReads(readAs, vault),
    checkReady: async () => {
      const problems = await checkDatabase(config.DATABASE_URL, root)
      for (const { fr } of problems) logger.warn(fr, 'ready')
      return problems.map(({ code }) => code)
    },
    close: async () => {
      await readModels.close()
      await wired.close()
    },
  }
}
