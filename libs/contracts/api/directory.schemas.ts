import { z } from 'zod'
import { roleSchema } from '../codes'
import { weekdays } from '../commands/directory.commands'
import { daySchema } from '../commands/parts'
import { streamOf } from '../stream'
import { pageOf, pageQuery, uuidSchema } from './common.schemas'

const name = z.string().max(250)

export const placeQuerySchema = z.strictObject({
  ...pageQuery(name, streamOf('place')),
  epci: z.string().max(20).optional(),
  structure: streamOf('structure').optional(),
})
export type PlaceQuery = z.output<typeof placeQuerySchema>

const texts = z.array(z.string())
const said = z.string().nullable()

/** What a place says of itself, as `RegisterPlace` and the national schema have it. */
const described = {
  name: z.string(),
  ...{ pivot: said, parentName: said, address: said, addressExtra: said, postalCode: said, phone: said },
  ...{ latitude: z.number().nullable(), longitude: z.number().nullable(), openingHours: said },
  ...{ kinds: texts, emails: texts, websites: texts, summary: said, description: said, itinerance: texts },
  ...{ services: texts, publics: texts, specialCare: texts, fees: texts, programmes: texts, labels: texts },
  ...{ otherLabels: texts, accessModes: texts, supportModes: texts, accessibilityUrl: said, bookingUrl: said },
}

/** A place of the directory, with every field of the national schema; `commune` as its directory writes it. */
export const placeSchema = z
  .object({
    id: uuidSchema,
    version: z.int(),
    source: said,
    externalId: z.string(),
    structure: said,
    communeInsee: z.string(),
    epci: z.string(),
    commune: z.object({ name: z.string(), insee: said }).nullable(),
    ...described,
    updatedOn: said,
  })
  .meta({ id: 'Place' })
export type Place = z.infer<typeof placeSchema>

export const placePageSchema = pageOf(placeSchema).meta({ id: 'PlacePage' })

export const structureRoles = ['prescriber', 'lieu', 'recyclerie', 'owner'] as const

export const structureQuerySchema = z.strictObject({
  ...pageQuery(name, streamOf('structure')),
  role: z.enum(structureRoles).optional(),
})
export type StructureQuery = z.output<typeof structureQuerySchema>

export const structureSchema = z
  .object({
    id: uuidSchema,
    version: z.int(),
    name: z.string(),
    siret: z.string().nullable(),
    roles: z.array(z.string()),
    /** Since when it is admitted as a recyclerie; null where it is not. */
    admittedOn: daySchema.nullable(),
  })
  .meta({ id: 'Structure' })
export type Structure = z.infer<typeof structureSchema>

export const structurePageSchema = pageOf(structureSchema).meta({ id: 'StructurePage' })

export const agentQuerySchema = z.strictObject({
  ...pageQuery(streamOf('actor')),
  structure: streamOf('structure').optional(),
  role: roleSchema.optional(),
  /** Those who have left are not offered, unless they are asked for. */
  left: z.enum(['true', 'false']).default('false'),
})
export type AgentQuery = z.output<typeof agentQuerySchema>

/** Someone who works for a structure, by what they do there; their name comes from the vault, their e-mail stays there. */
export const agentSchema = z
  .object({
    id: uuidSchema,
    version: z.int(),
    role: roleSchema,
    structure: streamOf('structure'),
    place: streamOf('place').nullable(),
    places: z.array(streamOf('place')),
    permanences: z.array(z.object({ place: streamOf('place'), weekday: z.enum(weekdays), hours: z.string() })),
    capacity: z.int().nullable(),
    leftOn: z.string().nullable(),
    lastName: z.string().nullable(),
    firstName: z.string().nullable(),
  })
  .meta({ id: 'Agent' })
export type Agent = z.infer<typeof agentSchema>

export const agentPageSchema = pageOf(agentSchema).meta({ id: 'AgentPage' })
