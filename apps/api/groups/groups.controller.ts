import type { IncomingHttpHeaders } from 'node:http'
import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import {
  type GroupSheet,
  groupSheetSchema,
  type GroupStep,
  groupStepSchema,
} from '../../../libs/contracts/api/group.schemas'
import { importReportSchema } from '../../../libs/contracts/api/import.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { readCommandHeaders } from '../commands/command.headers'
import { IdempotencyKey } from '../commands/command.headers.documents'
import { IMPORTS, type Imports } from '../imports/imports'
import { Answers } from '../page/answers.decorator'

/** People who came on one sheet: `id` is the uuid that its sender has drawn for it. */
@ApiTags('groups')
@Controller('v1/groups')
export class GroupsController {
  constructor(@Inject(IMPORTS) private readonly imports: Imports) {}

  @Post(':id/referrals')
  @HttpCode(200)
  @Answers(importReportSchema, {
    id: 'referGroup',
    fr: 'Prescrire un parcours à chaque personne d’une fiche de groupe',
  })
  refer(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Body({ schema: groupSheetSchema }) sheet: GroupSheet,
  ) {
    return this.imports.group(actor, id, sheet)
  }

  @Post(':id/steps')
  @HttpCode(200)
  @IdempotencyKey()
  @Answers(importReportSchema, { id: 'groupStep', fr: 'Faire la même action pour plusieurs personnes d’un groupe' })
  step(
    @Acting() actor: Actor,
    @Param('id', { schema: uuidSchema }) id: string,
    @Headers() headers: IncomingHttpHeaders,
    @Body({ schema: groupStepSchema }) step: GroupStep,
  ) {
    return this.imports.groupStep(actor, id, readCommandHeaders(headers).commandId, step)
  }
}
