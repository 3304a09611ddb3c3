import helmet from '@fastify/helmet'
import { StandardSchemaSerializerInterceptor } from '@nestjs/common'
import { NestFactory, Reflector } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { MAX_DOCUMENT_BYTES, mediaTypes } from '../../libs/contracts/commands/document.parts'
import { MAX_FILE_BYTES } from '../../libs/imports/text.decoder'
import type { FastifyReply } from 'fastify'
import { ActorGuard } from './access/actor.guard'
import { ApiModule } from './api.module'
import { FILE_TYPES } from './imports/file.types'
import { serveDocument } from './page/openapi.document'
import { problem } from './problems/problem.error'
import { MAX_BODY_BYTES, ProblemFilter, sendProblem } from './problems/problem.filter'
import { SchemaPipe } from './problems/schema.pipe'
import type { ApiParts } from './service/api.parts'

/** Builds the api on its parts, without listening. Whoever closes it also lets go of the parts. */
export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    // An address that cannot be read never reaches Nest, nor its filter.
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) =>
      sendProblem(reply, problem('malformed_request').problem),
  })
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(parts), adapter, {
    logger: parts.logger,
    abortOnError: false,
    // A file reaches its import as it was sent, a list in JSON too.
    rawBody: true,
  })
  // The page of the API brings its styles inline; nothing comes from another host.
  const directives = { defaultSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'] }
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives } })
  app.useBodyParser(FILE_TYPES, { bodyLimit: MAX_FILE_BYTES })
  app.useBodyParser([...mediaTypes], { bodyLimit: MAX_DOCUMENT_BYTES })
  app.useGlobalFilters(new ProblemFilter(parts.logger))
  app.useGlobalGuards(app.get(ActorGuard))
  app.useGlobalPipes(new SchemaPipe())
  app.useGlobalInterceptors(new StandardSchemaSerializerInterceptor(app.get(Reflector)))
  const server = adapter.getInstance()
  server.addHook('onRequest', async (_request, reply) => void reply.header('Cache-Control', 'no-store'))
  server.addHook('onResponse', async (request, reply) => {
    const { url: route = 'unknown' } = request.routeOptions
    const milliseconds = Math.round(reply.elapsedTime)
    parts.logger.served({ method: request.method, route, status: reply.statusCode, milliseconds })
  })
  serveDocument(app)
  return app
}
