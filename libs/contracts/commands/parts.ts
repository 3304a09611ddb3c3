import { z } from 'zod'

/** A day, ISO 8601, as written in Europe/Paris. */
export const daySchema = z.iso.date()

export const codePattern = /^[a-z][a-z0-9_]{0,59}$/

/** A code of a definition or of a settings file; what it means is data. */
export const codeSchema = z.string().regex(codePattern)

export const MAX_MARK_CHARS = 60
export const markPattern = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$/

/** A number of a thing, as a label or a receipt bears it: no spaces, so that no name can be written there. */
export const markSchema = z.string().regex(markPattern)

export const inseePattern = /^(\d{5}|2[AB]\d{3})$/

/** INSEE code of a commune. */
export const inseeSchema = z.string().regex(inseePattern)

/** Whether a text is on one line: no control character, no line break, no mark that turns the reading order. */
export const isOneLine = (text: string): boolean => !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(text)

/** Whether a text may be shown as it is; it may have several lines. */
export const isPlainText = (text: string): boolean => isOneLine(text.replace(/[\n\r\t]/g, ''))

/** A text on one line, as names are: 1 to `max` characters. */
export const lineSchema = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(isOneLine, { params: { words: 'one_line' } })

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

export const pixPattern = /^[1-5]\.[1-4]$/

/** Pix/CRCN levels by competence (codes such as 1.1). */
export const pixSchema = z.strictObject({
  instrument: z.string().max(80),
  levels: z.record(z.string().regex(pixPattern), z.int()),
})
export type PixAnswer = z.infer<typeof pixSchema>

/** A text of 1 to `max` characters, on several lines where need be. */
export const paragraphsSchema = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(isPlainText, { params: { words: 'plain_text' } })

export const freeTextSchema = paragraphsSchema(4000)
