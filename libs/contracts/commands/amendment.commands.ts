import { z } from 'zod'
import { centsSchema } from './fund.parts'
import { amendedProjectSchema, noteSchema, splitSchema } from './grant.parts'
import { codeSchema } from './parts'

/** Commands by which the amount, the dates or the scope of what was granted change. */
export const amendmentCommands = {
  /** The structure asks for its project to be changed. */
  AskAmendment: {
    data: z.strictObject({ project: amendedProjectSchema, reason: codeSchema }),
    personal: noteSchema,
  },
  /** The whole of what is granted from then on, with its split; both sides sign it first where the call asks for agreements. */
  AmendGrant: {
    data: z.strictObject({ project: amendedProjectSchema, cents: centsSchema, split: splitSchema, reason: codeSchema }),
    personal: noteSchema,
  },
  /** What was asked for is refused, or an amendment that is not signed yet is given up. */
  DeclineAmendment: { data: z.strictObject({ reason: codeSchema }), personal: noteSchema },
} as const
