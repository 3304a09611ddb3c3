import { Controller, Get, Inject, Param, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  type CostQuery,
  costQuerySchema,
  costsSchema,
  coverageCostsSchema,
  coveragesSchema,
} from '../../../libs/contracts/api/coverage.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { COVERAGES, type CoverageReads } from './coverage.reads'

@ApiTags('coverages')
@Controller('v1')
export class CoveragesController {
  constructor(@Inject(COVERAGES) private readonly reads: CoverageReads) {}

  @Get('coverages')
  @Answers(coveragesSchema, { id: 'coverages', fr: 'Les prises en charge de parcours, et ce qu’il reste de chacune' })
  coverages(@Acting() actor: Actor) {
    return this.reads.coverages(actor)
  }

  @Get('coverages/:id/costs')
  @Answers(coverageCostsSchema, { id: 'coverageCosts', fr: 'Ce que coûte chaque parcours d’une prise en charge' })
  coverageCosts(@Acting() actor: Actor, @Param('id', { schema: uuidSchema }) id: string) {
    return this.reads.costsOf(actor, `coverage-${id}`)
  }

  @Get('costs')
  @Answers(costsSchema, {
    id: 'costs',
    fr: 'Ce que coûtent un parcours et une issue connue, par dossier, financeur ou EPCI',
  })
  costs(@Acting() actor: Actor, @Query({ schema: costQuerySchema }) query: CostQuery) {
    return this.reads.costs(actor, query)
  }
}
