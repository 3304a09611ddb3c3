import { z } from 'zod'
import { sessionOutcomeSchema, sessionStages, votes } from '../codes'
import { callIdSchema } from '../commands/fund.parts'
import { daySchema } from '../commands/parts'
import { instantSchema } from '../plan'
import { streamOf } from '../stream'
import { pageOf, pageQuery, uuidSchema, waitingOwnerSchema, wordsSchema } from './common.schemas'

export const sessionQuerySchema = z.strictObject({
  ...pageQuery(daySchema, streamOf('session')),
  stage: z.enum(sessionStages).optional(),
  call: callIdSchema.optional(),
})
export type SessionQuery = z.output<typeof sessionQuerySchema>

const line = {
  id: uuidSchema,
  version: z.int(),
  call: callIdSchema,
  on: daySchema,
  /** How many members must have voted on a grant; null where no number is asked for. */
  quorum: z.int().nullable(),
  /** Whether members vote. */
  votes: z.boolean(),
  stage: z.enum(sessionStages),
  outcome: sessionOutcomeSchema.nullable(),
  /** How many grants are to be heard. */
  grants: z.int(),
  task: z.string().nullable(),
  waitsFor: waitingOwnerSchema.nullable(),
  until: instantSchema.nullable(),
  otherwise: wordsSchema.nullable(),
}

/** A session of the committee, as lists show it. */
export const sessionLineSchema = z.object(line).meta({ id: 'SessionLine' })
export type SessionLine = z.infer<typeof sessionLineSchema>
export const sessionPageSchema = pageOf(sessionLineSchema).meta({ id: 'SessionPage' })

/** What a member has voted, and what they wrote with it. */
const voteSchema = z.object({
  member: streamOf('actor'),
  vote: z.enum(votes),
  note: z.string().nullable(),
  at: instantSchema,
})

/** `result` and `debate` are null for a member in conflict; `result` also until the session was held. */
const heardSchema = z.object({
  grant: streamOf('grant'),
  /** The members who have an interest in its project. */
  conflicts: z.array(streamOf('actor')),
  result: z.object({ agree: z.int(), disagree: z.int(), abstain: z.int(), quorate: z.boolean() }).nullable(),
  debate: z.array(voteSchema).nullable(),
})

export const sessionSchema = z
  .object({ ...line, members: z.array(streamOf('actor')), pack: z.array(heardSchema) })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof sessionSchema>
