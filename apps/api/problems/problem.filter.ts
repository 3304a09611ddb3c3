import { randomUUID } from 'node:crypto'
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { MAX_DOCUMENT_BYTES } from '../../../libs/contracts/commands/document.parts'
import { MAX_FILE_BYTES } from '../../../libs/imports/text.decoder'
import type { Problem } from '../../../libs/contracts/api/problem.schema'
import { typesReadAt } from '../imports/file.types'
import type { ApiLogger } from '../service/api.logger'
import type { ApiRule } from './api.rules'
import { problem, ProblemError } from './problem.error'

const MEBIBYTE = 1024 * 1024
export const MAX_BODY_BYTES = MEBIBYTE

/** Whatever is thrown becomes a problem document; what nobody foresaw tells a reference to look for in the logs. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: ApiLogger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    sendProblem(http.getResponse<FastifyReply>(), this.toldOf(error, http.getRequest<FastifyRequest>().url))
  }

  private toldOf(error: unknown, url: string): Problem {
    if (error instanceof ProblemError) return error.problem
    if (error instanceof HttpException) return httpProblem(error, url)
    const reference = randomUUID()
    this.logger.failure(error, reference)
    return problem(isAway(error) ? 'unavailable' : 'internal', { reference }).problem
  }
}

export function sendProblem(reply: Pick<FastifyReply, 'header' | 'removeHeader' | 'status'>, told: Problem): void {
  if (told.status === 401) void reply.header('WWW-Authenticate', 'Bearer')
  // A connection closed while its sender still writes a body too large would be broken before the answer is read.
  if (told.status === 413) void reply.removeHeader('connection')
  void reply.status(told.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(told))
}

/** What Fastify and Nest refuse by themselves, by the status that they give it. */
const rulesByStatus: Readonly<Record<number, ApiRule>> = {
  404: 'unknown_route',
  413: 'body_too_large',
  415: 'unsupported_media_type',
}

function httpProblem(error: HttpException, url: string): Problem {
  const rule = rulesByStatus[error.getStatus()]
  if (rule === 'body_too_large')
    return problem(rule, {
      body: MAX_BODY_BYTES / MEBIBYTE,
      file: MAX_FILE_BYTES / MEBIBYTE,
      document: MAX_DOCUMENT_BYTES / MEBIBYTE,
    }).problem
  if (rule === 'unsupported_media_type') return problem(rule, { expected: typesReadAt(url) }).problem
  return problem(rule ?? (isJson(error.cause) ? 'malformed_json' : 'malformed_request')).problem
}

const isJson = (cause: unknown) => /JSON|FST_ERR_CTP_EMPTY/.test(codeOf(cause)) || cause instanceof SyntaxError

/** PostgreSQL or the way to it: the same command under the same key may succeed a moment later. */
const away = /^(ECONN|ETIMEDOUT|ENOTFOUND|EPIPE|57P|08|53)/
const isAway = (error: unknown) => away.test(codeOf(error)) || /timeout|terminated/i.test(messageOf(error))

const codeOf = (error: unknown): string => (error as { code?: string } | null | undefined)?.code ?? ''
const messageOf = (error: unknown) => (error instanceof Error && error.name === 'Error' ? error.message : '')
