import { z } from 'zod'
import { outcomeSchema } from '../../contracts/codes'
import { codeSchema } from '../../contracts/commands/parts'
import { durationSchema as duration } from './duration.schema'

/** A code with the words that people read for it. */
const labelled = z.strictObject({ code: codeSchema, fr: z.string().min(1) })
const labelledList = z.array(labelled).min(1)

const zone = z.string().refine(
  (text) => {
    try {
      return new Intl.DateTimeFormat('fr', { timeZone: text }).resolvedOptions().timeZone !== ''
    } catch {
      // An unknown zone is told by a RangeError alone.
      return false
    }
  },
  { message: 'no such time zone; one is expected as in Europe/Paris' },
)

/**
 * One wait: after how long its owner is reminded, how many times, and when it ends by itself.
 * Reminders come every `remindAfter`; days are civil or working.
 */
const wait = z.strictObject({
  remindAfter: duration,
  reminders: z.int().min(0).max(24),
  expireAfter: duration,
  calendar: z.enum(['civil', 'working']),
})

/** The tasks that someone is asked to do. Each has a wait in the definition. */
export const tasks = [
  'answer_referral',
  'choose_lieu',
  'book_diagnostic',
  'hold_diagnostic',
  'plan_training',
  'follow_training',
  'await_laptop',
  'hand_over',
  'ask_follow_up',
] as const
export type Task = (typeof tasks)[number]

/** Tasks whose end closes the journey: what is then known of it, and why, in the two codes of any end. */
export const closingTasks = [
  'choose_lieu',
  'book_diagnostic',
  'hold_diagnostic',
  'plan_training',
  'follow_training',
  'ask_follow_up',
] as const
export type ClosingTask = (typeof closingTasks)[number]

const end = z.strictObject({ outcome: outcomeSchema, shareable: codeSchema, internal: codeSchema })

const reasonLists = z.strictObject({ shareable: labelledList, internal: labelledList })

/** A version of a journey, as a working group agreed on it: data, never code. */
export const definitionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+\.v\d+$/),
  territory: z.string(),
  zone,
  title: z.string(),
  reasons: labelledList,
  needs: labelledList,
  consent: z.strictObject({ textVersion: z.string(), modes: labelledList }),
  eligibility: z.array(z.strictObject({ code: codeSchema, rule: z.string().max(500), fr: z.string(), en: z.string() })),
  refusals: z.strictObject({ decline: reasonLists, miss: reasonLists, end: reasonLists }),
  instruments: z.strictObject({
    skills: z.strictObject({ version: z.string(), items: labelledList, scale: labelledList }),
    sentiment: z.strictObject({ version: z.string(), question: z.string(), min: z.int(), max: z.int() }),
    pix: z.strictObject({ version: z.string(), min: z.int(), max: z.int(), competences: z.array(z.string()).min(1) }),
    followUp: z.strictObject({
      version: z.string(),
      questions: z.array(z.strictObject({ code: codeSchema, fr: z.string(), answers: labelledList })).min(1),
    }),
  }),
  waits: z.strictObject(Object.fromEntries(tasks.map((task) => [task, wait])) as Record<Task, typeof wait>),
  ends: z.strictObject(Object.fromEntries(closingTasks.map((task) => [task, end])) as Record<ClosingTask, typeof end>),
  diagnostic: z.strictObject({ maxMissed: z.int().min(1), bookWithin: duration }),
  training: z.strictObject({ objectives: labelledList }),
  dotation: z.strictObject({ receiptVersion: z.string(), signatures: labelledList, grades: labelledList }),
  evaluation: z.strictObject({ after: duration, calendar: z.enum(['civil', 'working']), maxAttempts: z.int().min(1) }),
})
export type Definition = z.infer<typeof definitionSchema>
export type Wait = z.infer<typeof wait>
