import { z } from 'zod'
import { daySchema } from '../commands/parts'
import { instantSchema } from '../plan'
import { streamSchema } from '../stream'
import { pageOf, pageQuery, uuidSchema, wordsSchema } from './common.schemas'

/** What waits for the actor, the earliest deadline first; what has none comes last, under the year 9999. */
export const taskQuerySchema = z.strictObject(pageQuery(instantSchema, streamSchema))
export type TaskQuery = z.output<typeof taskQuerySchema>

export const taskSchema = z
  .object({
    kind: z.enum(['journey', 'dotation', 'lot', 'grant', 'session']),
    id: uuidSchema,
    version: z.int(),
    stage: z.string(),
    task: z.string(),
    until: instantSchema.nullable(),
    overdue: z.boolean(),
    otherwise: wordsSchema.nullable(),
    referredOn: daySchema.nullable(),
    definition: z.string().nullable(),
  })
  .meta({ id: 'Task' })
export type Task = z.infer<typeof taskSchema>

export const taskPageSchema = pageOf(taskSchema).meta({ id: 'TaskPage' })
