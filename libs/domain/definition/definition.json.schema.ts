import { z } from 'zod'
import { definitionSchema } from './definition.schema'

/**
 * The JSON Schema (2020-12) of a definition, for editors: the shape and the words of each field. What ties fields to
 * each other, the check says.
 */
export function definitionJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(definitionSchema, { io: 'input' })
  return { $schema, title: 'Modèle de parcours', ...schema }
}
