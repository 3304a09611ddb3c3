import { Controller, Get, Inject, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import {
  type OrientationQuery,
  orientationQuerySchema,
  orientationSchema,
} from '../../../libs/contracts/api/orientation.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { READS } from '../service/api.parts'
import type { Reads } from './reads'

@ApiTags('directory')
@Controller('v1/orientation')
export class OrientationController {
  constructor(@Inject(READS) private readonly reads: Reads) {}

  @Get()
  @Answers(orientationSchema, {
    id: 'orientation',
    fr: 'Un lieu près d’une commune pour une démarche, sans rien garder',
  })
  orientation(@Acting() actor: Actor, @Query({ schema: orientationQuerySchema }) query: OrientationQuery) {
    return this.reads.orientation(actor, query)
  }
}
