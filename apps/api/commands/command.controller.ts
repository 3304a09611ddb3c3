import type { IncomingHttpHeaders } from 'node:http'
import {
  Body,
  Controller,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Res,
  SerializeOptions,
  type Type,
} from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { type CommandAnswer, commandAnswerSchema } from '../../../libs/contracts/api/command.answer'
import { commandWords } from '../../../libs/contracts/api/command.words'
import type { Words } from '../../../libs/contracts/api/common.schemas'
import type { Actor, Command, Result } from '../../../libs/contracts/command'
import { uuidOf } from '../../../libs/contracts/stream'
import type { FollowedPort } from '../../../libs/engine/temporal/temporal.followed'
import { Acting } from '../access/actor.guard'
import { problemOf, ProblemError } from '../problems/problem.error'
import type { Reads } from '../reads/reads'
import { EXECUTE, type Execute, FOLLOWED, READS } from '../service/api.parts'
import { readCommandHeaders } from './command.headers'
import { commandHeaderDocuments } from './command.headers.documents'
import type { CommandCollection, CommandRoute } from './command.routes'

/** Gives a command to the engine and tells what came of it. What a command means is no business of this file. */
abstract class CommandController {
  constructor(
    @Inject(EXECUTE) private readonly execute: Execute,
    @Inject(FOLLOWED) private readonly followed: FollowedPort,
    @Inject(READS) private readonly reads: Pick<Reads, 'otherwise' | 'why'>,
  ) {}

  protected async give(
    command: Pick<Command, 'stream' | 'type' | 'actor'>,
    body: Readonly<Record<string, unknown>>,
    headers: IncomingHttpHeaders,
    reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const { commandId, ifVersion, waitMilliseconds } = readCommandHeaders(headers)
    const { personal, ...data } = body as Pick<Command, 'personal'>
    const result = await this.execute({ ...command, commandId, ifVersion, data, personal })
    if (!result.ok) throw new ProblemError(problemOf(result))
    void reply.header('ETag', `"${result.answer.version}"`)
    if (waitMilliseconds !== null && result.plan) {
      const caughtUp = await this.followed(result.plan, waitMilliseconds)
      if (caughtUp) void reply.header('Preference-Applied', 'wait')
    }
    const otherwise = await this.reads.otherwise(command.actor, result.plan)
    return answerOf(result, otherwise, await this.reads.why(command.actor, result.plan))
  }
}

function answerOf(
  { answer, plan }: Extract<Result, { ok: true }>,
  otherwise: Words | null,
  why: CommandAnswer['why'],
): CommandAnswer {
  return {
    id: uuidOf(answer.stream),
    version: answer.version,
    stage: plan?.stage ?? null,
    owner: plan?.owner ?? null,
    until: plan?.until ?? null,
    otherwise,
    why,
  }
}

/** The controller of one kind's commands: a method for each of its routes, made from the table. */
export function commandController(given: CommandCollection): Type {
  const { collection, routes } = given
  const name = `${collection.charAt(0).toUpperCase()}${collection.slice(1)}Commands`
  const made = { [name]: class extends CommandController {} }[name] as unknown as Type
  for (const route of routes) addRoute(made, given, route)
  ApiTags(collection)(made)
  Controller(`v1/${collection}`)(made)
  return made
}

function addRoute(controller: Type, { id: idSchema, addressed }: CommandCollection, route: CommandRoute): void {
  const { type, path, body } = route
  const prototype = controller.prototype as CommandController
  const method = `${type.charAt(0).toLowerCase()}${type.slice(1)}`
  const handlers = {
    [method](
      this: CommandController,
      id: string,
      data: Record<string, unknown>,
      headers: IncomingHttpHeaders,
      actor: Actor,
      reply: FastifyReply,
    ) {
      const [stream, given] = addressed(id, data)
      return this.give({ stream, type, actor }, given, headers, reply)
    },
  }
  const descriptor = { value: handlers[method], writable: true, configurable: true }
  Object.defineProperty(prototype, method, descriptor)
  Reflect.defineMetadata('design:paramtypes', [String, Object, Object, Object, Object], prototype, method)
  Param('id', { schema: idSchema })(prototype, method, 0)
  Body({ schema: body })(prototype, method, 1)
  Headers()(prototype, method, 2)
  Acting()(prototype, method, 3)
  Res({ passthrough: true })(prototype, method, 4)
  const { fr, en } = commandWords[type]
  const decorators: readonly MethodDecorator[] = [
    Post(`:id/${path}`),
    HttpCode(200),
    SerializeOptions({ schema: commandAnswerSchema }),
    ApiOperation({ operationId: method, summary: fr, description: `${en}.` }),
    commandHeaderDocuments(),
    ApiOkResponse({
      description: 'Fait, et ce qui est attendu',
      standardSchema: commandAnswerSchema,
      headers: answerHeaders,
    }),
  ]
  for (const decorate of decorators) decorate(prototype, method, descriptor)
}

const answerHeaders = {
  ETag: { description: 'Version atteinte, entre guillemets', schema: { type: 'string' as const } },
}
