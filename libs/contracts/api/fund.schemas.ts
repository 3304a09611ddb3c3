import { z } from 'zod'
import { callIdSchema } from '../commands/fund.parts'
import { codeSchema, daySchema, markSchema } from '../commands/parts'
import { fundAccounts, fundCounts, grantAccounts } from '../fund.codes'
import { streamOf } from '../stream'
import { uuidSchema } from './common.schemas'

const cents = z.int().meta({ description: 'Centimes d’euro' })

export const accountsOf = <A extends string>(accounts: readonly A[]) =>
  z.object(Object.fromEntries(accounts.map((account) => [account, cents])) as Record<A, typeof cents>)

/** What each account holds; all are >= 0. */
export const balancesSchema = accountsOf(fundAccounts).meta({ id: 'FundBalances' })
export type FundBalances = z.infer<typeof balancesSchema>

export const lineSchema = z.object({
  id: uuidSchema,
  call: callIdSchema,
  strand: codeSchema,
  funder: streamOf('structure'),
  payer: streamOf('structure'),
  counts: z.enum(fundCounts),
})

export const fundLineQuerySchema = z.object({ call: callIdSchema.optional() })
export type FundLineQuery = z.infer<typeof fundLineQuerySchema>

/** The lines of the fund, and what each holds now. */
export const fundLinesSchema = z
  .object({
    items: z.array(lineSchema.extend({ version: z.int(), balances: balancesSchema }).meta({ id: 'FundLine' })),
  })
  .meta({ id: 'FundLines' })
export type FundLines = z.infer<typeof fundLinesSchema>

/** `on` is the day at whose end the line is looked at: today where it is not said. */
export const fundStatementQuerySchema = z.object({ on: daySchema.optional() })
export type FundStatementQuery = z.infer<typeof fundStatementQuerySchema>

/** One entry, which several postings make: debits > 0, credits < 0, together 0. `free` is what the line had left after it. */
const entrySchema = z
  .object({
    entry: z.int(),
    what: z.enum(['ContributionPromised', 'ContributionReceived', 'ContributionReversed', 'FundsMoved']),
    recordedOn: daySchema,
    /** The day of the fact, where one was told. */
    on: daySchema.nullable(),
    cents,
    /** The number of the agreement or of the transfer. */
    mark: markSchema.nullable(),
    /** Of a contra entry: the entry that it takes back, and why. */
    reverses: z.int().nullable(),
    reason: codeSchema.nullable(),
    grant: z.string().nullable(),
    free: cents,
    postings: z.array(z.object({ account: z.enum(fundAccounts), grant: z.string().nullable(), cents })),
  })
  .meta({ id: 'FundEntry' })
export type FundEntry = z.infer<typeof entrySchema>

/** A line at the end of a day, by what had been recorded by then: it does not change when something is recorded later. */
export const fundStatementSchema = z
  .object({
    line: lineSchema,
    on: daySchema,
    /** At the beginning of that day. */
    opening: balancesSchema,
    closing: balancesSchema,
    grants: z.array(accountsOf(grantAccounts).extend({ grant: z.string() })),
    entries: z.array(entrySchema),
  })
  .meta({ id: 'FundStatement' })
export type FundStatement = z.infer<typeof fundStatementSchema>
