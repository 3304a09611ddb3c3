import { Body, Controller, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger'
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
import { IMPORTS, type Imports } from './imports'

export const FILE_TYPES = ['text/csv', 'application/octet-stream']

const File = (): MethodDecorator => (target, key, descriptor) => {
  ApiConsumes(...FILE_TYPES)(target, key, descriptor)
  ApiBody({ description: 'Le fichier, tel quel', schema: { type: 'string', format: 'binary' } })(
    target,
    key,
    descriptor,
  )
}

/** The bytes that were sent; anything that was parsed on the way, or nothing at all, is not a file. */
function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body
  throw problem('unsupported_media_type', { expected: FILE_TYPES.join(', ') })
}

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
  @File()
  @Answers(importReportSchema, { id: 'importStructures', fr: 'Importer un fichier de structures' })
  structures(@Acting() actor: Actor, @Body() body: unknown) {
    return this.imports.structures(actor, bytesOf(body))
  }

  @Post('places')
  @HttpCode(200)
  @File()
  @Answers(importReportSchema, { id: 'importPlaces', fr: 'Importer un annuaire de lieux' })
  places(
    @Acting() actor: Actor,
    @Query({ schema: placeImportQuerySchema }) query: PlaceImportQuery,
    @Body() body: unknown,
  ) {
    return this.imports.places(actor, bytesOf(body), query)
  }

  @Post('agents')
  @HttpCode(200)
  @File()
  @Answers(importReportSchema, { id: 'importAgents', fr: 'Importer un fichier d’agents' })
  agents(@Acting() actor: Actor, @Body() body: unknown) {
    return this.imports.agents(actor, bytesOf(body))
  }

  @Post('devices')
  @HttpCode(200)
  @File()
  @Answers(importReportSchema, { id: 'importDevices', fr: 'Importer un fichier d’ordinateurs' })
  devices(@Acting() actor: Actor, @Body() body: unknown) {
    return this.imports.devices(actor, bytesOf(body))
  }

  @Post('referrals')
  @HttpCode(200)
  @File()
  @Answers(importReportSchema, { id: 'importReferrals', fr: 'Importer un fichier de prescriptions' })
  referrals(
    @Acting() actor: Actor,
    @Query({ schema: referralImportQuerySchema }) query: ReferralImportQuery,
    @Body() body: unknown,
  ) {
    return this.imports.referrals(actor, bytesOf(body), query.definition)
  }
}
