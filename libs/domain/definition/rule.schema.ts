import { z } from 'zod'
import { codeSchema } from '../../contracts/commands/parts'

/** The longest rule that data may hold, in characters. */
export const MAX_RULE_CHARS = 500

/** A CEL expression over declared facts that answers a boolean. */
export const ruleSchema = z.string().min(1).max(MAX_RULE_CHARS)

/** What must be met to enter a journey or a call: each rule with the words of what is not met. */
export const conditionsSchema = z
  .array(
    z.strictObject({
      code: codeSchema,
      rule: ruleSchema,
      fr: z.string().min(1).max(500),
      en: z.string().min(1).max(500),
    }),
  )
  .max(30)
export type Condition = z.infer<typeof conditionsSchema>[number]
