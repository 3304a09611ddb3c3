import { z } from 'zod'
import { streamOf } from '../stream'
import { centsSchema } from './fund.parts'
import { codeSchema, daySchema } from './parts'

/** Cents that may be none. */
const rateSchema = z.int().min(0).max(10_000_000)

/** What a grant pays of a journey: so much an hour of training, a laptop handed over, a follow-up answered. */
export const ratesSchema = z.strictObject({
  trainingHourCents: rateSchema,
  /** How long a session of training is taken to last. */
  sessionMinutes: z.int().min(15).max(480),
  /** How many sessions are reserved for each journey. */
  sessions: z.int().min(0).max(100),
  laptopCents: rateSchema,
  followUpCents: rateSchema,
})

export const definitionNamePattern = /^[a-z0-9-]{1,80}$/
const nameSchema = z.string().regex(definitionNamePattern)

/** Commands of a coverage: which journeys a grant pays for. Its id is its grant's: `coverage-<uuid of the grant>`. */
export const coverageCommands = {
  /** Sets what is covered, or changes it; what was reserved or paid before stays as it is. */
  SetCoverage: {
    data: z.strictObject({
      places: z.array(streamOf('place')).min(1).max(200),
      /** Definitions by name, without a version: `landes-mon-ordi-pin40`. */
      definitions: z.array(nameSchema).min(1).max(20),
      from: daySchema,
      until: daySchema,
      rates: ratesSchema,
      envelopeCents: centsSchema,
      /** Below which room those concerned are warned. */
      warnBelowCents: z.int().min(0).max(1_000_000_000),
    }),
  },
  /** A cost that was flagged as paid twice is paid all the same, or is not. */
  DecideDuplicateCost: {
    data: z.strictObject({ journey: streamOf('journey'), accepted: z.boolean(), reason: codeSchema }),
  },
  /** What was proposed to be asked back is, by a recovery of the grant, or is left. */
  DecideRecovery: { data: z.strictObject({ accepted: z.boolean(), reason: codeSchema }) },
} as const
