import { z } from 'zod'
import { entrySchema } from '../commands/referral.parts'
import { codeSchema, daySchema } from '../commands/parts'
import { instantSchema } from '../plan'

export const definitionIdPattern = /^[a-z0-9-]{1,80}\.v\d{1,6}$/
export const definitionIdSchema = z.string().regex(definitionIdPattern)

/** What is wrong in a would-be definition, and where: `stages.2.next.0.when`. */
const faultSchema = z.object({ path: z.string(), fr: z.string(), en: z.string() }).meta({ id: 'Fault' })

/** Any would-be definition, to be checked. */
export const wouldBeDefinitionSchema = z.looseObject({}).meta({ id: 'WouldBeDefinition' })

export const checkedSchema = z.object({ faults: z.array(faultSchema) }).meta({ id: 'CheckedDefinition' })

export const statusSchema = z.enum(['draft', 'published', 'retired'])

export const adoptedBySchema = z
  .object({ group: z.string(), on: daySchema, reference: z.string().nullable() })
  .meta({ id: 'Adoption' })

/** A version of a list. `origin`: `project` where it came with the project's files, `log` where it was drafted here. */
const definitionLineSchema = z
  .object({
    id: z.string(),
    title: z.string().nullable(),
    status: statusSchema,
    origin: z.enum(['project', 'log']),
    adoptedBy: adoptedBySchema.nullable(),
    publishedAt: instantSchema.nullable(),
    retiredAt: instantSchema.nullable(),
  })
  .meta({ id: 'DefinitionLine' })
export type DefinitionLine = z.infer<typeof definitionLineSchema>

export const definitionListSchema = z.object({ items: z.array(definitionLineSchema) }).meta({ id: 'DefinitionList' })

/** A draft as it was written, and what is still wrong in it. */
export const draftSchema = z
  .object({
    id: z.string(),
    version: z.int().positive(),
    status: statusSchema,
    content: z.record(z.string(), z.unknown()),
    faults: z.array(faultSchema),
  })
  .meta({ id: 'DefinitionDraft' })
export type DefinitionDraft = z.infer<typeof draftSchema>

/** Somebody of whom nothing is kept; `on` is the day of the referral, today where it is left out. */
export const candidateSchema = z
  .strictObject({
    naturalPerson: z.boolean().default(true),
    commitment: z.boolean().default(true),
    reasons: z.array(codeSchema).max(10),
    needs: z.array(codeSchema).max(10).default([]),
    entry: entrySchema.default('prescriber'),
    age: z.int().min(0).max(130).nullable().default(null),
    lastHandedOverOn: daySchema.nullable().default(null),
    on: daySchema.nullable().default(null),
  })
  .meta({ id: 'Candidate' })
export type CandidateQuery = z.output<typeof candidateSchema>

/** A rule of eligibility that is not met, in words that name the facts. */
export const whySchema = z.object({ code: z.string(), fr: z.string(), en: z.string() }).meta({ id: 'Why' })
export type Why = z.infer<typeof whySchema>

export const eligibilityAnswerSchema = z
  .object({ eligible: z.boolean(), why: z.array(whySchema) })
  .meta({ id: 'EligibilityAnswer' })
export type EligibilityAnswer = z.infer<typeof eligibilityAnswerSchema>
