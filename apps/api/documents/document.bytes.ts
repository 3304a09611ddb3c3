import { createParamDecorator, type ExecutionContext, type RawBodyRequest } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { type MediaType, mediaTypes } from '../../../libs/contracts/commands/document.parts'
import { problem } from '../problems/problem.error'

const isMediaType = (header = ''): boolean =>
  mediaTypes.includes((header.split(';')[0]?.trim().toLowerCase() ?? '') as MediaType)

/** The bytes of a document as they were sent; what they are is read from them later on. Nothing at all is no document. */
export const DocumentBytes = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { rawBody, headers } = context.switchToHttp().getRequest<RawBodyRequest<FastifyRequest>>()
  if (rawBody?.length && isMediaType(headers['content-type'])) return rawBody
  throw problem('unsupported_media_type', { expected: mediaTypes.join(', ') })
})
