import { Controller, Get, Header, Inject, Param, Query } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  agentPageSchema,
  type AgentQuery,
  agentQuerySchema,
  placePageSchema,
  type PlaceQuery,
  placeQuerySchema,
  placeSchema,
  structurePageSchema,
  type StructureQuery,
  structureQuerySchema,
} from '../../../libs/contracts/api/directory.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { READS } from '../service/api.parts'
import type { Reads } from './reads'

@ApiTags('directory')
@Controller('v1')
export class DirectoryController {
  constructor(@Inject(READS) private readonly reads: Reads) {}

  @Get('places')
  @Answers(placePageSchema, { id: 'places', fr: 'Les lieux du territoire, par nom' })
  places(@Acting() actor: Actor, @Query({ schema: placeQuerySchema }) query: PlaceQuery) {
    return this.reads.places(actor, query)
  }

  @Get('places.csv')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="lieux.csv"')
  @ApiOperation({ operationId: 'placeSheet', summary: 'Tous les lieux du territoire, au schéma national' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'Les colonnes du schéma, dans son ordre', schema: { type: 'string' } })
  placeSheet(@Acting() actor: Actor) {
    return this.reads.placeSheet(actor)
  }

  @Get('places/:id')
  @Answers(placeSchema, { id: 'place', fr: 'Un lieu' })
  place(@Acting() actor: Actor, @Param('id', { schema: uuidSchema }) id: string) {
    return this.reads.place(actor, `place-${id}`)
  }

  @Get('structures')
  @Answers(structurePageSchema, { id: 'structures', fr: 'Les structures du réseau, par nom' })
  structures(@Acting() actor: Actor, @Query({ schema: structureQuerySchema }) query: StructureQuery) {
    return this.reads.structures(actor, query)
  }

  @Get('agents')
  @Answers(agentPageSchema, { id: 'agents', fr: 'Les agents du territoire, ou de ma structure' })
  agents(@Acting() actor: Actor, @Query({ schema: agentQuerySchema }) query: AgentQuery) {
    return this.reads.agents(actor, query)
  }
}
