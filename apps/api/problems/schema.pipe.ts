import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common'
import type { z } from 'zod'
import { invalidData } from './issue.words'
import { problem } from './problem.error'

/** What a schema found, on its way from Nest's pipe to ours, which knows the parameter's name. */
class IssuesError extends Error {
  constructor(readonly issues: readonly z.core.$ZodIssue[]) {
    super('the schema refused')
  }
}

/** Checks what comes in against the schema of its parameter, and tells what is wrong as a problem. */
export class SchemaPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new IssuesError(issues as readonly z.core.$ZodIssue[]) })
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const isJson = metadata.type === 'body' && metadata.schema !== undefined
    if (isJson && Buffer.isBuffer(value)) throw problem('unsupported_media_type', { expected: 'application/json' })
    // No body at all is an empty one: what it lacks is then told field by field.
    const input = isJson && value === undefined ? ({} as T) : value
    try {
      return await super.transform(input, metadata)
    } catch (error) {
      if (error instanceof IssuesError) throw invalidData(error.issues, input, metadata.data)
      throw error
    }
  }
}
