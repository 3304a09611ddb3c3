import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  type DeviceQuery,
  devicePageSchema,
  deviceQuerySchema,
  dotationSchema,
  ticketedSchema,
  ticketSchema,
} from '../../../libs/contracts/api/stock.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { READS } from '../service/api.parts'
import type { Reads } from './reads'

@ApiTags('devices')
@Controller('v1')
export class StockController {
  constructor(@Inject(READS) private readonly reads: Reads) {}

  @Get('devices')
  @Answers(devicePageSchema, { id: 'devices', fr: 'Les ordinateurs de mon atelier ou de mon stock' })
  devices(@Acting() actor: Actor, @Query({ schema: deviceQuerySchema }) query: DeviceQuery) {
    return this.reads.devices(actor, query)
  }

  @Get('tickets/:ticket')
  @Answers(ticketedSchema, { id: 'ticket', fr: 'L’ordinateur d’un ticket de service après-vente, sans aucun nom' })
  ticket(@Acting() actor: Actor, @Param('ticket', { schema: ticketSchema }) ticket: string) {
    return this.reads.ticket(actor, ticket)
  }

  @Get('dotations/:id')
  @Answers(dotationSchema, { id: 'dotation', fr: 'Une dotation' })
  async dotation(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const dotation = await this.reads.dotation(actor, `dotation-${id}`)
    void reply.header('ETag', `"${dotation.version}"`)
    return dotation
  }
}
