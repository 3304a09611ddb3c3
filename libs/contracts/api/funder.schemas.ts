import { z } from 'zod'
import { daySchema } from '../commands/parts'
import { callIdSchema } from '../commands/fund.parts'
import { grantAccounts } from '../fund.codes'
import { streamOf } from '../stream'
import { accountsOf, balancesSchema, lineSchema } from './fund.schemas'

const structureSchema = z.object({ id: streamOf('structure'), name: z.string(), siret: z.string().nullable() })

/** What one grant has of one line. */
const givenSchema = accountsOf(grantAccounts).extend({
  line: lineSchema.shape.id,
  grant: streamOf('grant'),
  call: callIdSchema,
  structure: structureSchema,
  /** Of the project, in the words of its structure. */
  title: z.string().nullable(),
})

/**
 * All that a funder gives at the end of a day, by what had been recorded by then: its lines, and what each grant has of
 * them. Amounts are those of the postings; names and titles are those of today.
 */
export const funderStatementSchema = z
  .object({
    funder: structureSchema,
    on: daySchema,
    total: balancesSchema,
    lines: z.array(lineSchema.extend({ balances: balancesSchema })),
    grants: z.array(givenSchema.meta({ id: 'FunderGrant' })),
  })
  .meta({ id: 'FunderStatement' })
export type FunderStatement = z.infer<typeof funderStatementSchema>
