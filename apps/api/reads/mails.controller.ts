import { Controller, Get, Inject, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { mailPageSchema, type MailQuery, mailQuerySchema } from '../../../libs/contracts/api/mail.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { READS } from '../service/api.parts'
import type { Reads } from './reads'

@ApiTags('mails')
@Controller('v1/mails')
export class MailsController {
  constructor(@Inject(READS) private readonly reads: Reads) {}

  @Get()
  @Answers(mailPageSchema, { id: 'mails', fr: 'Les courriels du territoire et ce qu’ils sont devenus' })
  mails(@Acting() actor: Actor, @Query({ schema: mailQuerySchema }) query: MailQuery) {
    return this.reads.mails(actor, query)
  }
}
