import { z } from 'zod'
import { codeSchema } from '../../contracts/commands/parts'

/** A code with the words that people read for it. */
const labelled = z.strictObject({ code: codeSchema, fr: z.string().min(1).max(300) })

export const labelledList = z.array(labelled).min(1).max(100)
