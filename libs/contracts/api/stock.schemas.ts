import { z } from 'zod'
import { deviceStatuses, dotationOutcomeSchema, dotationStages } from '../codes'
import { daySchema } from '../commands/parts'
import { instantSchema } from '../plan'
import { streamOf } from '../stream'
import { pageOf, pageQuery, uuidSchema, waitingOwnerSchema, wordsSchema } from './common.schemas'

const status = z.enum(deviceStatuses)

export const deviceQuerySchema = z.strictObject({
  ...pageQuery(status, streamOf('device')),
  status: status.optional(),
  lot: streamOf('lot').optional(),
})
export type DeviceQuery = z.output<typeof deviceQuerySchema>

/** A laptop. Nothing here leads to a name. */
export const deviceSchema = z
  .object({
    id: uuidSchema,
    version: z.int(),
    serial: z.string(),
    inventory: z.string(),
    brand: z.string(),
    model: z.string(),
    owner: streamOf('structure'),
    recyclerie: streamOf('structure').nullable(),
    status,
    readyOn: daySchema.nullable(),
    lot: streamOf('lot').nullable(),
    place: streamOf('place').nullable(),
    grade: z.string().nullable(),
    charger: z.boolean().nullable(),
    battery: z.string().nullable(),
    screenInches: z.number().nullable(),
    system: z.string().nullable(),
    accessibility: z.array(z.string()),
  })
  .meta({ id: 'Device' })
export type Device = z.infer<typeof deviceSchema>

export const devicePageSchema = pageOf(deviceSchema).meta({ id: 'DevicePage' })

/** A dotation. A recyclerie reads where and which laptop, and not the journey. */
export const dotationSchema = z
  .object({
    id: uuidSchema,
    version: z.int(),
    stage: z.enum(dotationStages),
    task: z.string().nullable(),
    owner: waitingOwnerSchema.nullable(),
    until: instantSchema.nullable(),
    otherwise: wordsSchema.nullable(),
    outcome: dotationOutcomeSchema.nullable(),
    place: z.string().nullable(),
    structure: z.string().nullable(),
    device: z.string().nullable(),
    journey: uuidSchema.nullable(),
  })
  .meta({ id: 'Dotation' })
export type Dotation = z.infer<typeof dotationSchema>
