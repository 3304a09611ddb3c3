import { z } from 'zod'
import { streamOf } from '../stream'
import { callIdSchema, centsSchema } from './fund.parts'
import { moneySchema, projectSchema, resultsSchema, splitSchema } from './grant.parts'
import { daySchema, lineSchema, markSchema, paragraphsSchema } from './parts'

const paidPartSchema = z.strictObject({
  line: streamOf('fund_line'),
  cents: centsSchema,
  mandate: markSchema,
  on: daySchema,
})
const takenReportSchema = z.strictObject({ on: daySchema, spentCents: moneySchema, results: resultsSchema })

/** A grant of before this service, at the step where it was; nobody is written to about what is past. */
export const takeoverCommands = {
  /** Payments and reports are those of the course of its call, in their order, as far as they had come. */
  TakeOverGrant: {
    data: z.strictObject({
      ...{ call: callIdSchema, structure: streamOf('structure'), project: projectSchema },
      ...{ awardedOn: daySchema, cents: centsSchema, split: splitSchema },
      notified: z.strictObject({ on: daySchema, reference: markSchema }).nullable().default(null),
      /** When both sides had signed, where the call asks for an agreement. */
      agreedOn: daySchema.nullable().default(null),
      payments: z.array(z.array(paidPartSchema).min(1).max(10)).max(20).default([]),
      reports: z.array(takenReportSchema).max(20).default([]),
      /** By when the report that is awaited comes; where it is not said, as the call says. */
      reportBy: daySchema.nullable().default(null),
      closed: z.strictObject({ on: daySchema, results: resultsSchema }).nullable().default(null),
    }),
    personal: z.strictObject({ title: lineSchema(256), description: paragraphsSchema(10_000) }),
  },
} as const
