import { z } from 'zod'
import { journeyStages, outcomeSchema } from '../codes'
import { daySchema } from '../commands/parts'
import { entrySchema, representativeSchema } from '../commands/referral.parts'
import { differenceCodes } from '../difference.codes'
import { instantSchema } from '../plan'
import { streamOf, streamSchema } from '../stream'
import { whySchema } from './definition.schemas'
import { pageOf, pageQuery, uuidSchema, waitingOwnerSchema, wordsSchema } from './common.schemas'

/** How journeys are asked for: newest referral first; `due` keeps those awaited before that day. */
export const journeyQuerySchema = z.strictObject({
  ...pageQuery(instantSchema, streamOf('journey')),
  stage: z.enum(journeyStages).optional(),
  lieu: streamOf('place').optional(),
  prescriber: streamOf('structure').optional(),
  due: daySchema.optional(),
  group: uuidSchema.optional(),
  mine: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .meta({ description: 'true : ceux que je suis ou que j’ai prescrits' })
    .optional(),
})
export type JourneyQuery = z.output<typeof journeyQuerySchema>

const journeyLine = {
  id: uuidSchema,
  version: z.int(),
  stage: z.enum(journeyStages),
  task: z.string().nullable(),
  owner: waitingOwnerSchema.nullable(),
  until: instantSchema.nullable(),
  outcome: outcomeSchema.nullable(),
  referredAt: instantSchema,
  closedAt: instantSchema.nullable(),
  definition: z.string(),
  epci: z.string().nullable(),
  place: z.string().nullable(),
  prescriber: z.object({ structure: z.string().nullable(), agent: z.string().nullable() }),
  entry: entrySchema,
  group: uuidSchema.nullable(),
  /** `reprise`: taken over from before this service. */
  origin: z.enum(['live', 'reprise']),
  mediator: z.string().nullable(),
  /** While a place is awaited in the line of a lieu: since when, and the last rank that was told. */
  line: z.object({ since: instantSchema, rank: z.int().nullable() }).nullable(),
}

export const journeyLineSchema = z.object(journeyLine).meta({ id: 'JourneyLine' })
export type JourneyLine = z.infer<typeof journeyLineSchema>

export const journeyPageSchema = pageOf(journeyLineSchema).meta({ id: 'JourneyPage' })

/** A fact of the history. `actor` is who acted, where the reader may know; `data` holds codes, dates and ids. */
export const historyItemSchema = z
  .object({
    type: z.string(),
    at: instantSchema,
    on: daySchema.nullable(),
    actor: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryItem' })

const differenceSchema = z
  .object({
    correctedAt: instantSchema,
    event: z.string(),
    version: z.int(),
    at: instantSchema,
    code: z.enum(differenceCodes),
    to: z.string().nullable(),
  })
  .meta({ id: 'Difference' })

/** Identity, contacts and free texts, as far as the reader may know them; absent fields were never told or erased. */
export const personalSchema = z
  .object({
    lastName: z.string(),
    firstName: z.string(),
    birthDate: daySchema,
    birthYear: z.int(),
    communeInsee: z.string(),
    phone: z.string(),
    email: z.string(),
    address: z.string(),
    mailboxReadBy: z.string(),
    gender: z.string(),
    reference: z.string(),
    freeText: z.string(),
    prescriberName: z.string(),
    representative: representativeSchema,
    goals: z.string(),
    comment: z.string(),
  })
  .partial()
  .meta({ id: 'Personal' })
export type Personal = z.infer<typeof personalSchema>

export const journeyDetailSchema = z
  .object({
    ...journeyLine,
    otherwise: wordsSchema.nullable(),
    /** A paper sheet, and the document that is its scan once it is attached. */
    paper: z.object({ signedOn: daySchema, scan: uuidSchema.nullable() }).nullable(),
    /** Where the person was not eligible: each rule that was not met, in words. */
    why: z.array(whySchema),
    person: streamSchema.nullable(),
    /** On which a correction of the person is given. */
    personVersion: z.int().nullable(),
    dotation: uuidSchema.nullable(),
    laptop: streamSchema.nullable(),
    likelyDuplicates: z.array(
      z.object({
        person: streamSchema,
        score: z.number(),
        why: z.array(z.string()),
        state: z.enum(['open', 'asked', 'dismissed']),
      }),
    ),
    /** Decisions that stand and would be others since a fact was put right: for the lieu and the coordinator. */
    differences: z.array(differenceSchema),
    history: z.array(historyItemSchema),
    personal: personalSchema.nullable(),
  })
  .meta({ id: 'Journey' })
export type JourneyDetail = z.infer<typeof journeyDetailSchema>
