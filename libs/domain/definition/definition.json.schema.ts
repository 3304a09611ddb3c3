import { z } from 'zod'
import { definitionSchema } from './definition.schema'
import { wordsAt } from './definition.words'

/** A JSON Schema, as far as words are put into it. */
export interface JsonSchema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly additionalProperties?: JsonSchema | boolean
  readonly oneOf?: readonly JsonSchema[]
}

/**
 * The JSON Schema (2020-12) of a definition, for editors: the shape and the meaning of each field, in French. What ties
 * fields to each other, the check says.
 */
export function definitionJsonSchema(): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(definitionSchema, { io: 'input' })
  return { ...{ $schema, title: 'Modèle de parcours' }, ...withWords(schema as JsonSchema, []) }
}

function withWords(schema: JsonSchema, path: readonly string[]): JsonSchema {
  const { properties, items, additionalProperties: others, oneOf } = schema
  const words = path.length === 0 ? null : wordsAt(path)
  const within = (key: string, inner: JsonSchema) => withWords(inner, [...path, key])
  return {
    ...(words ? { description: words } : {}),
    ...schema,
    ...(properties ? { properties: mapped(properties, within) } : {}),
    ...(items ? { items: withoutWords(withWords(items, path)) } : {}),
    ...(typeof others === 'object' ? { additionalProperties: within('*', others) } : {}),
    ...(oneOf ? { oneOf: oneOf.map((each) => withoutWords(withWords(each, path))) } : {}),
  }
}

/** What stands for each of a list needs no words of its own: the list has them. */
const withoutWords = ({ description: _, ...rest }: JsonSchema): JsonSchema => rest

const mapped = (
  properties: Readonly<Record<string, JsonSchema>>,
  change: (key: string, inner: JsonSchema) => JsonSchema,
): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, change(key, inner)]))
