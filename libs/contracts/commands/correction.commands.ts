import { z } from 'zod'
import { streamOf } from '../stream'
import {
  codeSchema,
  daySchema,
  inseeSchema,
  lineSchema,
  pixSchema,
  reasonsSchema,
  sentimentSchema,
  skillsSchema,
} from './parts'

export const supportResults = ['given', 'refused', 'not_possible'] as const

export type SupportResult = (typeof supportResults)[number]

export const equipmentSchema = z.strictObject({ computer: z.boolean(), connection: z.boolean() })

/** What a diagnostic finds that the person needs. */
export const needsSchema = z.strictObject({
  training: z.boolean(),
  laptop: z.boolean(),
  /** What the laptop must have, by the territory's codes: about the machine, never about the person. */
  features: z.array(codeSchema).max(10).default([]),
  mailbox: z.boolean().default(false),
  connection: z.boolean().default(false),
  orientation: z.boolean().default(false),
})

const on = daySchema.optional()
const measures = { on, skills: skillsSchema.optional(), sentiment: sentimentSchema.optional() }
const assessed = { ...measures, pix: pixSchema.nullable().optional() }
const fact = <F extends string>(name: F) => ({ fact: z.literal(name) })

/** What was recorded wrongly, by the kind of fact: only the fields that change are there, each as a whole. */
export const factChangeSchema = z.discriminatedUnion('fact', [
  z.strictObject({
    ...fact('diagnostic'),
    ...assessed,
    equipment: equipmentSchema.optional(),
    needs: needsSchema.optional(),
  }),
  z.strictObject({ ...fact('training'), ...assessed, commitmentKept: z.boolean().optional() }),
  z.strictObject({
    ...fact('session'),
    on,
    present: z.boolean().optional(),
    reasons: reasonsSchema.nullable().optional(),
  }),
  /** `missed: false` says that the appointment was not missed after all. */
  z.strictObject({ ...fact('missed'), on, missed: z.boolean().optional(), reasons: reasonsSchema.optional() }),
  z.strictObject({
    ...fact('support'),
    on,
    result: z.enum(supportResults).optional(),
    reasons: reasonsSchema.nullable().optional(),
  }),
  z.strictObject({ ...fact('hand_over'), on }),
  /** Why it ended, where a reason was given. */
  z.strictObject({ ...fact('end'), on, reasons: reasonsSchema.optional() }),
  z.strictObject({
    ...fact('follow_up'),
    ...measures,
    skills: skillsSchema.nullable().optional(),
    answers: z.record(codeSchema, codeSchema).optional(),
  }),
])
export type FactChange = z.infer<typeof factChangeSchema>
export type FactKind = FactChange['fact']

/** Commands that put right what a journey says, or take it up again. */
export const correctionCommands = {
  Correct: {
    data: z.strictObject({
      /** The stage of the definition in which the fact was recorded. */
      stage: codeSchema,
      /** A session's number; else the how-manieth of its kind in that stage. The last one where it is not said. */
      number: z.int().min(1).max(1000).nullable().default(null),
      change: factChangeSchema,
      reason: codeSchema,
    }),
  },
  Reopen: {
    /** Without a stage, it goes on in the one in which it ended. */
    data: z.strictObject({ stage: codeSchema.nullable().default(null), reason: codeSchema }),
  },
} as const

/**
 * What was told wrongly of somebody or is another today, such as a phone: the fields that change. A birth is told as a
 * whole, by its date or its year.
 */
const correctedPerson = z
  .strictObject({
    lastName: lineSchema(100).optional(),
    firstName: lineSchema(100).optional(),
    birthDate: daySchema
      .refine((day) => day >= '1900')
      .nullable()
      .optional(),
    birthYear: z.int().min(1900).max(2200).nullable().optional(),
    gender: z.enum(['female', 'male', 'non_binary']).nullable().optional(),
    communeInsee: inseeSchema.optional(),
    phone: z.e164().nullable().optional(),
    email: z.email().max(254).nullable().optional(),
    address: lineSchema(200).nullable().optional(),
    mailboxReadBy: lineSchema(200).nullable().optional(),
  })
  .refine(({ birthDate, birthYear }) => (birthDate === undefined) === (birthYear === undefined), {
    path: ['birthYear'],
  })
  .refine(({ birthDate, birthYear }) => birthDate !== null || birthYear !== null, { path: ['birthDate'] })
  .refine(({ birthDate, birthYear }) => !birthDate || !birthYear || Number(birthDate.slice(0, 4)) === birthYear, {
    path: ['birthYear'],
  })

export const CorrectPerson = {
  /** `journey` is the one whose definition says which reasons there are. */
  data: z.strictObject({ journey: streamOf('journey'), reason: codeSchema }),
  personal: correctedPerson,
} as const
