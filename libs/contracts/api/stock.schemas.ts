import { z } from 'zod'
import { deviceStatuses, dotationOutcomeSchema, dotationStages } from '../codes'
import { digestPattern } from '../commands/device.commands'
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
    /** What it has of the territory's list of what somebody may need. */
    features: z.array(z.string()),
  })
  .meta({ id: 'Device' })
export type Device = z.infer<typeof deviceSchema>

export const devicePageSchema = pageOf(deviceSchema).meta({ id: 'DevicePage' })

/** The receipt of the laptop that is bound: `document` is read as any document of the journey is. */
const receiptSchema = z
  .object({
    version: z.int().positive(),
    sha256: z.string().regex(digestPattern),
    ticket: z.string(),
    document: uuidSchema,
    signedOn: daySchema.nullable(),
  })
  .meta({ id: 'Receipt' })

export const ticketPattern = /^T-[0-9A-Z]{5}-[0-9A-Z]{5}$/

/** What a receipt bears for after-sales. */
export const ticketSchema = z.string().regex(ticketPattern)

/** The laptop that a ticket leads to; whose it is, nobody is told. */
export const ticketedSchema = z
  .object({
    ticket: ticketSchema,
    dotation: uuidSchema,
    device: uuidSchema,
    brand: z.string(),
    model: z.string(),
    serial: z.string(),
    inventory: z.string(),
    lot: z.string().nullable(),
    status,
    /** Whether it is the one that its dotation has now, or one that was given back. */
    current: z.boolean(),
  })
  .meta({ id: 'TicketedLaptop' })
export type Ticketed = z.infer<typeof ticketedSchema>

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
    /** What the laptop must have, by the territory's codes. */
    needs: z.array(z.string()),
    journey: uuidSchema.nullable(),
    /** When the person comes to fetch the laptop, where a day was given. */
    appointment: instantSchema.nullable(),
    receipt: receiptSchema.nullable(),
  })
  .meta({ id: 'Dotation' })
export type Dotation = z.infer<typeof dotationSchema>
