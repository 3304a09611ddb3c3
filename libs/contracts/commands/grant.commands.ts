import { z } from 'zod'
import { takeoverCommands } from './takeover.commands'
import { streamOf } from '../stream'
import { amendmentCommands } from './amendment.commands'
import { callIdSchema, centsSchema } from './fund.parts'
import { moneySchema, noteSchema, projectSchema, resultsSchema, signatureSchema, splitSchema } from './grant.parts'
import { documentContentSchema } from './document.parts'
import { codeSchema, daySchema, lineSchema, markSchema, paragraphsSchema } from './parts'

const nothing = z.strictObject({})

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
  ...amendmentCommands,
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
  /** What will never come back is written off: what is left to recover is left to the structure. */
  WaiveRecovery: { data: z.strictObject({ reason: codeSchema }), personal: noteSchema },
  RecordRecovered: {
    data: z.strictObject({ line: streamOf('fund_line'), cents: centsSchema, title: markSchema, on: daySchema }),
  },
  ...takeoverCommands,
  WithdrawGrant: { data: z.strictObject({ reason: codeSchema }), personal: noteSchema },
  RemindGrant: { data: nothing },
  ExpireGrant: { data: nothing },
} as const
