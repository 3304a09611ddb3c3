import { Controller, Get, Inject, Param, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  type FundLineQuery,
  fundLineQuerySchema,
  fundLinesSchema,
  type FundStatementQuery,
  fundStatementQuerySchema,
  fundStatementSchema,
} from '../../../libs/contracts/api/fund.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { FUND, type FundReads } from './fund.reads'

@ApiTags('fund-lines')
@Controller('v1/fund-lines')
export class FundController {
  constructor(@Inject(FUND) private readonly fund: FundReads) {}

  @Get()
  @Answers(fundLinesSchema, { id: 'fundLines', fr: 'Les lignes de financement, et ce que chacune contient' })
  lines(@Acting() actor: Actor, @Query({ schema: fundLineQuerySchema }) query: FundLineQuery) {
    return this.fund.lines(actor, query)
  }

  @Get(':id/statement')
  @Answers(fundStatementSchema, { id: 'fundStatement', fr: 'Le relevé d’une ligne de financement à la fin d’un jour' })
  statement(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Query({ schema: fundStatementQuerySchema }) query: FundStatementQuery,
  ) {
    return this.fund.statement(actor, `fund_line-${id}`, query)
  }
}
