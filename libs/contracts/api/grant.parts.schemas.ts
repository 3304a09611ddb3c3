import { z } from 'zod'
import { signatureModes } from '../commands/grant.parts'
import { codeSchema, daySchema } from '../commands/parts'
import { instantSchema } from '../plan'
import { streamOf } from '../stream'
import { uuidSchema } from './common.schemas'

const cents = z.int().meta({ description: 'Centimes d’euro' })

/** A reviewer who was asked, and what they answered. */
export const grantReviewSchema = z
  .object({
    reviewer: streamOf('actor'),
    is: z.enum(['asked', 'answered', 'declined', 'in_conflict']),
    favourable: z.boolean().nullable(),
    scores: z.array(z.object({ criterion: codeSchema, score: z.int() })),
    note: z.string().nullable(),
  })
  .meta({ id: 'GrantReview' })

/** A decision that was taken; every one is kept. `reversed` is why it went back to instruction, null where it stands. */
export const grantDecisionSchema = z
  .object({
    is: z.enum(['awarded', 'refused', 'deferred']),
    at: instantSchema,
    cents: cents.nullable(),
    reason: codeSchema.nullable(),
    /** Of a deferral, when it is examined again; of a grant under condition, the last day of the document. */
    until: daySchema.nullable(),
    note: z.string().nullable(),
    reversed: z.object({ at: instantSchema, reason: codeSchema, note: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'GrantDecision' })

/** What each line pays of an instalment, and the two hands of it where the reader may read whose they were. */
export const grantPaymentSchema = z
  .object({
    instalment: codeSchema,
    parts: z.array(
      z.object({
        line: streamOf('fund_line'),
        payer: streamOf('structure'),
        cents,
        is: z.enum(['ordered', 'paid', 'failed']),
        orderedBy: z.string().nullable(),
        approvedBy: z.string().nullable(),
        mandate: z.string().nullable(),
        on: daySchema.nullable(),
        /** Why it failed. */
        note: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'GrantPayment' })

/** A change of what is granted: asked for by the structure, decided and to be signed, given up, or in effect. */
export const grantAmendmentSchema = z
  .object({
    is: z.enum(['asked', 'decided', 'declined', 'in_effect']),
    at: instantSchema,
    reason: codeSchema,
    /** What is granted in all once it is in effect; null where no sum is decided. */
    cents: cents.nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'GrantAmendment' })

const signatureSchema = z.object({ on: daySchema, mode: z.enum(signatureModes), document: uuidSchema })

/** The agreement as it was last printed, by its version and the hash of its bytes, and who has signed it. */
export const grantAgreementSchema = z
  .object({
    version: z.int(),
    sha256: z.string(),
    document: uuidSchema,
    issuedAt: instantSchema,
    signed: signatureSchema.nullable(),
    countersigned: signatureSchema.nullable(),
  })
  .meta({ id: 'GrantAgreement' })

/** What is to come back now, by line. */
export const grantRecoverySchema = z
  .object({
    reason: codeSchema,
    note: z.string().nullable(),
    parts: z.array(
      z.object({ line: streamOf('fund_line'), payer: streamOf('structure'), cents, recoveredCents: cents }),
    ),
  })
  .meta({ id: 'GrantRecovery' })
