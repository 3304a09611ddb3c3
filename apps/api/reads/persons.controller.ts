import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  duplicatePageSchema,
  type DuplicateQuery,
  duplicateQuerySchema,
  personSchema,
} from '../../../libs/contracts/api/person.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { READS } from '../service/api.parts'
import type { Reads } from './reads'

@ApiTags('people')
@Controller('v1')
export class PersonsController {
  constructor(@Inject(READS) private readonly reads: Reads) {}

  @Get('duplicates')
  @Answers(duplicatePageSchema, { id: 'duplicates', fr: 'Les fiches qui sont peut-être la même personne' })
  duplicates(@Acting() actor: Actor, @Query({ schema: duplicateQuerySchema }) query: DuplicateQuery) {
    return this.reads.duplicates(actor, query)
  }

  @Get('people/:id')
  @Answers(personSchema, { id: 'person', fr: 'Une personne, sous toutes ses fiches, sans son nom' })
  async person(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const person = await this.reads.person(actor, `person-${id}`)
    void reply.header('ETag', `"${person.version}"`)
    return person
  }
}
