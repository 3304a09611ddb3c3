import { z } from 'zod'

/** A JSON Schema, as far as words are put into it. */
export interface JsonSchema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly additionalProperties?: JsonSchema | boolean
  readonly oneOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
}

/** What fields mean, for those who write them. A key is the end of a field's path; the longest that fits is taken. */
export type FieldWords = Readonly<Record<string, string>>

/**
 * The JSON Schema (2020-12) of a version, for editors: the shape and the meaning of each field, in French. What ties
 * fields to each other, the check says.
 */
export function wordedSchema(schema: z.ZodType, title: string, words: FieldWords): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return { ...{ $schema, title }, ...withWords(rest as JsonSchema, [], words) }
}

function withWords(schema: JsonSchema, path: readonly string[], words: FieldWords): JsonSchema {
  const { properties, items, additionalProperties: others, oneOf, anyOf } = schema
  const description = path.length === 0 ? null : wordsAt(path, words)
  const within = (key: string, inner: JsonSchema) => withWords(inner, [...path, key], words)
  const unnamed = (inner: JsonSchema) => withoutWords(withWords(inner, path, words))
  return {
    ...(description ? { description } : {}),
    ...schema,
    ...(properties ? { properties: mapped(properties, within) } : {}),
    ...(items ? { items: unnamed(items) } : {}),
    ...(typeof others === 'object' ? { additionalProperties: within('*', others) } : {}),
    ...(oneOf ? { oneOf: oneOf.map(unnamed) } : {}),
    ...(anyOf ? { anyOf: anyOf.map(unnamed) } : {}),
  }
}

/** What stands for each of a list needs no words of its own: the list has them. */
const withoutWords = ({ description: _, ...rest }: JsonSchema): JsonSchema => rest

/** The words of the field at a path, such as `stages.next.when`; null where nobody has written any. */
function wordsAt(path: readonly string[], words: FieldWords): string | null {
  const ends = path.map((_, index) => path.slice(index).join('.'))
  return ends.map((end) => words[end]).find((each) => each !== undefined) ?? null
}

const mapped = (
  properties: Readonly<Record<string, JsonSchema>>,
  change: (key: string, inner: JsonSchema) => JsonSchema,
): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, change(key, inner)]))

/** The facts that a rule may read, each with its type and what it means, in one sentence. */
export const factsInWords = (
  types: Readonly<Record<string, string>>,
  words: Readonly<Record<string, string>>,
): string =>
  Object.entries(words)
    .map(([name, word]) => `${name} (${types[name]}) : ${word}`)
    .join(' ; ')

/** What a code is, wherever there is one. */
export const codeInWords =
  'Code gardé dans les faits : minuscules sans accent, chiffres et « _ ». Il ne change plus de sens ensuite.'
