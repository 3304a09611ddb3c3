import { applyDecorators } from '@nestjs/common'
import { ApiHeader } from '@nestjs/swagger'

/** How the API page tells the key under which a request is remembered. */
export const IdempotencyKey = (): MethodDecorator =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: 'La même clé, envoyée encore, reçoit la même réponse et ne fait rien de plus.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  })

/** How the API page tells the headers that every command takes. */
export const commandHeaderDocuments = (): MethodDecorator =>
  applyDecorators(
    IdempotencyKey(),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'Version sur laquelle on agit, par exemple "3" ; nécessaire sauf pour ce qui ouvre un élément.',
      schema: { type: 'string', pattern: '^"\\d+"$' },
    }),
    ApiHeader({
      name: 'Prefer',
      required: false,
      description: 'wait ou wait=5 (secondes) : répondre quand le déroulé a suivi.',
      schema: { type: 'string' },
    }),
  )
