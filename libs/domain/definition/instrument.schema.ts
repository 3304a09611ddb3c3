import { z } from 'zod'
import { codeSchema } from '../../contracts/commands/parts'
import { labelledList } from './list.schema'

const version = z.string().min(1).max(80)

const skills = z.strictObject({ version, items: labelledList, scale: labelledList })
const sentiment = z.strictObject({ version, question: z.string().min(1).max(500), min: z.int(), max: z.int() })
const pix = z.strictObject({
  version,
  min: z.int(),
  max: z.int(),
  competences: z.array(z.string().max(20)).min(1).max(50),
})
const question = z.strictObject({ code: codeSchema, fr: z.string().min(1).max(500), answers: labelledList })
const questionnaire = z.strictObject({ version, questions: z.array(question).min(1).max(50) })

/** What people are measured and asked with, each in the versions that the stages name. */
export const instrumentsSchema = z.strictObject({
  skills: z.array(skills).min(1).max(20),
  sentiment: z.array(sentiment).min(1).max(20),
  pix: z.array(pix).max(20),
  questionnaires: z.array(questionnaire).max(20),
})
export type Instruments = z.infer<typeof instrumentsSchema>
