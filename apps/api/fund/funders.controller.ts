import { Controller, Get, Header, Inject, Param, Query } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import { type FundStatementQuery, fundStatementQuerySchema } from '../../../libs/contracts/api/fund.schemas'
import { funderStatementSchema } from '../../../libs/contracts/api/funder.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { funderSheet } from '../../../libs/publication/funder.sheet'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { FUND, type FundReads } from './fund.reads'

@ApiTags('fund-lines')
@Controller('v1/funders/:id')
export class FundersController {
  constructor(@Inject(FUND) private readonly fund: FundReads) {}

  @Get('statement')
  @Answers(funderStatementSchema, {
    id: 'funderStatement',
    fr: 'Tout ce que donne un financeur, à la fin d’un jour : ses lignes, et ce que chaque subvention en a',
  })
  statement(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Query({ schema: fundStatementQuerySchema }) query: FundStatementQuery,
  ) {
    return this.fund.funder(actor, `structure-${id}`, query)
  }

  @Get('statement.csv')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="releve.csv"')
  @ApiOperation({ operationId: 'funderSheet', summary: 'Le même relevé, pour un tableur' })
  @ApiProduces('text/csv')
  @ApiOkResponse({
    description: 'Une ligne par ligne de financement, puis par subvention, puis le total ; montants en euros',
    schema: { type: 'string' },
  })
  async sheet(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Query({ schema: fundStatementQuerySchema }) query: FundStatementQuery,
  ) {
    return funderSheet(await this.fund.funder(actor, `structure-${id}`, query))
  }
}
