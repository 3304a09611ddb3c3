import { z } from 'zod'
import { instantSchema } from '../plan'
import { whySchema } from './definition.schemas'
import { uuidSchema, waitingOwnerSchema, wordsSchema } from './common.schemas'

/**
 * What an accepted command answers: the version it led to, then what is awaited, from whom, until when, and what
 * happens then if nobody acts. Items that wait for nothing answer null there.
 */
export const commandAnswerSchema = z
  .object({
    id: uuidSchema,
    version: z.int().positive(),
    stage: z.string().nullable(),
    owner: waitingOwnerSchema.nullable(),
    until: instantSchema.nullable(),
    otherwise: wordsSchema.nullable(),
    /** Where the person is not eligible: each rule that is not met, in words. */
    why: z.array(whySchema),
  })
  .meta({ id: 'CommandAnswer' })
export type CommandAnswer = z.infer<typeof commandAnswerSchema>
