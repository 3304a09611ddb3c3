import { z } from 'zod'
import { codeSchema } from '../../contracts/commands/parts'

/** A code with the words that people read for it. */
export const labelledSchema = z.strictObject({ code: codeSchema, fr: z.string().min(1).max(300) })

export const labelledList = z.array(labelledSchema).min(1).max(100)

/** The lieu's own reasons of an end. Under a silent one, such as a death, nobody writes to the person any more. */
export const endReasonList = z
  .array(labelledSchema.extend({ silent: z.boolean().default(false) }))
  .min(1)
  .max(100)
