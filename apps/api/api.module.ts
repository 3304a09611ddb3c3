import { type DynamicModule, Module } from '@nestjs/common'
import { ActorGuard } from './access/actor.guard'
import { CallsController } from './calls/calls.controller'
import { CALLS } from './calls/calls.reads'
import { commandController } from './commands/command.controller'
import { commandCollections } from './commands/command.routes'
import { DefinitionsController } from './definitions/definitions.controller'
import { DEFINITIONS } from './definitions/definitions.reads'
import { DOCUMENTS } from './documents/documents'
import { DocumentsController } from './documents/documents.controller'
import { COVERAGES } from './fund/coverage.reads'
import { CoveragesController } from './fund/coverages.controller'
import { FundController } from './fund/fund.controller'
import { FUND } from './fund/fund.reads'
import { FundersController } from './fund/funders.controller'
import { PublicationController } from './fund/publication.controller'
import { PUBLICATION } from './fund/publication.reads'
import { GrantsController } from './grants/grants.controller'
import { GRANTS } from './grants/grants.reads'
import { GroupsController } from './groups/groups.controller'
import { BatchController } from './imports/batch.controller'
import { LETTERS } from './documents/letters'
import { LettersController } from './documents/letters.controller'
import { IMPORTS } from './imports/imports'
import { ImportsController } from './imports/imports.controller'
import { MOVES } from './moves/moves'
import { MovesController } from './moves/moves.controller'
import { OutcomesController } from './outcomes/outcomes.controller'
import { READ_OUTCOMES } from './outcomes/outcomes.reads'
import { DirectoryController } from './reads/directory.controller'
import { JourneysController } from './reads/journeys.controller'
import { OrientationController } from './reads/orientation.controller'
import { LotsController } from './reads/lots.controller'
import { MailsController } from './reads/mails.controller'
import { PersonsController } from './reads/persons.controller'
import { SessionsController } from './reads/sessions.controller'
import { StockController } from './reads/stock.controller'
import { type ApiParts, CHECK_READY, EXECUTE, FOLLOWED, READS, RESEND, VERIFY_TOKEN } from './service/api.parts'
import { HealthController } from './service/health.controller'

const readControllers = [
  JourneysController,
  PersonsController,
  StockController,
  LotsController,
  SessionsController,
  DirectoryController,
  OrientationController,
  MailsController,
  OutcomesController,
  FundController,
  FundersController,
  CoveragesController,
  PublicationController,
  GrantsController,
]

/** Everything the api answers, on the parts that it is given. */
@Module({})
export class ApiModule {
  static with(parts: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        HealthController,
        ...readControllers,
        ImportsController,
        DocumentsController,
        BatchController,
        MovesController,
        GroupsController,
        DefinitionsController,
        CallsController,
        LettersController,
        ...commandCollections.map(commandController),
      ],
      providers: [
        ActorGuard,
        { provide: VERIFY_TOKEN, useValue: parts.verifyToken },
        { provide: EXECUTE, useValue: parts.execute },
        { provide: FOLLOWED, useValue: parts.followed },
        { provide: RESEND, useValue: parts.resend },
        { provide: READS, useValue: parts.reads },
        { provide: IMPORTS, useValue: parts.imports },
        { provide: MOVES, useValue: parts.moves },
        { provide: DOCUMENTS, useValue: parts.documents },
        { provide: DEFINITIONS, useValue: parts.definitions },
        { provide: CALLS, useValue: parts.calls },
        { provide: LETTERS, useValue: parts.letters },
        { provide: READ_OUTCOMES, useValue: parts.readOutcomes },
        { provide: FUND, useValue: parts.fund },
        { provide: COVERAGES, useValue: parts.coverages },
        { provide: PUBLICATION, useValue: parts.publication },
        { provide: GRANTS, useValue: parts.grants },
        { provide: CHECK_READY, useValue: parts.checkReady },
      ],
    }
  }
}
