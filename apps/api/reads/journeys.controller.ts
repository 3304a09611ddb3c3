import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  journeyDetailSchema,
  journeyPageSchema,
  type JourneyQuery,
  journeyQuerySchema,
} from '../../../libs/contracts/api/journey.schemas'
import { linePageSchema, type LineQuery, lineQuerySchema } from '../../../libs/contracts/api/line.schemas'
import { taskPageSchema, type TaskQuery, taskQuerySchema } from '../../../libs/contracts/api/task.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { READS } from '../service/api.parts'
import type { Reads } from './reads'

@ApiTags('journeys')
@Controller('v1')
export class JourneysController {
  constructor(@Inject(READS) private readonly reads: Reads) {}

  @Get('journeys')
  @Answers(journeyPageSchema, { id: 'journeys', fr: 'Les parcours que je peux lire, le plus récent d’abord' })
  journeys(@Acting() actor: Actor, @Query({ schema: journeyQuerySchema }) query: JourneyQuery) {
    return this.reads.journeys(actor, query)
  }

  @Get('journeys/:id')
  @Answers(journeyDetailSchema, { id: 'journey', fr: 'Un parcours et son histoire' })
  async journey(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const journey = await this.reads.journey(actor, `journey-${id}`)
    void reply.header('ETag', `"${journey.version}"`)
    return journey
  }

  @Get('waiting')
  @Answers(linePageSchema, {
    id: 'waiting',
    fr: 'La liste d’attente de mes lieux, ou de ceux à qui j’ai adressé quelqu’un',
  })
  waiting(@Acting() actor: Actor, @Query({ schema: lineQuerySchema }) query: LineQuery) {
    return this.reads.waiting(actor, query)
  }

  @Get('tasks')
  @Answers(taskPageSchema, { id: 'tasks', fr: 'Ce qui m’attend, le plus en retard d’abord' })
  tasks(@Acting() actor: Actor, @Query({ schema: taskQuerySchema }) query: TaskQuery) {
    return this.reads.tasks(actor, query)
  }
}
