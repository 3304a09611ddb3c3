import { z } from 'zod'

/** A day, ISO 8601, as written in Europe/Paris. */
export const daySchema = z.iso.date()

/** A code of a definition or of a settings file; what it means is data. */
export const codeSchema = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/)

/** A number of a thing, as a label or a receipt bears it: no spaces, so that no name can be written there. */
export const markSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$/)

/** Why: one code that the prescriber may read, one for the lieu alone. */
export const reasonsSchema = z.strictObject({ shareable: codeSchema, internal: codeSchema })
export type Reasons = z.infer<typeof reasonsSchema>

/** Levels by item, with the version of the instrument they were measured with. */
export const skillsSchema = z.strictObject({
  instrument: z.string().max(80),
  levels: z.record(codeSchema, codeSchema),
})
export type SkillsAnswer = z.infer<typeof skillsSchema>

/** The sentiment of competence, on the scale of its instrument. */
export const sentimentSchema = z.strictObject({ instrument: z.string().max(80), value: z.int() })
export type SentimentAnswer = z.infer<typeof sentimentSchema>

/** Pix/CRCN levels by competence (codes such as 1.1). */
export const pixSchema = z.strictObject({
  instrument: z.string().max(80),
  levels: z.record(z.string().regex(/^[1-5]\.[1-4]$/), z.int()),
})
export type PixAnswer = z.infer<typeof pixSchema>

export const freeTextSchema = z.string().trim().min(1).max(4000)
