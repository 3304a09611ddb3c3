import { z } from 'zod'
import { roleSchema } from '../codes'
import { streamOf } from '../stream'
import { pageOf, pageQuery, uuidSchema } from './common.schemas'

const name = z.string().max(250)

export const placeQuerySchema = z.strictObject({
  ...pageQuery(name, streamOf('place')),
  epci: z.string().max(20).optional(),
  structure: streamOf('structure').optional(),
})
export type PlaceQuery = z.output<typeof placeQuerySchema>

/** A place of the directory, with the fields of the national schema that are kept of it. */
export const placeSchema = z
  .object({
    id: uuidSchema,
    version: z.int(),
    source: z.string(),
    externalId: z.string(),
    name: z.string(),
    structure: z.string().nullable(),
    siret: z.string().nullable(),
    address: z.string().nullable(),
    postalCode: z.string().nullable(),
    communeInsee: z.string(),
    epci: z.string(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    website: z.string().nullable(),
    openingHours: z.string().nullable(),
    services: z.array(z.string()),
    publics: z.array(z.string()),
    labels: z.array(z.string()),
    itinerant: z.boolean(),
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
  })
  .meta({ id: 'Structure' })
export type Structure = z.infer<typeof structureSchema>

export const structurePageSchema = pageOf(structureSchema).meta({ id: 'StructurePage' })

export const agentQuerySchema = z.strictObject({
  ...pageQuery(streamOf('actor')),
  structure: streamOf('structure').optional(),
  role: roleSchema.optional(),
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
    lastName: z.string().nullable(),
    firstName: z.string().nullable(),
  })
  .meta({ id: 'Agent' })
export type Agent = z.infer<typeof agentSchema>

export const agentPageSchema = pageOf(agentSchema).meta({ id: 'AgentPage' })
