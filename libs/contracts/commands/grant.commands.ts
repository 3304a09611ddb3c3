import { z } from 'zod'
import { streamOf } from '../stream'
import { callIdSchema, centsSchema } from './fund.parts'
import { digestPattern } from './device.commands'
import { documentContentSchema } from './document.parts'
import { codeSchema, daySchema, lineSchema, markSchema, paragraphsSchema } from './parts'

/** What others give to the same project, in cents; `own` is the structure's own part. */
const shareSchema = z.strictObject({ code: codeSchema, cents: centsSchema })
const moneySchema = z.int().min(0).max(1_000_000_000)

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

/** What was reached of each indicator, as a report says it. */
export const resultsSchema = z
  .array(z.strictObject({ indicator: codeSchema, value: z.int().min(0).max(1_000_000) }))
  .max(30)

const splitSchema = z
  .array(z.strictObject({ line: streamOf('fund_line'), cents: centsSchema }))
  .min(1)
  .max(10)
const noteSchema = z.strictObject({ note: paragraphsSchema(4000) }).optional()
const nothing = z.strictObject({})

/** On paper that was scanned, or drawn on a screen. */
export const signatureModes = ['paper', 'screen'] as const
/** What was signed, by its version and its hash, and the document that bears the signature. */
const signatureSchema = z.strictObject({
  on: daySchema,
  version: z.int().positive(),
  sha256: z.string().regex(digestPattern),
  mode: z.enum(signatureModes),
  document: z.uuid(),
})
export type AgreementSignature = z.infer<typeof signatureSchema>

/** Commands of a grant, from its application to its closure. */
export const grantCommands = {
  /** Opens an application, or writes over its draft. */
  DraftApplication: {
    data: z.strictObject({ call: callIdSchema, structure: streamOf('structure'), project: projectSchema }),
    personal: z.strictObject({ title: lineSchema(256), description: paragraphsSchema(10_000) }),
  },
  ProvideDocument: {
    data: z.strictObject({ code: codeSchema }),
    personal: z.strictObject({ content: documentContentSchema }),
  },
  SubmitApplication: { data: nothing },
  AskCompletion: {
    data: z.strictObject({ documents: z.array(codeSchema).min(1).max(30), until: daySchema }),
    personal: noteSchema,
  },
  CompleteApplication: { data: nothing },
  AdmitApplication: { data: nothing },
  RefuseAdmission: { data: z.strictObject({ reason: codeSchema }), personal: noteSchema },
  AskReviewer: { data: z.strictObject({ reviewer: streamOf('actor') }) },
  GiveReview: {
    data: z.strictObject({
      favourable: z.boolean(),
      scores: z.array(z.strictObject({ criterion: codeSchema, score: z.int().min(0).max(20) })).max(20),
    }),
    personal: noteSchema,
  },
  /** A reviewer who cannot answer, or who has an interest in the project. */
  DeclineReview: { data: z.strictObject({ conflict: z.boolean() }) },
  ConcludeInstruction: {
    data: z.strictObject({ favourable: z.boolean(), proposedCents: centsSchema.nullable().default(null) }),
    personal: noteSchema,
  },
  AwardGrant: {
    data: z.strictObject({
      cents: centsSchema,
      split: splitSchema,
      /** Granted on condition that a document is provided by a day. */
      condition: z.strictObject({ document: codeSchema, until: daySchema }).nullable().default(null),
    }),
  },
  RefuseGrant: { data: z.strictObject({ reason: codeSchema }), personal: noteSchema },
  DeferGrant: { data: z.strictObject({ reason: codeSchema, until: daySchema }), personal: noteSchema },
  ReopenInstruction: { data: z.strictObject({ reason: codeSchema }), personal: noteSchema },
  LiftCondition: { data: nothing },
  NotifyGrant: { data: z.strictObject({ on: daySchema, reference: markSchema }) },
  /** Makes the agreement of what is granted, to be signed by both sides; a new version replaces the last. */
  IssueAgreement: { data: nothing },
  /** The structure has signed; the document `agreement` of the grant bears it. */
  SignAgreement: { data: signatureSchema },
  /** The fund has signed as well. */
  CountersignAgreement: { data: signatureSchema },
  OrderPayment: { data: nothing },
  ApprovePayment: { data: nothing },
  RecordPaid: {
    data: z.strictObject({ line: streamOf('fund_line'), mandate: markSchema, on: daySchema }),
  },
  RecordPaymentFailed: {
    data: z.strictObject({ line: streamOf('fund_line'), mandate: markSchema, on: daySchema }),
    personal: noteSchema,
  },
  HandInReport: {
    data: z.strictObject({ spentCents: moneySchema, results: resultsSchema }),
    personal: z.strictObject({ account: paragraphsSchema(10_000) }),
  },
  AcceptReport: { data: nothing },
  /** What is missing is said; another day is set, by which the report comes again. */
  SendBackReport: { data: z.strictObject({ until: daySchema }), personal: noteSchema },
  MoveReportDay: { data: z.strictObject({ until: daySchema }), personal: noteSchema },
  EvaluateGrant: { data: z.strictObject({ results: resultsSchema }), personal: noteSchema },
  OrderRecovery: { data: z.strictObject({ cents: centsSchema, reason: codeSchema }), personal: noteSchema },
  RecordRecovered: {
    data: z.strictObject({ line: streamOf('fund_line'), cents: centsSchema, title: markSchema, on: daySchema }),
  },
  WithdrawGrant: { data: z.strictObject({ reason: codeSchema }), personal: noteSchema },
  RemindGrant: { data: nothing },
  ExpireGrant: { data: nothing },
} as const
