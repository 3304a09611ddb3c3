import { Controller, Get, Inject, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { type OutcomeQuery, outcomeQuerySchema, outcomesSchema } from '../../../libs/contracts/api/outcome.schema'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { READ_OUTCOMES, type ReadOutcomes } from './outcomes.reads'

@ApiTags('outcomes')
@Controller('v1/outcomes')
export class OutcomesController {
  constructor(@Inject(READ_OUTCOMES) private readonly read: ReadOutcomes) {}

  @Get()
  @Answers(outcomesSchema, { id: 'outcomes', fr: 'Ce que sont devenus les parcours, sans aucun nom' })
  outcomes(@Acting() actor: Actor, @Query({ schema: outcomeQuerySchema }) query: OutcomeQuery) {
    return this.read(actor, query)
  }
}
