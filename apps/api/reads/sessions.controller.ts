import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  sessionPageSchema,
  type SessionQuery,
  sessionQuerySchema,
  sessionSchema,
} from '../../../libs/contracts/api/session.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { READS } from '../service/api.parts'
import type { Reads } from './reads'

@ApiTags('sessions')
@Controller('v1')
export class SessionsController {
  constructor(@Inject(READS) private readonly reads: Reads) {}

  @Get('sessions')
  @Answers(sessionPageSchema, { id: 'sessions', fr: 'Les séances du comité' })
  sessions(@Acting() actor: Actor, @Query({ schema: sessionQuerySchema }) query: SessionQuery) {
    return this.reads.sessions(actor, query)
  }

  @Get('sessions/:id')
  @Answers(sessionSchema, { id: 'session', fr: 'Une séance du comité, avec son ordre du jour et ses votes' })
  async session(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const session = await this.reads.session(actor, `session-${id}`)
    void reply.header('ETag', `"${session.version}"`)
    return session
  }
}
