import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  grantDocumentsSchema,
  grantPageSchema,
  type GrantQuery,
  grantQuerySchema,
  grantSchema,
} from '../../../libs/contracts/api/grant.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { GRANTS, type GrantReads } from './grants.reads'

@ApiTags('grants')
@Controller('v1/grants')
export class GrantsController {
  constructor(@Inject(GRANTS) private readonly grants: GrantReads) {}

  @Get()
  @Answers(grantPageSchema, {
    id: 'grants',
    fr: 'Les dossiers de subvention que je peux lire, le dernier déposé d’abord',
  })
  list(@Acting() actor: Actor, @Query({ schema: grantQuerySchema }) query: GrantQuery) {
    return this.grants.list(actor, query)
  }

  @Get(':id')
  @Answers(grantSchema, { id: 'grant', fr: 'Un dossier de subvention, autant que je peux en lire' })
  async grant(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const grant = await this.grants.grant(actor, `grant-${id}`)
    void reply.header('ETag', `"${grant.version}"`)
    return grant
  }

  @Get(':id/documents')
  @Answers(grantDocumentsSchema, {
    id: 'grantDocuments',
    fr: 'Les pièces d’un dossier de subvention, la dernière d’abord',
  })
  documents(@Acting() actor: Actor, @Param('id', { schema: uuidSchema }) id: string) {
    return this.grants.documents(actor, `grant-${id}`)
  }
}
