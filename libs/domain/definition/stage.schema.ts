import { z } from 'zod'
import { supportKinds } from '../../contracts/codes'
import { codeSchema } from '../../contracts/commands/parts'
import { durationSchema as duration } from './duration.schema'
import { labelledList } from './list.schema'
import { ruleSchema } from './rule.schema'

/** Where a journey goes that leaves the last stage it needed. */
export const END = 'end'

/**
 * One way out of a stage: the first branch whose rule holds is taken, the last one has no rule. `to` is the code of a
 * later stage or `end`; `fr` says to people why stages are skipped.
 */
const branch = z.strictObject({
  when: ruleSchema.nullable().default(null),
  to: codeSchema,
  fr: z.string().min(1).max(200).nullable().default(null),
})

const common = { code: codeSchema, fr: z.string().min(1).max(100), next: z.array(branch).max(10) }

/** What every stage has, whatever its kind. */
export const anyStageSchema = z.looseObject(common)

/** Versions of the instruments that a stage measures with; Pix only where it is useful. */
const measures = z.strictObject({ skills: z.string(), sentiment: z.string(), pix: z.string().nullable() })

/** How many appointments may be missed, and how far ahead one may be given. */
const appointments = { maxMissed: z.int().min(1).max(20), bookWithin: duration }

/** A stage of a journey: its kind out of a closed set, its place in the graph, and the settings of that kind. */
export const stageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('prescription') }),
  z.strictObject({
    ...common,
    kind: z.literal('diagnostic'),
    measures,
    ...appointments,
  }),
  z.strictObject({ ...common, kind: z.literal('training'), measures, objectives: labelledList }),
  z.strictObject({
    ...common,
    kind: z.literal('dotation'),
    receiptVersion: z.string().min(1).max(80),
    /** What the person commits to by signing, a sentence each, as the receipt of this version says it. */
    commitments: z.array(z.string().min(1).max(300)).min(1).max(10),
    signatures: labelledList,
    ...appointments,
    /** For how long a laptop that fails is replaced, from its hand-over; null where it is not. */
    guarantee: duration.nullable().default(null),
  }),
  z.strictObject({ ...common, kind: z.literal('support'), support: z.enum(supportKinds) }),
  z.strictObject({
    ...common,
    kind: z.literal('evaluation'),
    measures: measures.omit({ pix: true }),
    questionnaire: z.string(),
    /** What the delay is counted from; where there was no hand-over or no training, from the exit. */
    anchor: z.enum(['hand_over', 'end_of_training', 'exit']),
    after: duration,
    calendar: z.enum(['civil', 'working']),
    maxAttempts: z.int().min(1).max(20),
  }),
])
export type StageDefinition = z.infer<typeof stageSchema>
export type StageKind = StageDefinition['kind']
export type StageOf<K extends StageKind> = Extract<StageDefinition, { kind: K }>
