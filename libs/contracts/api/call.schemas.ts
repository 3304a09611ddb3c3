import { z } from 'zod'
import { codeSchema, daySchema } from '../commands/parts'
import { instantSchema } from '../plan'
import { adoptedBySchema, checkedSchema, draftSchema, statusSchema } from './definition.schemas'

/** Any would-be call, to be checked. */
export const wouldBeCallSchema = z.looseObject({}).meta({ id: 'WouldBeCall' })

export const checkedCallSchema = checkedSchema.meta({ id: 'CheckedCall' })

/** A call of a list; of a draft, strand, days and envelope are not told: they may still be anything. */
const callLineSchema = z
  .object({
    id: z.string(),
    title: z.string().nullable(),
    status: statusSchema,
    strand: z.string().nullable(),
    opensOn: daySchema.nullable(),
    closesOn: daySchema.nullable(),
    envelopeCents: z.int().nullable(),
    adoptedBy: adoptedBySchema.nullable(),
    publishedAt: instantSchema.nullable(),
    retiredAt: instantSchema.nullable(),
  })
  .meta({ id: 'CallLine' })
export type CallLine = z.infer<typeof callLineSchema>

export const callListSchema = z.object({ items: z.array(callLineSchema) }).meta({ id: 'CallList' })

/** A call as it was written, and what is still wrong in it. */
export const callDraftSchema = draftSchema.meta({ id: 'CallDraft' })

const cents = z.int().min(0).max(1_000_000_000)
const codes = z.array(codeSchema).max(30).default([])

/** An application of which nothing is kept; sums are integer cents, `months` whole, `epcis` SIREN. */
export const wouldBeApplicationSchema = z
  .strictObject({
    body: z.enum(['private', 'public']),
    askedCents: cents,
    costCents: cents,
    ownCents: cents.default(0),
    cofundedCents: cents.default(0),
    months: z.int().min(0).max(120),
    publics: codes,
    epcis: z
      .array(z.string().regex(/^\d{9}$/))
      .max(30)
      .default([]),
    structureRoles: codes,
  })
  .meta({ id: 'WouldBeApplication' })
export type WouldBeApplication = z.output<typeof wouldBeApplicationSchema>
