import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { agreementsSchema } from '../../../libs/contracts/api/agreement.schemas'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  demandSchema,
  lotPageSchema,
  type LotQuery,
  lotQuerySchema,
  lotSchema,
  stocksSchema,
} from '../../../libs/contracts/api/lot.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { READS } from '../service/api.parts'
import type { Reads } from './reads'

@ApiTags('lots')
@Controller('v1')
export class LotsController {
  constructor(@Inject(READS) private readonly reads: Reads) {}

  @Get('lots')
  @Answers(lotPageSchema, { id: 'lots', fr: 'Les lots d’ordinateurs, avec ce qu’ils ont donné' })
  lots(@Acting() actor: Actor, @Query({ schema: lotQuerySchema }) query: LotQuery) {
    return this.reads.lots(actor, query)
  }

  @Get('lots/:id')
  @Answers(lotSchema, { id: 'lot', fr: 'Un lot d’ordinateurs' })
  async lot(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const lot = await this.reads.lot(actor, `lot-${id}`)
    void reply.header('ETag', `"${lot.version}"`)
    return lot
  }

  @Get('stocks')
  @Answers(stocksSchema, { id: 'stocks', fr: 'Les jours de stock qui restent à chaque propriétaire' })
  stocks(@Acting() actor: Actor) {
    return this.reads.stocks(actor)
  }

  @Get('agreements')
  @Answers(agreementsSchema, { id: 'agreements', fr: 'Ce que des propriétaires se prêtent, et ce qu’il en reste' })
  agreements(@Acting() actor: Actor) {
    return this.reads.agreements(actor)
  }

  @Get('demand')
  @Answers(demandSchema, { id: 'demand', fr: 'Les ordinateurs attendus par lieu, sur huit semaines, sans aucun nom' })
  demand(@Acting() actor: Actor) {
    return this.reads.demand(actor)
  }
}
