import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { type DeviceBatch, deviceBatchSchema } from '../../../libs/contracts/api/batch.schemas'
import { importReportSchema } from '../../../libs/contracts/api/import.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { IMPORTS, type Imports } from './imports'

@ApiTags('devices')
@Controller('v1/devices')
export class BatchController {
  constructor(@Inject(IMPORTS) private readonly imports: Imports) {}

  @Post('batch')
  @HttpCode(200)
  @Answers(importReportSchema, { id: 'batchDevices', fr: 'Faire la même action sur une liste d’ordinateurs' })
  batch(@Acting() actor: Actor, @Body({ schema: deviceBatchSchema }) batch: DeviceBatch) {
    return this.imports.batch(actor, batch)
  }
}
