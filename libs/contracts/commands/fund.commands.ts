import { z } from 'zod'
import { fundCounts } from '../fund.codes'
import { streamOf } from '../stream'
import { callIdSchema, centsSchema } from './fund.parts'
import { codeSchema, daySchema, markSchema } from './parts'

/** Commands of a fund line: what one funder gives one call. All amounts are cents of euro. */
export const fundLineCommands = {
  OpenFundLine: {
    data: z.strictObject({
      call: callIdSchema,
      strand: codeSchema,
      /** Whose money it is. */
      funder: streamOf('structure'),
      /** Whose public accountant pays. */
      payer: streamOf('structure'),
      counts: z.enum(fundCounts),
      on: daySchema,
    }),
  },
  /** By an agreement that was signed on that day, under its number. */
  PromiseContribution: { data: z.strictObject({ cents: centsSchema, agreement: markSchema, on: daySchema }) },
  /** What came on that day, under the number of its transfer. */
  ReceiveContribution: { data: z.strictObject({ cents: centsSchema, reference: markSchema, on: daySchema }) },
  /** Takes a contribution back whole, by the version of the event that recorded it: a contra entry, nothing is erased. */
  ReverseContribution: { data: z.strictObject({ entry: z.int().min(1), reason: codeSchema }) },
} as const
