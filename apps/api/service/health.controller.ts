import { Controller, Get, Inject } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { type Health, healthSchema } from '../../../libs/contracts/api/health.schema'
import { Open } from '../access/actor.guard'
import { Answers } from '../page/answers.decorator'
import { problem } from '../problems/problem.error'
import { CHECK_READY, type CheckReady } from './api.parts'

/** For whoever runs the service: alive says that the process answers, ready that commands can be taken. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(CHECK_READY) private readonly checkReady: CheckReady) {}

  @Get('live')
  @Open()
  @Answers(healthSchema, { id: 'live', fr: 'Le processus répond', open: true })
  live(): Health {
    return { status: 'live' }
  }

  @Get('ready')
  @Open()
  @Answers(healthSchema, { id: 'ready', fr: 'Le service peut prendre des commandes', open: true })
  async ready(): Promise<Health> {
    const causes = await this.checkReady()
    if (causes.length > 0) throw problem('not_ready', { causes: causes.join(', ') })
    return { status: 'ready' }
  }
}
