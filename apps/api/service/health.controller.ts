import { Controller, Get, Inject, SerializeOptions } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { type Health, healthSchema } from '../../../libs/contracts/api/health.schema'
import { Open } from '../access/actor.guard'
import { problem } from '../problems/problem.error'
import { CHECK_READY, type CheckReady } from './api.parts'

/** For whoever runs the service: alive says that the process answers, ready that commands can be taken. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(CHECK_READY) private readonly checkReady: CheckReady) {}

  @Get('live')
  @Open()
  @SerializeOptions({ schema: healthSchema })
  @ApiOperation({ operationId: 'live', summary: 'Le processus répond', security: [] })
  @ApiOkResponse({ standardSchema: healthSchema })
  live(): Health {
    return { status: 'live' }
  }

  @Get('ready')
  @Open()
  @SerializeOptions({ schema: healthSchema })
  @ApiOperation({ operationId: 'ready', summary: 'Le service peut prendre des commandes', security: [] })
  @ApiOkResponse({ standardSchema: healthSchema })
  async ready(): Promise<Health> {
    const causes = await this.checkReady()
    if (causes.length > 0) throw problem('not_ready', { causes: causes.join(', ') })
    return { status: 'ready' }
  }
}
