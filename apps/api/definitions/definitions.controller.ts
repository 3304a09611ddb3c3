import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Res } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import {
  type CandidateQuery,
  candidateSchema,
  checkedSchema,
  definitionIdSchema,
  definitionListSchema,
  draftSchema,
  eligibilityAnswerSchema,
  wouldBeDefinitionSchema,
} from '../../../libs/contracts/api/definition.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { definitionJsonSchema } from '../../../libs/domain/definition/definition.json.schema'
import { definitionSchema } from '../../../libs/domain/definition/definition.schema'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { DEFINITIONS, type DefinitionReads } from './definitions.reads'

const definitionAnswer = definitionSchema.meta({ id: 'Definition' })

@ApiTags('definitions')
@Controller('v1/definitions')
export class DefinitionsController {
  constructor(@Inject(DEFINITIONS) private readonly definitions: DefinitionReads) {}

  @Get()
  @Answers(definitionListSchema, { id: 'definitions', fr: 'Les modèles de parcours du territoire, et leur état' })
  async list(@Acting() actor: Actor) {
    return { items: await this.definitions.list(actor) }
  }

  @Post('check')
  @HttpCode(200)
  @Answers(checkedSchema, { id: 'checkDefinition', fr: 'Toutes les fautes d’un modèle en projet ; rien n’est gardé' })
  check(@Acting() actor: Actor, @Body({ schema: wouldBeDefinitionSchema }) input: object) {
    return { faults: this.definitions.check(actor, input) }
  }

  @Get('schema.json')
  @Header('Content-Type', 'application/schema+json; charset=utf-8')
  @ApiOperation({ operationId: 'definitionSchema', summary: 'Le schéma JSON d’un modèle de parcours, pour un éditeur' })
  @ApiProduces('application/schema+json')
  @ApiOkResponse({ description: 'JSON Schema 2020-12', schema: { type: 'object' } })
  schema(@Acting() _actor: Actor) {
    return definitionJsonSchema()
  }

  @Get(':id')
  @Answers(definitionAnswer, {
    id: 'definition',
    fr: 'Un modèle de parcours : étapes, délais, échelles, motifs, règles',
  })
  definition(@Acting() actor: Actor, @Param('id', { schema: definitionIdSchema }) id: string) {
    return this.definitions.published(actor, id)
  }

  @Get(':id/draft')
  @Answers(draftSchema, { id: 'definitionDraft', fr: 'Un modèle tel qu’il est écrit, avec ce qui lui manque encore' })
  async draft(
    @Acting() actor: Actor,
    @Param('id', { schema: definitionIdSchema }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const written = await this.definitions.written(actor, id)
    void reply.header('ETag', `"${written.version}"`)
    return written
  }

  @Get(':id/diagram')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @ApiOperation({ operationId: 'definitionDiagram', summary: 'Le dessin d’un modèle, en Mermaid' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'Un diagramme d’états Mermaid', schema: { type: 'string' } })
  diagram(@Acting() actor: Actor, @Param('id', { schema: definitionIdSchema }) id: string) {
    return this.definitions.diagram(actor, id)
  }

  @Post(':id/eligibility')
  @HttpCode(200)
  @Answers(eligibilityAnswerSchema, {
    id: 'definitionEligibility',
    fr: 'Ce qui serait répondu à une prescription, et pourquoi ; rien n’est gardé',
  })
  eligibility(
    @Acting() actor: Actor,
    @Param('id', { schema: definitionIdSchema }) id: string,
    @Body({ schema: candidateSchema }) candidate: CandidateQuery,
  ) {
    return this.definitions.eligibility(actor, id, candidate)
  }
}
