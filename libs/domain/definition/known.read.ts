import { z } from 'zod'

/**
 * What can be read of a would-be value: whatever is malformed or missing is undefined, and the rest is there. A key that
 * is there with nothing under it was given, malformed.
 */
export type Known<T> = T extends readonly (infer Each)[]
  ? readonly Known<Each>[] | undefined
  : T extends object
    ? { readonly [K in keyof T]?: Known<T[K]> } | undefined
    : T | undefined

/** Every element of a list that could be read to the end; else null: what is not among them may be what is missing. */
export function whole<T>(list: readonly (T | undefined)[] | undefined): readonly T[] | null {
  if (!list?.length || list.includes(undefined)) return null
  return list.flatMap((each) => (each === undefined ? [] : [each]))
}

type Schema = z.core.$ZodType

/** The same schema over whatever is given: each part that does not parse is undefined, alone. */
function lenient(schema: Schema): z.ZodType {
  if (schema instanceof z.ZodObject) return lenientObject(schema.shape)
  if (schema instanceof z.ZodDiscriminatedUnion) return lenientUnion(schema)
  // Too long or too short a list is one fault; its elements have theirs.
  if (schema instanceof z.ZodArray) return orUndefined(z.array(lenient(schema.element)))
  if (schema instanceof z.ZodRecord) return orUndefined(z.record(z.string(), lenient(schema.valueType)))
  return orUndefined(schema as z.ZodType)
}

const orUndefined = (schema: z.ZodType): z.ZodType => schema.optional().catch(undefined)

const lenientObject = (shape: z.core.$ZodShape): z.ZodType =>
  orUndefined(z.object(Object.fromEntries(Object.entries(shape).map(([key, inner]) => [key, lenient(inner)]))))

/** Where even the kind is not known, the fields that every kind has are. */
function lenientUnion({ options, def }: z.ZodDiscriminatedUnion): z.ZodType {
  const shapes = options.flatMap((option) => (option instanceof z.ZodObject ? [option.shape as z.core.$ZodShape] : []))
  const kinds = shapes.map((shape) => {
    const fields = Object.entries<Schema>(shape).map(
      ([key, inner]) => [key, key === def.discriminator ? inner : lenient(inner)] as const,
    )
    return z.object(Object.fromEntries(fields))
  })
  const [first = {}] = shapes
  const shared = Object.entries(first).filter(
    ([key]) => key !== def.discriminator && shapes.every((shape) => key in shape),
  )
  return orUndefined(z.union([...kinds, lenientObject(Object.fromEntries(shared))]))
}

/** Reads what can be read of a would-be value. The shape's own faults are not told here. */
export function readerOf<S extends z.ZodObject>(schema: S): (input: unknown) => NonNullable<Known<z.infer<S>>> {
  const reader = lenient(schema) as z.ZodType<Known<z.infer<S>>>
  return (input) => reader.parse(input) ?? ({} as NonNullable<Known<z.infer<S>>>)
}
