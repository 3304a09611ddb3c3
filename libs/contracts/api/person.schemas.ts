import { z } from 'zod'
import { daySchema } from '../commands/parts'
import { streamOf } from '../stream'
import { pageOf, pageQuery, uuidSchema } from './common.schemas'
import { personalSchema } from './journey.schemas'

/** A likeness is open, or a merge is asked for, until a human says that they are two people or merges them. */
export const duplicateStates = ['open', 'asked', 'dismissed', 'merged'] as const
export const duplicateStateSchema = z.enum(duplicateStates)

export const duplicateQuerySchema = z.strictObject({
  ...pageQuery(z.number(), streamOf('person'), streamOf('person')),
  state: duplicateStateSchema.optional(),
})
export type DuplicateQuery = z.output<typeof duplicateQuerySchema>

/** By what two people are compared. */
export const comparedFields = [
  'lastName',
  'firstName',
  'birthDate',
  'birthYear',
  'communeInsee',
  'phone',
  'email',
] as const

const compared = personalSchema
  .pick({
    lastName: true,
    firstName: true,
    birthDate: true,
    birthYear: true,
    communeInsee: true,
    phone: true,
    email: true,
  })
  .meta({ id: 'Compared' })

/** `canonical` is the one who stays where this one was merged; `personal` is null for who may not read of both. */
const sideSchema = z
  .object({ id: uuidSchema, version: z.int(), canonical: uuidSchema, personal: compared.nullable() })
  .meta({ id: 'DuplicateSide' })

/** Two people who may be one: `person` is whom the commands lead that say something of it. */
export const duplicateSchema = z
  .object({
    person: sideSchema,
    other: sideSchema,
    score: z.number(),
    why: z.array(z.string()),
    state: duplicateStateSchema,
  })
  .meta({ id: 'Duplicate' })
export type Duplicate = z.infer<typeof duplicateSchema>

export const duplicatePageSchema = pageOf(duplicateSchema).meta({ id: 'DuplicatePage' })

const consentSchema = z.object({ person: uuidSchema, textVersion: z.string(), date: daySchema, mode: z.string() })

/** A person under all their ids. A prescriber reads the version and the household of whom they referred, and no more. */
export const personSchema = z
  .object({
    id: uuidSchema,
    version: z.int(),
    household: uuidSchema.nullable(),
    canonical: uuidSchema.nullable(),
    /** The other ids of the same person. */
    aliases: z.array(uuidSchema),
    consents: z.array(consentSchema),
    lastHandedOverOn: daySchema.nullable(),
  })
  .meta({ id: 'Person' })
export type Person = z.infer<typeof personSchema>
