import { z } from 'zod'
import { uuidSchema } from '../api/common.schemas'
import { streamOf } from '../stream'
import { CorrectPerson } from './correction.commands'
import { codeSchema } from './parts'

const reason = codeSchema

/** Commands about a person, whom a referral opens: who they are the same as, whom they live with, what is kept of them. */
export const personCommands = {
  /** Leads the person on whom the likeness was flagged; `person` is the other one. */
  DismissDuplicate: { data: z.strictObject({ person: streamOf('person'), reason }) },
  AskMerge: { data: z.strictObject({ person: streamOf('person'), reason }) },
  /** Leads the person who becomes an alias; `into` is the one who stays. */
  MergePersons: { data: z.strictObject({ into: streamOf('person'), reason }) },
  UnmergePersons: { data: z.strictObject({ reason }) },
  /** `household` is an opaque id, made by whoever first links two people. */
  JoinHousehold: { data: z.strictObject({ household: uuidSchema }) },
  LeaveHousehold: { data: z.strictObject({}) },
  CorrectPerson,
  ErasePerson: { data: z.strictObject({ cause: codeSchema }) },
} as const
