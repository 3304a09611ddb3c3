import { z } from 'zod'
import { daySchema, lineSchema } from './parts'

/**
 * How somebody came: by a prescriber who has an account, through the lieu's own door, on a paper sheet that somebody else
 * types, or with others on one sheet.
 */
export const entries = ['prescriber', 'walk_in', 'paper', 'group'] as const
export const entrySchema = z.enum(entries)
export type Entry = z.infer<typeof entrySchema>

/** A paper sheet: the day on which the prescriber signed it. Its scan is attached to the journey as a `referral_sheet`. */
export const paperSchema = z.strictObject({ signedOn: daySchema })
export type Paper = z.infer<typeof paperSchema>

/** Who gives the consent: the person, or whoever represents them. */
export const consentGivers = ['person', 'representative'] as const

/** Who decides for a minor: for the vault alone. What is meant for the person is sent to them. */
export const representativeSchema = z.strictObject({
  lastName: lineSchema(100),
  firstName: lineSchema(100),
  relation: z.enum(['parent', 'guardian', 'institution']),
  phone: z.e164().nullable().default(null),
  email: z.email().max(254).nullable().default(null),
  address: lineSchema(200).nullable().default(null),
})
