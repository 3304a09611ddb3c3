import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { foldName } from './text.fold'

const code = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/)

/** Who is referred: for the vault alone. `birthYear` is that of `birthDate` where the day is known. */
const personalSchema = z.strictObject({
  lastName: z.string().min(1).max(100),
  firstName: z.string().min(1).max(100),
  birthDate: z.iso.date().nullable(),
  birthYear: z.int().min(1900),
  communeInsee: z.string().regex(/^(\d{5}|2[AB]\d{3})$/),
  phone: z.e164().nullable(),
  email: z.email().max(254).nullable(),
})

/**
 * One line of a referral file, normalised.
 * `key`: the same for the same line of the same structure, and nothing can be read from it.
 * `reference`: the sender's own number for the line; it may hold a name, so it is personal too.
 * `place`, `prescriber.structure`: ids as the application knows them. `epci`: SIREN of that of the commune.
 */
export const referralRowSchema = z.strictObject({
  key: z.string().max(200),
  reference: z.string().min(1).max(64).nullable(),
  personal: personalSchema,
  reasons: z.array(code).min(1),
  needs: z.array(code),
  place: z.string(),
  consent: z.strictObject({ date: z.iso.date(), mode: code }),
  prescriber: z.strictObject({ structure: z.string(), email: z.email().nullable() }),
  epci: z.string(),
})
export type ReferralRow = z.infer<typeof referralRowSchema>

/**
 * Key of a row within its structure: a keyed hash of the reference, else of the whole normalised row without its
 * prescriber's e-mail, which a coordinator gives and a prescriber may leave out.
 */
export function referralKey(secret: Uint8Array | string, row: Omit<ReferralRow, 'key'>): string {
  const { reference, personal: p, reasons, needs, place, consent } = row
  // The same line typed again in capitals, or without its accents, is the same line.
  const person = [
    foldName(p.lastName),
    foldName(p.firstName),
    p.birthDate,
    p.birthYear,
    p.communeInsee,
    p.phone,
    p.email,
  ]
  const named = reference
    ? ['reference', reference]
    : ['row', person, reasons, needs, place, consent.date, consent.mode]
  const structure = row.prescriber.structure
  const hash = createHmac('sha256', secret)
    .update(JSON.stringify([structure, named]))
    .digest('hex')
  return `${structure}/${hash}`
}
