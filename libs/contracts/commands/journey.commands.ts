import { z } from 'zod'
import { uuidSchema } from '../api/common.schemas'
import { instantSchema } from '../plan'
import { streamOf } from '../stream'
import { correctionCommands, equipmentSchema, needsSchema, supportResults } from './correction.commands'
import { documentContentSchema, documentKindSchema } from './document.parts'
import { consentGivers, entrySchema, paperSchema, representativeSchema } from './referral.parts'
import {
  codeSchema,
  daySchema,
  freeTextSchema,
  inseeSchema,
  lineSchema,
  pixSchema,
  reasonsSchema,
  sentimentSchema,
  skillsSchema,
} from './parts'

const told = z.strictObject({
  lastName: lineSchema(100),
  firstName: lineSchema(100),
  birthDate: daySchema.refine((day) => day >= '1900').nullable(),
  birthYear: z.int().min(1900).max(2200).nullable(),
  communeInsee: inseeSchema,
  phone: z.e164().nullable(),
  email: z.email().max(254).nullable(),
  /** Number and street, for letters; the commune is known. */
  address: lineSchema(200).nullable().default(null),
  mailboxReadBy: lineSchema(200).nullable().default(null),
  gender: z.enum(['female', 'male', 'non_binary']).nullable().default(null),
  reference: lineSchema(100).nullable().default(null),
  freeText: freeTextSchema.nullable().default(null),
  /** Whoever signed a paper sheet: without an account, their name is all there is. */
  prescriberName: lineSchema(200).nullable().default(null),
  representative: representativeSchema.nullable().default(null),
})

/** Identity and contacts of a beneficiary: for the vault alone. A birth date or, where only that is known, a year. */
export const beneficiarySchema = told
  .refine(({ birthDate, birthYear }) => birthDate !== null || birthYear !== null, { path: ['birthDate'] })
  .refine(({ birthDate, birthYear }) => !birthDate || !birthYear || Number(birthDate.slice(0, 4)) === birthYear, {
    path: ['birthYear'],
  })
export type Beneficiary = z.infer<typeof beneficiarySchema>

const measured = {
  on: daySchema,
  askedBy: streamOf('actor'),
  skills: skillsSchema,
  sentiment: sentimentSchema,
  pix: pixSchema.nullable().default(null),
}

const none = z.strictObject({})

/** Every command of a journey: its data (codes, ids, dates only) and, where it has one, its personal part. */
export const journeyCommands = {
  Refer: {
    data: z.strictObject({
      person: streamOf('person'),
      definition: z.string().max(100),
      /** Who refers. On paper there is no agent, and no structure either where the organisation is not known here. */
      prescriber: z.strictObject({ structure: streamOf('structure').nullable(), agent: streamOf('actor').nullable() }),
      entry: entrySchema.default('prescriber'),
      paper: paperSchema.nullable().default(null),
      /** The same for all those who are on one sheet. */
      group: z.uuid().nullable().default(null),
      place: streamOf('place'),
      reasons: z.array(codeSchema).min(1).max(10),
      needs: z.array(codeSchema).max(10),
      consent: z.strictObject({
        textVersion: z.string().max(80),
        date: daySchema,
        mode: codeSchema,
        by: z.enum(consentGivers).default('person'),
      }),
      naturalPerson: z.boolean().default(true),
      commitment: z.boolean(),
      /** Opaque: the household that the person is known to be of. */
      household: uuidSchema.optional(),
    }),
    personal: beneficiarySchema,
  },
  Accept: { data: z.strictObject({ mediator: streamOf('actor') }) },
  /** A coordinator's alone: a mediator who is full takes one more; `reason` is a code of the definition's list. */
  AcceptOverCapacity: { data: z.strictObject({ mediator: streamOf('actor'), reason: codeSchema }) },
  Enlist: { data: none },
  TellRank: { data: none },
  Decline: { data: z.strictObject({ reasons: reasonsSchema }) },
  ChooseLieu: { data: z.strictObject({ place: streamOf('place') }) },
  BookAppointment: { data: z.strictObject({ at: instantSchema }) },
  RecordMissed: { data: z.strictObject({ on: daySchema, reasons: reasonsSchema }) },
  RecordDiagnostic: {
    data: z.strictObject({
      ...measured,
      equipment: equipmentSchema,
      needs: needsSchema,
      conclusion: z.enum(['continue', 'oriented_elsewhere', 'not_eligible']),
      reasons: reasonsSchema.nullable().default(null),
    }),
    personal: z.strictObject({ goals: freeTextSchema }).optional(),
  },
  PlanTraining: {
    data: z.strictObject({
      objectives: z.array(codeSchema).min(1).max(20),
      sessions: z.int().min(1).max(100),
      mode: z.enum(['alone', 'group']),
    }),
  },
  RecordAttendance: {
    data: z.strictObject({
      session: z.int().min(1).max(100),
      on: daySchema,
      present: z.boolean(),
      reasons: reasonsSchema.nullable().default(null),
    }),
  },
  AssessTraining: { data: z.strictObject({ ...measured, commitmentKept: z.boolean() }) },
  RecordSupport: {
    data: z.strictObject({
      on: daySchema,
      result: z.enum(supportResults),
      reasons: reasonsSchema.nullable().default(null),
    }),
    /** The address that was made with the person: from then on they are written to there. */
    personal: z.strictObject({ email: z.email().max(254) }).optional(),
  },
  RecordAttempt: { data: z.strictObject({ on: daySchema, reasons: reasonsSchema }) },
  RecordFollowUp: {
    data: z.strictObject({
      on: daySchema,
      askedBy: streamOf('actor'),
      instrument: z.string().max(80),
      answers: z.record(codeSchema, codeSchema),
      sentiment: sentimentSchema,
      skills: skillsSchema.nullable().default(null),
    }),
    personal: z.strictObject({ comment: freeTextSchema }).optional(),
  },
  /** The journey rests until a day, on which it resumes by itself. */
  Pause: { data: z.strictObject({ until: daySchema, reasons: reasonsSchema }) },
  Resume: { data: none },
  ResumeByDate: { data: none },
  /** Another lieu follows the journey; who there, where it is known already. */
  ChangeLieu: {
    data: z.strictObject({
      place: streamOf('place'),
      mediator: streamOf('actor').nullable().default(null),
      reasons: reasonsSchema,
    }),
  },
  /** Another mediator of the lieu follows the journey, or the first one after a change of lieu, which needs no reason. */
  NameMediator: {
    data: z.strictObject({ mediator: streamOf('actor'), reasons: reasonsSchema.nullable().default(null) }),
  },
  ChangePrescriber: {
    data: z.strictObject({
      prescriber: z.strictObject({ structure: streamOf('structure'), agent: streamOf('actor') }),
      reasons: reasonsSchema,
    }),
  },
  Withdraw: { data: z.strictObject({ on: daySchema, reasons: reasonsSchema }) },
  AttachDocument: {
    data: z.strictObject({ kind: documentKindSchema }),
    personal: z.strictObject({ content: documentContentSchema }),
  },
  /**
   * To a newer version. The present stage is `continued` in the stage of that code, at its present task and with the
   * wait that runs; or it is `left` and that stage begins.
   */
  MoveToVersion: {
    data: z.strictObject({
      definition: z.string().max(100),
      stage: codeSchema,
      present: z.enum(['continued', 'left']),
    }),
  },
  ...correctionCommands,
  Remind: { data: none },
  Expire: { data: none },
  RemindAppointment: { data: z.strictObject({}) },
  OpenFollowUp: { data: none },
} as const
