import { z } from 'zod'
import { journeyStages, outcomeSchema } from '../codes'
import { daySchema } from '../commands/parts'
import { instantSchema } from '../plan'

export const sirenPattern = /^\d{9}$/

/** Which journeys are counted: those referred from one day to another, both included, of a definition, of an EPCI. */
export const outcomeQuerySchema = z
  .strictObject({
    from: daySchema.optional(),
    to: daySchema.optional(),
    definition: z.string().max(100).optional(),
    epci: z.string().regex(sirenPattern).optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] })
export type OutcomeQuery = z.output<typeof outcomeQuerySchema>

/** How many journeys; null where it is withheld, so that no group of fewer than 11 people can be told apart. */
const count = z.int().nonnegative().nullable()
const masked = z.boolean().meta({ description: 'true : un chiffre de cette ligne est retenu (petit groupe)' })
const stage = z.enum(journeyStages).exclude(['closed'])

const byOutcome = z.object({ outcome: outcomeSchema, journeys: count, masked }).meta({ id: 'OutcomeCount' })
/** What was before this service. Its journeys are counted above; its laptops, of people without a journey, are not. */
const reprise = z
  .object({
    journeys: count.meta({ description: 'Parcours repris : ils sont comptés dans journeys' }),
    laptops: count.meta({
      description: 'Ordinateurs remis auparavant, hors parcours : ils s’ajoutent à laptopsHandedOver',
    }),
    masked,
  })
  .meta({ id: 'RepriseCounts' })
const byStage = z.object({ stage, journeys: count, masked }).meta({ id: 'StageCount' })

/** How long a stage took, among the journeys that have left it. */
const stageTime = z
  .object({ stage, journeys: count, medianSeconds: z.number().nullable(), p90Seconds: z.number().nullable(), masked })
  .meta({ id: 'StageTime' })

/** Means of the sentiment of competence of the same people, at the diagnostic and later, with the same instrument. */
const sentiment = z
  .object({
    instrument: z.string(),
    moment: z.enum(['after_training', 'follow_up']),
    pairs: count,
    before: z.number().nullable(),
    after: z.number().nullable(),
    masked,
  })
  .meta({ id: 'SentimentChange' })

/** Levels in one skill of the same people before and after the training, lowest level first. */
const skill = z
  .object({
    instrument: z.string(),
    item: z.string(),
    pairs: count,
    levels: z.array(z.object({ level: z.string(), before: count, after: count, masked }).meta({ id: 'SkillLevel' })),
    masked,
  })
  .meta({ id: 'SkillChange' })

const followUp = z
  .object({
    instrument: z.string(),
    question: z.string(),
    answered: count,
    answers: z.array(z.object({ answer: z.string(), journeys: count, masked }).meta({ id: 'FollowUpAnswer' })),
    masked,
  })
  .meta({ id: 'FollowUpQuestion' })

const byEpci = z
  .object({ epci: z.string(), name: z.string(), journeys: count, completed: count, laptops: count, masked })
  .meta({ id: 'EpciOutcomes' })

/** What became of the journeys. Exact for the coordinator; an evaluator reads no group of fewer than 11 people. */
export const outcomesSchema = z
  .object({
    journeys: count,
    laptopsHandedOver: count,
    reprise,
    byOutcome: z.array(byOutcome),
    openByStage: z.array(byStage),
    stageTimes: z.array(stageTime),
    sentiment: z.array(sentiment),
    skills: z.array(skill),
    followUp: z.array(followUp),
    byEpci: z.array(byEpci),
    /** Statistics follow the log: how far they are, and the age in seconds of the oldest fact not yet counted. */
    asOf: z.object({ recordedAt: instantSchema.nullable(), lagSeconds: z.number().nonnegative() }),
    masked,
  })
  .meta({ id: 'Outcomes' })
export type Outcomes = z.infer<typeof outcomesSchema>
