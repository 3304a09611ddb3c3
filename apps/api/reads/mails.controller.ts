import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  mailPageSchema,
  type MailQuery,
  mailQuerySchema,
  type Resent,
  resentSchema,
} from '../../../libs/contracts/api/mail.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { problem } from '../problems/problem.error'
import { READS, RESEND, type Resend } from '../service/api.parts'
import type { Reads } from './reads'

@ApiTags('mails')
@Controller('v1/mails')
export class MailsController {
  constructor(
    @Inject(READS) private readonly reads: Reads,
    @Inject(RESEND) private readonly resendMail: Resend,
  ) {}

  @Get()
  @Answers(mailPageSchema, { id: 'mails', fr: 'Les courriels du territoire et ce qu’ils sont devenus' })
  mails(@Acting() actor: Actor, @Query({ schema: mailQuerySchema }) query: MailQuery) {
    return this.reads.mails(actor, query)
  }

  @Post(':id/resend')
  @HttpCode(200)
  @Answers(resentSchema, { id: 'resendMail', fr: 'Renvoyer un courriel qui a échoué' })
  async resend(@Acting() actor: Actor, @Param('id', { schema: uuidSchema }) id: string): Promise<Resent> {
    const resent = await this.resendMail(actor, id)
    if (!resent.ok) throw problem(resent.rule)
    return { id, status: 'pending' }
  }
}
