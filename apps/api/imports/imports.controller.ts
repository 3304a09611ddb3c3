import {
  applyDecorators,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  Inject,
  Post,
  Query,
  type RawBodyRequest,
} from '@nestjs/common'
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger'
import type { FastifyRequest } from 'fastify'
import {
  importReportSchema,
  type PlaceImportQuery,
  placeImportQuerySchema,
  type ReferralImportQuery,
  referralImportQuerySchema,
} from '../../../libs/contracts/api/import.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { problem } from '../problems/problem.error'
import { ADVISED_TYPES, isFileType } from './file.types'
import { fileExamples } from './file.examples'
import { IMPORTS, type Imports } from './imports'

const File = (example: string, types = ['text/csv', 'application/octet-stream']): MethodDecorator =>
  applyDecorators(
    ApiConsumes(...types),
    ApiBody({ description: 'Le fichier, tel quel (ici un exemple inventé)', schema: { type: 'string', example } }),
  )

/** The bytes as they were sent. A form, or nothing at all, is no file. */
const FileBytes = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { rawBody, headers } = context.switchToHttp().getRequest<RawBodyRequest<FastifyRequest>>()
  if (rawBody && isFileType(headers['content-type'])) return rawBody
  throw problem('unsupported_media_type', { expected: ADVISED_TYPES.join(', ') })
})

@ApiTags('imports')
@Controller('v1/imports')
export class ImportsController {
  constructor(@Inject(IMPORTS) private readonly imports: Imports) {}

  @Post('territory')
  @HttpCode(200)
  @Answers(importReportSchema, { id: 'importTerritory', fr: 'Décrire mon territoire par le découpage administratif' })
  territory(@Acting() actor: Actor) {
    return this.imports.territory(actor)
  }

  @Post('structures')
  @HttpCode(200)
  @File(fileExamples.structures)
  @Answers(importReportSchema, { id: 'importStructures', fr: 'Importer un fichier de structures' })
  structures(@Acting() actor: Actor, @FileBytes() bytes: Buffer) {
    return this.imports.structures(actor, bytes)
  }

  @Post('places')
  @HttpCode(200)
  @File(fileExamples.places, ADVISED_TYPES)
  @Answers(importReportSchema, { id: 'importPlaces', fr: 'Importer un annuaire de lieux' })
  places(
    @Acting() actor: Actor,
    @Query({ schema: placeImportQuerySchema }) query: PlaceImportQuery,
    @FileBytes() bytes: Buffer,
  ) {
    return this.imports.places(actor, bytes, query)
  }

  @Post('agents')
  @HttpCode(200)
  @File(fileExamples.agents)
  @Answers(importReportSchema, { id: 'importAgents', fr: 'Importer un fichier d’agents' })
  agents(@Acting() actor: Actor, @FileBytes() bytes: Buffer) {
    return this.imports.agents(actor, bytes)
  }

  @Post('devices')
  @HttpCode(200)
  @File(fileExamples.devices)
  @Answers(importReportSchema, { id: 'importDevices', fr: 'Importer un fichier d’ordinateurs' })
  devices(@Acting() actor: Actor, @FileBytes() bytes: Buffer) {
    return this.imports.devices(actor, bytes)
  }

  @Post('reprise/hand-overs')
  @HttpCode(200)
  @File(fileExamples.handOvers)
  @Answers(importReportSchema, { id: 'importHandOvers', fr: 'Reprendre les personnes équipées auparavant' })
  handOvers(@Acting() actor: Actor, @FileBytes() bytes: Buffer) {
    return this.imports.handOvers(actor, bytes)
  }

  @Post('reprise/cases')
  @HttpCode(200)
  @File(fileExamples.cases)
  @Answers(importReportSchema, { id: 'importCases', fr: 'Reprendre les dossiers de l’outil précédent' })
  cases(
    @Acting() actor: Actor,
    @Query({ schema: referralImportQuerySchema }) query: ReferralImportQuery,
    @FileBytes() bytes: Buffer,
  ) {
    return this.imports.cases(actor, bytes, query.definition)
  }

  @Post('referrals')
  @HttpCode(200)
  @File(fileExamples.referrals)
  @Answers(importReportSchema, { id: 'importReferrals', fr: 'Importer un fichier de prescriptions' })
  referrals(
    @Acting() actor: Actor,
    @Query({ schema: referralImportQuerySchema }) query: ReferralImportQuery,
    @FileBytes() bytes: Buffer,
  ) {
    return this.imports.referrals(actor, bytes, query.definition)
  }
}
