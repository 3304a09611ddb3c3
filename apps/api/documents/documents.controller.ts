import type { IncomingHttpHeaders } from 'node:http'
import { Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  attachedSchema,
  type DocumentQuery,
  documentQuerySchema,
  type GrantDocumentQuery,
  grantDocumentQuerySchema,
} from '../../../libs/contracts/api/document.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { mediaTypes } from '../../../libs/contracts/commands/document.parts'
import { Acting } from '../access/actor.guard'
import { readCommandHeaders } from '../commands/command.headers'
import { commandHeaderDocuments } from '../commands/command.headers.documents'
import { Answers } from '../page/answers.decorator'
import { DocumentBytes } from './document.bytes'
import { DOCUMENTS, type Documents } from './documents'

const binary = { schema: { type: 'string', format: 'binary' } } as const

@ApiTags('documents')
@Controller('v1')
export class DocumentsController {
  constructor(@Inject(DOCUMENTS) private readonly documents: Documents) {}

  @Post('journeys/:id/documents')
  @HttpCode(200)
  @ApiConsumes(...mediaTypes)
  @ApiBody({ description: 'Le fichier, tel quel : PDF, JPEG ou PNG, 5 Mio au plus', ...binary })
  @Answers(attachedSchema, { id: 'attachDocument', fr: 'Joindre un document au parcours' })
  @commandHeaderDocuments()
  async attach(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Query({ schema: documentQuerySchema }) { kind }: DocumentQuery,
    @DocumentBytes() bytes: Buffer,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const arrived = { journey: `journey-${id}`, kind, bytes }
    const attached = await this.documents.attach(actor, arrived, readCommandHeaders(headers))
    void reply.header('ETag', `"${attached.version}"`)
    return attached
  }

  @Post('grants/:id/documents')
  @HttpCode(200)
  @ApiConsumes(...mediaTypes)
  @ApiBody({ description: 'Le fichier, tel quel : PDF, JPEG ou PNG, 5 Mio au plus', ...binary })
  @Answers(attachedSchema, { id: 'provideDocument', fr: 'Fournir une pièce du dossier de subvention' })
  @commandHeaderDocuments()
  async provide(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Query({ schema: grantDocumentQuerySchema }) { code }: GrantDocumentQuery,
    @DocumentBytes() bytes: Buffer,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const arrived = { grant: `grant-${id}`, code, bytes }
    const attached = await this.documents.attach(actor, arrived, readCommandHeaders(headers))
    void reply.header('ETag', `"${attached.version}"`)
    return attached
  }

  @Get('documents/:id')
  @ApiOperation({
    operationId: 'document',
    summary: 'Un document d’un parcours ou d’un dossier de subvention, tel qu’il a été joint',
  })
  @ApiProduces(...mediaTypes)
  @ApiOkResponse({ description: 'Le fichier', ...binary })
  async document(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { mediaType, content } = await this.documents.read(actor, id)
    // Whatever it holds is saved, never shown by the browser as a page of ours.
    const headers = { 'Content-Type': mediaType, 'Content-Disposition': `attachment; filename="document-${id}"` }
    await reply.headers(headers).send(content)
  }
}
