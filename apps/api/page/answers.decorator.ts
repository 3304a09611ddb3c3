import { applyDecorators, SerializeOptions } from '@nestjs/common'
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger'
import type { z } from 'zod'

interface Described {
  /** Name of the operation in the API's description, unique. */
  readonly id: string
  readonly fr: string
  readonly open?: boolean
}

/** What a route answers: the schema describes it, and takes away whatever it does not declare. */
export const Answers = (schema: z.ZodType, { id, fr, open = false }: Described): MethodDecorator =>
  applyDecorators(
    SerializeOptions({ schema }),
    ApiOperation({ operationId: id, summary: fr, ...(open ? { security: [] } : {}) }),
    ApiOkResponse({ standardSchema: schema, description: fr }),
  )
