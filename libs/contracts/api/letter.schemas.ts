import { z } from 'zod'
import { instantSchema } from '../plan'
import { pageOf, pageQuery, uuidSchema } from './common.schemas'

export const letterStatuses = ['to_print', 'posted'] as const

export const letterQuerySchema = z.strictObject({
  ...pageQuery(instantSchema, uuidSchema),
  status: z.enum(letterStatuses).default('to_print'),
})
export type LetterQuery = z.output<typeof letterQuerySchema>

/** A letter to print: which journey it is about and what it tells, never to whom. */
export const letterSchema = z
  .object({
    id: uuidSchema,
    journey: uuidSchema,
    kind: z.string(),
    status: z.enum(letterStatuses),
    createdAt: instantSchema,
    postedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Letter' })
export type Letter = z.infer<typeof letterSchema>

export const letterPageSchema = pageOf(letterSchema).meta({ id: 'LetterPage' })

export const postedSchema = z.object({ id: uuidSchema, status: z.literal('posted') }).meta({ id: 'PostedLetter' })
export type PostedLetter = z.infer<typeof postedSchema>
