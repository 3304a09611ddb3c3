import { z } from 'zod'
import { ownerSchema } from '../codes'

/** The uuid of a stream, as the streams write it: lower case. */
export const uuidSchema = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)

/** A sentence for people, in both languages. */
export const wordsSchema = z.object({ fr: z.string(), en: z.string() }).meta({ id: 'Words' })
export type Words = z.infer<typeof wordsSchema>

export const waitingOwnerSchema = ownerSchema.meta({ id: 'Owner' })

/**
 * The place in a list from which its next page goes on: the sort key of the last item, in base64url. It is read
 * against the list's own key, so that a cursor of another list, or a made-up one, is refused.
 */
const cursorOf = <K extends readonly z.ZodType[]>(...key: K) =>
  z
    .string()
    .max(600)
    .transform((text, context) => {
      const read = z.tuple(key as unknown as []).safeParse(parsed(text))
      if (read.success) return read.data as unknown as { [I in keyof K]: z.output<K[I]> }
      context.addIssue({ code: 'custom', message: 'not a cursor of this list' })
      return z.NEVER
    })
    .meta({ description: 'Le « next » de la page précédente' })

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    // Not JSON: the schema of the key then refuses it as it refuses any other wrong cursor.
    return null
  }
}

/** The cursor that `pageQuery` reads back. Keys hold instants, ids and names of the directory, never a person's. */
export const cursorFrom = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/** What a page of a list is asked by: `cursor` is the `next` of the page before; `key` is what the list is sorted by. */
export const pageQuery = <K extends readonly z.ZodType[]>(...key: K) => ({
  cursor: cursorOf(...key).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** A page of a list; `next` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })
