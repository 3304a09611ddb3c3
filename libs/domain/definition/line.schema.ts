import { z } from 'zod'
import { reasonsSchema } from '../../contracts/commands/parts'
import { labelledList } from './list.schema'
import { MAX_RULE_CHARS } from './rule.schema'

/** What a waiting list goes by, where a lieu has no place. */
export const lineSchema = z.strictObject({
  /** A CEL expression that answers a whole number: the smallest comes first. Without one, the date of referral decides. */
  priority: z.string().min(1).max(MAX_RULE_CHARS).nullable().default(null),
  /** Why a coordinator may have somebody followed all the same. */
  exceptions: labelledList,
  /** Why somebody goes back to their prescriber: no place came free in time, or the one offered was not confirmed. */
  expired: reasonsSchema,
  unconfirmed: reasonsSchema,
})
