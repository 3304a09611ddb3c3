import { z } from 'zod'
import { definitionIdSchema } from '../api/definition.schemas'
import { codeSchema, daySchema, markSchema } from './parts'

const id = definitionIdSchema

/** The decision that adopted a version: the group that took it, on which day, and the number of its record. */
const adoptionSchema = z.strictObject({
  group: codeSchema,
  on: daySchema,
  reference: markSchema.nullable().default(null),
})
export type Adoption = z.infer<typeof adoptionSchema>

/**
 * What commands say of a version of anything that is data. A draft may be full of faults, but it says of which version
 * and for which territory it is.
 */
export const versionShapes = {
  draft: z.strictObject({ id, content: z.looseObject({ id, territory: z.string().min(1).max(10) }) }),
  publish: z.strictObject({ id, adoptedBy: adoptionSchema.nullable().default(null) }),
  retire: z.strictObject({ id }),
} as const
export type VersionData = { readonly [K in keyof typeof versionShapes]: z.output<(typeof versionShapes)[K]> }
