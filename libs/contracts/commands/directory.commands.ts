import { z } from 'zod'
import { roleSchema } from '../codes'
import { streamOf } from '../stream'
import { codeSchema, daySchema, inseeSchema as insee, lineSchema as text } from './parts'
import { postalCodePattern } from './place.commands'

export const siretPattern = /^\d{14}$/
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
  /** On the criteria of the territory, by their version. */
  AdmitRecyclerie: { data: z.strictObject({ on: daySchema, criteria: z.string().max(80) }) },
  WithdrawAdmission: { data: z.strictObject({ on: daySchema, reason: codeSchema }) },
} as const

const MAX_PLACES = 50
const MAX_PERMANENCES = 100

/** Days of the week as OpenStreetMap's opening hours write them. */
export const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const

export const actorCommands = {
  RegisterAgent: {
    data: z.strictObject({
      role: roleSchema,
      structure: streamOf('structure'),
      /** The place where mails find them first; it is one of `places`, whether it is named there or not. */
      place: streamOf('place').nullable(),
      places: z.array(streamOf('place')).max(MAX_PLACES).default([]),
      territory: z.string(),
    }),
    personal: z.strictObject({ lastName: text(100), firstName: text(100), email: z.email().max(254).nullable() }),
  },
  /** How many journeys a mediator follows at most; null where nobody has said it. */
  SetCapacity: { data: z.strictObject({ capacity: z.int().min(0).max(1000).nullable() }) },
  /** When a mediator is where, as it is published: one entry for a place and a day of the week. */
  SetPermanences: {
    data: z.strictObject({
      permanences: z
        .array(z.strictObject({ place: streamOf('place'), weekday: z.enum(weekdays), hours: text(100) }))
        .max(MAX_PERMANENCES),
    }),
  },
  RecordDeparture: { data: z.strictObject({ on: daySchema }) },
  RecordReturn: { data: z.strictObject({ on: daySchema }) },
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
