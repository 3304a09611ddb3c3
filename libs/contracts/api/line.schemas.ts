import { z } from 'zod'
import { daySchema } from '../commands/parts'
import { instantSchema } from '../plan'
import { streamOf } from '../stream'
import { pageOf, pageQuery, uuidSchema } from './common.schemas'

/** How the lines of lieux are asked for; a page goes on from what its reader may know: a rank, or since when. */
export const lineQuerySchema = z.strictObject({
  ...pageQuery(z.string().max(30), streamOf('journey')),
  lieu: streamOf('place').optional(),
})
export type LineQuery = z.output<typeof lineQuerySchema>

/**
 * Somebody who waits for a place. `rank` is the present one for the lieu and the coordinator; a prescriber reads the last
 * one told, null before.
 */
const waitingSchema = z
  .object({
    id: uuidSchema,
    version: z.int(),
    place: streamOf('place'),
    rank: z.int().nullable(),
    told: z.int().nullable(),
    since: instantSchema,
    referredOn: daySchema,
    until: instantSchema.nullable(),
  })
  .meta({ id: 'WaitingInLine' })
export type WaitingInLine = z.infer<typeof waitingSchema>

export const linePageSchema = pageOf(waitingSchema).meta({ id: 'LinePage' })
