import type { IncomingHttpHeaders } from 'node:http'
import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { type Move, moveReportSchema, moveSchema } from '../../../libs/contracts/api/move.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { Acting } from '../access/actor.guard'
import { readCommandHeaders } from '../commands/command.headers'
import { commandHeaderDocuments } from '../commands/command.headers.documents'
import { Answers } from '../page/answers.decorator'
import { MOVES, type Moves } from './moves'

@ApiTags('journeys')
@Controller('v1/moves')
export class MovesController {
  constructor(@Inject(MOVES) private readonly moves: Moves) {}

  @Post()
  @HttpCode(200)
  @commandHeaderDocuments()
  @Answers(moveReportSchema, {
    id: 'move',
    fr: 'Confier à d’autres tous les parcours d’un agent qui part ou d’un lieu qui ferme',
  })
  move(@Acting() actor: Actor, @Headers() headers: IncomingHttpHeaders, @Body({ schema: moveSchema }) asked: Move) {
    const { commandId } = readCommandHeaders(headers)
    return this.moves.move(actor, asked, commandId)
  }
}
