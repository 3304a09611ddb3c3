import { z } from 'zod'
import { votes } from '../codes'
import { streamOf } from '../stream'
import { callIdSchema } from './fund.parts'
import { daySchema, paragraphsSchema } from './parts'

const ofGrant = { grant: streamOf('grant') }
const nothing = z.strictObject({})

/** Commands of a session of the committee, from its convocation to its close. */
export const sessionCommands = {
  /** `pack`: the grants that are to be heard, in their order. */
  ConveneSession: {
    data: z.strictObject({
      call: callIdSchema,
      on: daySchema,
      members: z.array(streamOf('actor')).min(1).max(60),
      pack: z.array(streamOf('grant')).min(1).max(50),
    }),
  },
  /** A member has an interest in a project: from then on they neither vote on it nor read its debate. */
  DeclareConflict: { data: z.strictObject(ofGrant) },
  CastVote: {
    data: z.strictObject({ ...ofGrant, vote: z.enum(votes) }),
    personal: z.strictObject({ note: paragraphsSchema(4000) }).optional(),
  },
  CloseSession: { data: nothing },
  CancelSession: { data: nothing },
  RemindSession: { data: nothing },
  ExpireSession: { data: nothing },
} as const
