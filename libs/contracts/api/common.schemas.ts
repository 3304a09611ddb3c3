import { z } from 'zod'
import { ownerSchema } from '../codes'

/** The uuid of a stream, as the streams write it: lower case. */
export const uuidSchema = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)

/** A sentence for people, in both languages. */
export const wordsSchema = z.object({ fr: z.string(), en: z.string() }).meta({ id: 'Words' })
export type Words = z.infer<typeof wordsSchema>

export const waitingOwnerSchema = ownerSchema.meta({ id: 'Owner' })

/** What a page of a list is asked by: `cursor` is the `next` of the page before. */
export const pageQuery = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}

/** A page of a list; `next` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })
