import { z } from 'zod'
import { grantOutcomeSchema, grantStages } from '../codes'
import { mediaTypes } from '../commands/document.parts'
import { callIdSchema } from '../commands/fund.parts'
import { projectSchema, resultsSchema } from '../commands/grant.parts'
import { codeSchema, daySchema } from '../commands/parts'
import { instantSchema } from '../plan'
import { streamOf } from '../stream'
import { pageOf, pageQuery, uuidSchema, waitingOwnerSchema, wordsSchema } from './common.schemas'
import {
  grantAgreementSchema,
  grantAmendmentSchema,
  grantDecisionSchema,
  grantPaymentSchema,
  grantRecoverySchema,
  grantReviewSchema,
} from './grant.parts.schemas'
import { historyItemSchema } from './journey.schemas'

/** Whom a grant may wait for. */
const grantOwners = ['applicant', 'fund_manager', 'payer'] as const

export const grantQuerySchema = z.strictObject({
  ...pageQuery(instantSchema, streamOf('grant')),
  call: callIdSchema.optional(),
  stage: z.enum(grantStages).optional(),
  structure: streamOf('structure').optional(),
  waitsFor: z.enum(grantOwners).optional(),
  mine: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .meta({ description: 'true : ceux qui attendent que j’agisse, ou mon avis' })
    .optional(),
})
export type GrantQuery = z.output<typeof grantQuerySchema>

const cents = z.int().meta({ description: 'Centimes d’euro' })

const line = {
  id: uuidSchema,
  version: z.int(),
  call: callIdSchema,
  structure: streamOf('structure'),
  title: z.string().nullable(),
  stage: z.enum(grantStages),
  outcome: grantOutcomeSchema.nullable(),
  askedCents: cents,
  grantedCents: cents.nullable(),
  submittedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  task: z.string().nullable(),
  waitsFor: waitingOwnerSchema.nullable(),
  until: instantSchema.nullable(),
  otherwise: wordsSchema.nullable(),
}

/** A grant, as lists show it. */
export const grantLineSchema = z.object(line).meta({ id: 'GrantLine' })
export type GrantLine = z.infer<typeof grantLineSchema>
export const grantPageSchema = pageOf(grantLineSchema).meta({ id: 'GrantPage' })

/** A step of what follows the decision. */
const stepSchema = z.object({
  code: codeSchema,
  fr: z.string(),
  kind: z.enum(['payment', 'report']),
  is: z.enum(['done', 'next', 'ahead']),
})

/** What of the award a reader may read: a funder and a payer read the parts of their own lines. */
const awardSchema = z.object({
  cents,
  split: z.array(z.object({ line: streamOf('fund_line'), payer: streamOf('structure'), cents })),
  /** Granted on condition that a document is provided; `provided` says whether it is there. */
  condition: z.object({ document: codeSchema, until: daySchema, provided: z.boolean() }).nullable(),
})

const reportSchema = z.object({
  report: codeSchema,
  until: daySchema,
  is: z.enum(['awaited', 'handed_in', 'accepted', 'missed']),
  spentCents: cents.nullable(),
  results: resultsSchema,
  account: z.string().nullable(),
  /** Why it was sent back, or why its day was moved, at last. */
  note: z.string().nullable(),
})

/** What reviewers and the committee said, before the decision. */
const debateSchema = z.object({
  proposal: z
    .object({ favourable: z.boolean(), proposedCents: cents.nullable(), note: z.string().nullable() })
    .nullable(),
  session: z.object({ session: streamOf('session'), on: daySchema }).nullable(),
  hearing: z.object({ agree: z.int(), disagree: z.int(), abstain: z.int(), quorate: z.boolean() }).nullable(),
})

/**
 * One grant. What a reader may not read is null, or an empty list: opinions and the debate are for the fund manager and for
 * the members of its committee who are in no conflict; texts, documents and reports as the policy says.
 */
export const grantSchema = z
  .object({
    ...line,
    description: z.string().nullable(),
    project: projectSchema,
    /** What the applicant is asked to complete, while it is. */
    completion: z.object({ documents: z.array(codeSchema), until: daySchema, note: z.string().nullable() }).nullable(),
    reviews: z.array(grantReviewSchema),
    debate: debateSchema.nullable(),
    decisions: z.array(grantDecisionSchema),
    award: awardSchema.nullable(),
    notification: z.object({ on: daySchema, reference: z.string() }).nullable(),
    agreement: grantAgreementSchema.nullable(),
    /** What was asked and decided of changes, in its order. */
    amendments: z.array(grantAmendmentSchema),
    course: z.array(stepSchema),
    payments: z.array(grantPaymentSchema),
    reports: z.array(reportSchema),
    recovery: grantRecoverySchema.nullable(),
    /** What came back over all recoveries. */
    recoveredCents: cents,
    /** What was reached of each indicator, once the grant was evaluated. */
    evaluation: z.object({ results: resultsSchema, note: z.string().nullable() }).nullable(),
    ending: z.object({ reason: codeSchema.nullable(), note: z.string().nullable() }).nullable(),
    history: z.array(historyItemSchema),
  })
  .meta({ id: 'Grant' })
export type Grant = z.infer<typeof grantSchema>

/** The documents of a grant, the newest first; `current` is the one of its code that counts. Their bytes: `/v1/documents/{id}`. */
export const grantDocumentsSchema = z
  .object({
    items: z.array(
      z
        .object({
          id: uuidSchema,
          code: codeSchema,
          mediaType: z.enum(mediaTypes),
          sha256: z.string(),
          at: instantSchema,
          current: z.boolean(),
          /** An agreement as it was printed to be signed; all others were provided. */
          printed: z.boolean(),
        })
        .meta({ id: 'GrantDocument' }),
    ),
  })
  .meta({ id: 'GrantDocuments' })
export type GrantDocuments = z.infer<typeof grantDocumentsSchema>
