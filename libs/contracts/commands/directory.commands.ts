import { z } from 'zod'
import { roleSchema } from '../codes'
import { streamOf } from '../stream'
import { codeSchema, inseeSchema as insee, lineSchema as text, paragraphsSchema } from './parts'

export const siretPattern = /^\d{14}$/
export const postalCodePattern = /^\d{5}$/
const siret = z.string().regex(siretPattern)
const postalCode = z.string().regex(postalCodePattern)

/** Commands of the directory: structures, places, agents, and the territory they live in. */
export const structureCommands = {
  RegisterStructure: {
    data: z.strictObject({
      /** What the network's own list calls it. */
      externalId: text(64).nullable().default(null),
      name: text(200),
      siret: siret.nullable(),
      roles: z.array(z.enum(['prescriber', 'lieu', 'recyclerie', 'owner'])).max(4),
      territory: z.string(),
    }),
  },
} as const

export const placeCommands = {
  RegisterPlace: {
    data: z.strictObject({
      source: codeSchema,
      externalId: text(100),
      name: text(250),
      structure: streamOf('structure').nullable(),
      siret: siret.nullable(),
      address: text(300).nullable(),
      postalCode: postalCode.nullable(),
      communeInsee: insee,
      epci: z.string(),
      territory: z.string(),
      latitude: z.number().min(-90).max(90).nullable(),
      longitude: z.number().min(-180).max(180).nullable(),
      phone: text(40).nullable(),
      email: z.email().nullable(),
      website: text(500).nullable(),
      openingHours: paragraphsSchema(1000).nullable(),
      services: z.array(text(200)).max(40),
      publics: z.array(text(200)).max(40),
      labels: z.array(text(200)).max(40),
      itinerant: z.boolean(),
    }),
  },
} as const

export const actorCommands = {
  RegisterAgent: {
    data: z.strictObject({
      role: roleSchema,
      structure: streamOf('structure'),
      place: streamOf('place').nullable(),
      territory: z.string(),
    }),
    personal: z.strictObject({ lastName: text(100), firstName: text(100), email: z.email().max(254).nullable() }),
  },
} as const

export const territoryCommands = {
  DescribeTerritory: {
    data: z.strictObject({
      code: text(10),
      name: text(100),
      epcis: z.array(z.strictObject({ siren: z.string(), name: text(200), crossesBorder: z.boolean() })),
      communes: z.array(
        z.strictObject({
          insee,
          name: text(200),
          epci: z.string(),
          department: text(3),
          postalCodes: z.array(postalCode),
        }),
      ),
    }),
  },
} as const

/** A person is opened by the referral; what follows is asked for on their behalf. */
export const personCommands = {
  ErasePerson: { data: z.strictObject({ cause: codeSchema }) },
} as const
