import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger'
import { problemSchema } from '../../../libs/contracts/api/problem.schema'

const problems = {
  description: 'Refus, dit selon la RFC 9457, en français et en anglais',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/** The description of the API, drawn from the schemas that its routes use. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Parcours')
    .setDescription('Parcours d’inclusion numérique : de la prescription au résultat connu.')
    .setVersion('1')
    .setLicense('EUPL-1.2', 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build()
  const document = SwaggerModule.createDocument(app, about)
  const converted = problemSchema['~standard'].jsonSchema.output({ target: 'openapi-3.0' })
  const { Problem } = converted.definitions as Record<string, object>
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: Problem ?? {} } }
  for (const operations of Object.values(document.paths)) {
    for (const operation of [operations.get, operations.post]) {
      if (operation) operation.responses = { ...operation.responses, default: problems }
    }
  }
  return document
}

/** Serves the description at /openapi.json and its page at /docs, wholly from this machine. */
export function serveDocument(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => openApiOf(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Parcours — API',
  })
}
