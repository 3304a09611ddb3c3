import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  letterPageSchema,
  type LetterQuery,
  letterQuerySchema,
  postedSchema,
  type PostedLetter,
} from '../../../libs/contracts/api/letter.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { problem } from '../problems/problem.error'
import { LETTERS, type Letters } from './letters'

/** Letters to people without mailbox: their lieu prints and posts them. */
@ApiTags('letters')
@Controller('v1/letters')
export class LettersController {
  constructor(@Inject(LETTERS) private readonly letters: Letters) {}

  @Get()
  @Answers(letterPageSchema, { id: 'letters', fr: 'Les lettres à imprimer, la plus ancienne d’abord' })
  list(@Acting() actor: Actor, @Query({ schema: letterQuerySchema }) query: LetterQuery) {
    return this.letters.list(actor, query)
  }

  @Get(':id.pdf')
  @ApiOperation({ operationId: 'letterPdf', summary: 'Une lettre à imprimer (PDF balisé)' })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ description: 'La lettre', schema: { type: 'string', format: 'binary' } })
  async pdf(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const printed = await this.letters.print(actor, id)
    if (!printed.ok) throw problem(printed.rule)
    const headers = { 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="lettre-${id}.pdf"` }
    await reply.headers(headers).send(printed.bytes)
  }

  @Post(':id/posted')
  @HttpCode(200)
  @Answers(postedSchema, { id: 'markPosted', fr: 'Noter qu’une lettre est postée' })
  async posted(@Acting() actor: Actor, @Param('id', { schema: uuidSchema }) id: string): Promise<PostedLetter> {
    const posted = await this.letters.markPosted(actor, id)
    if (!posted.ok) throw problem(posted.rule)
    return { id, status: 'posted' }
  }
}
