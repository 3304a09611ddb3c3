import { z } from 'zod'
import { definitionIdSchema } from '../api/definition.schemas'
import { codeSchema, daySchema, markSchema } from './parts'

const id = definitionIdSchema

/** The decision that adopted a version: the group that took it, on which day, and the number of its record. */
export const adoptionSchema = z.strictObject({
  group: codeSchema,
  on: daySchema,
  reference: markSchema.nullable().default(null),
})
export type Adoption = z.infer<typeof adoptionSchema>

/**
 * Commands of a version of a journey's definition. A draft may be full of faults, but it says of which version and for
 * which territory it is.
 */
export const definitionCommands = {
  DraftDefinition: {
    data: z.strictObject({ id, content: z.looseObject({ id, territory: z.string().min(1).max(10) }) }),
  },
  PublishDefinition: { data: z.strictObject({ id, adoptedBy: adoptionSchema.nullable().default(null) }) },
  RetireDefinition: { data: z.strictObject({ id }) },
} as const
