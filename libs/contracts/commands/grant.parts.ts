import { z } from 'zod'
import { streamOf } from '../stream'
import { digestPattern } from './device.commands'
import { centsSchema } from './fund.parts'
import { codeSchema, daySchema, paragraphsSchema } from './parts'

/** What others give to the same project, in cents; `own` is the structure's own part. */
const shareSchema = z.strictObject({ code: codeSchema, cents: centsSchema })
export const moneySchema = z.int().min(0).max(1_000_000_000)

/** A project as it is applied for: codes of its call, days and amounts; its title and description are free texts. */
export const projectSchema = z.strictObject({
  /** Whether the structure is a body of private law (an association, a company) or of public law. */
  body: z.enum(['private', 'public']),
  startsOn: daySchema,
  endsOn: daySchema,
  publics: z.array(codeSchema).min(1).max(30),
  /** SIREN of the EPCIs where it takes place; all of the territory where none is named. */
  epcis: z.array(z.string().regex(/^\d{9}$/)).max(50),
  askedCents: centsSchema,
  costCents: centsSchema,
  ownCents: moneySchema,
  cofunders: z.array(shareSchema).max(20),
  targets: z.array(z.strictObject({ indicator: codeSchema, value: z.int().min(1).max(1_000_000) })).max(30),
})
export type Project = z.infer<typeof projectSchema>

/** What of a project may be changed once it is granted: all but whose it is. */
export const amendedProjectSchema = projectSchema.omit({ body: true })
export type AmendedProject = z.infer<typeof amendedProjectSchema>

/** What was reached of each indicator, as a report says it. */
export const resultsSchema = z
  .array(z.strictObject({ indicator: codeSchema, value: z.int().min(0).max(1_000_000) }))
  .max(30)

export const splitSchema = z
  .array(z.strictObject({ line: streamOf('fund_line'), cents: centsSchema }))
  .min(1)
  .max(10)
export const noteSchema = z.strictObject({ note: paragraphsSchema(4000) }).optional()

/** On paper that was scanned, or drawn on a screen. */
export const signatureModes = ['paper', 'screen'] as const
/** What was signed, by its version and its hash, and the document that bears the signature. */
export const signatureSchema = z.strictObject({
  on: daySchema,
  version: z.int().positive(),
  sha256: z.string().regex(digestPattern),
  mode: z.enum(signatureModes),
  document: z.uuid(),
})
export type AgreementSignature = z.infer<typeof signatureSchema>
