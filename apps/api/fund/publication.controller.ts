import { Controller, Get, Header, Inject, Query } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger'
import {
  type PublicationQuery,
  publicationQuerySchema,
  publicationSchema,
} from '../../../libs/contracts/api/publication.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { PUBLICATION, type PublicationReads } from './publication.reads'

@ApiTags('grants')
@Controller('v1')
export class PublicationController {
  constructor(@Inject(PUBLICATION) private readonly publication: PublicationReads) {}

  @Get('grants.csv')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="subventions.csv"')
  @ApiOperation({
    operationId: 'grantSheet',
    summary: 'Les subventions attribuées et notifiées, au schéma SCDL subventions 2.1.1',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({
    description: 'Les colonnes du schéma, dans son ordre : une ligne par financeur d’une subvention',
    schema: { type: 'string' },
  })
  sheet(@Acting() actor: Actor, @Query({ schema: publicationQuerySchema }) query: PublicationQuery) {
    return this.publication.sheet(actor, query)
  }

  @Get('publication')
  @Answers(publicationSchema, {
    id: 'publication',
    fr: 'Ce que contient le fichier des subventions, et ce qui lui manque pour y être entier',
  })
  report(@Acting() actor: Actor, @Query({ schema: publicationQuerySchema }) query: PublicationQuery) {
    return this.publication.report(actor, query)
  }
}
