import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Res } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import {
  callDraftSchema,
  callListSchema,
  checkedCallSchema,
  type WouldBeApplication,
  wouldBeApplicationSchema,
  wouldBeCallSchema,
} from '../../../libs/contracts/api/call.schemas'
import { definitionIdSchema, eligibilityAnswerSchema } from '../../../libs/contracts/api/definition.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { callJsonSchema } from '../../../libs/domain/call/call.json.schema'
import { callSchema } from '../../../libs/domain/call/call.schema'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { type CallReads, CALLS } from './calls.reads'

const callAnswer = callSchema.meta({ id: 'Call' })

@ApiTags('calls')
@Controller('v1/calls')
export class CallsController {
  constructor(@Inject(CALLS) private readonly calls: CallReads) {}

  @Get()
  @Answers(callListSchema, { id: 'calls', fr: 'Les appels à projets du territoire, et leur état' })
  async list(@Acting() actor: Actor) {
    return { items: await this.calls.list(actor) }
  }

  @Post('check')
  @HttpCode(200)
  @Answers(checkedCallSchema, { id: 'checkCall', fr: 'Toutes les fautes d’un appel en projet ; rien n’est gardé' })
  check(@Acting() actor: Actor, @Body({ schema: wouldBeCallSchema }) input: object) {
    return { faults: this.calls.check(actor, input) }
  }

  @Get('schema.json')
  @Header('Content-Type', 'application/schema+json; charset=utf-8')
  @ApiOperation({ operationId: 'callSchema', summary: 'Le schéma JSON d’un appel à projets, pour un éditeur' })
  @ApiProduces('application/schema+json')
  @ApiOkResponse({ description: 'JSON Schema 2020-12', schema: { type: 'object' } })
  schema(@Acting() _actor: Actor) {
    return callJsonSchema()
  }

  @Get(':id')
  @Answers(callAnswer, { id: 'call', fr: 'Un appel publié : enveloppe, jours, règles, pièces, critères, déroulement' })
  call(@Acting() actor: Actor, @Param('id', { schema: definitionIdSchema }) id: string) {
    return this.calls.published(actor, id)
  }

  @Get(':id/draft')
  @Answers(callDraftSchema, { id: 'callDraft', fr: 'Un appel tel qu’il est écrit, avec ce qui lui manque encore' })
  async draft(
    @Acting() actor: Actor,
    @Param('id', { schema: definitionIdSchema }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const written = await this.calls.written(actor, id)
    void reply.header('ETag', `"${written.version}"`)
    return written
  }

  @Post(':id/eligibility')
  @HttpCode(200)
  @Answers(eligibilityAnswerSchema, {
    id: 'callEligibility',
    fr: 'Ce qui serait répondu à une demande, et pourquoi ; rien n’est gardé',
  })
  eligibility(
    @Acting() actor: Actor,
    @Param('id', { schema: definitionIdSchema }) id: string,
    @Body({ schema: wouldBeApplicationSchema }) application: WouldBeApplication,
  ) {
    return this.calls.eligibility(actor, id, application)
  }
}
