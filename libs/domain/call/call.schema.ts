import { z } from 'zod'
import { callIdSchema, centsSchema } from '../../contracts/commands/fund.parts'
import { codeSchema, daySchema } from '../../contracts/commands/parts'
import { durationSchema as duration } from '../definition/duration.schema'
import { labelledList, labelledSchema } from '../definition/list.schema'
import { conditionsSchema } from '../definition/rule.schema'
import { zoneSchema } from '../definition/zone.schema'

/** The tasks of a grant that somebody is asked to do, in the order in which they come. Each has a wait in its call. */
export const grantTasks = [
  'submit_application',
  'check_application',
  'complete_application',
  'study_application',
  'hear_committee',
  'decide',
  'meet_condition',
  'examine_again',
  'notify',
  'issue_agreement',
  'sign_agreement',
  'countersign_agreement',
  'decide_amendment',
  'order_payment',
  'approve_payment',
  'record_payment',
  'hand_in_report',
  'accept_report',
  'settle_report',
  'evaluate',
  'record_recovery',
] as const
export type GrantTask = (typeof grantTasks)[number]

/** What somebody is asked: each task and, of `meet_condition`, what its manager is asked once the document is there. */
export const askedTasks = [...grantTasks, 'check_condition'] as const
export type AskedTask = (typeof askedTasks)[number]

/** Tasks whose end is a day that somebody has set: the call's close, the day of a condition, of a report, of a deferral. */
export const datedTasks = [
  'submit_application',
  'complete_application',
  'meet_condition',
  'examine_again',
  'hand_in_report',
] as const satisfies readonly GrantTask[]
export type DatedTask = (typeof datedTasks)[number]
export type CountedTask = Exclude<GrantTask, DatedTask>
export const countedTasks = grantTasks.filter(
  (task) => !(datedTasks as readonly string[]).includes(task),
) as CountedTask[]

/**
 * A wait that is counted from when it begins: reminded every `remindAfter`, so many times; at its end the fund manager is
 * told and goes on, and is told again after as long.
 */
const countedWaitSchema = z.strictObject({
  remindAfter: duration,
  reminders: z.int().min(0).max(24),
  expireAfter: duration,
  calendar: z.enum(['civil', 'working']),
})
export type CountedWait = z.infer<typeof countedWaitSchema>

/** A wait until a day: reminded so long before it, and on the day. */
const datedWaitSchema = z.strictObject({ remindBefore: z.array(duration).max(5), onTheDay: z.boolean() })
export type DatedWait = z.infer<typeof datedWaitSchema>

const percent = z.int().min(1).max(100)

/** Whose documents are asked for: of everybody, or of bodies of private or of public law alone. */
const documentSchema = labelledSchema.extend({ of: z.enum(['all', 'private', 'public']) })

const criterionSchema = labelledSchema.extend({
  /** Out of 100 over all criteria. */
  weight: percent,
  /** Scores go from 0 to this. */
  max: z.int().min(1).max(20),
})

/** What an applicant may aim at: a number counted in `unit`. */
const indicatorSchema = labelledSchema.extend({ unit: codeSchema })

const step = { code: codeSchema, fr: z.string().min(1).max(200) }

/** What every step has, whatever its kind. */
export const anyStepSchema = z.looseObject(step)

const paymentStepSchema = z.strictObject({
  ...step,
  kind: z.literal('payment'),
  percent,
})
const reportStepSchema = z.strictObject({
  ...step,
  kind: z.literal('report'),
  /** From which day the report's own is counted: the notification, the last payment, or the end of the project. */
  from: z.enum(['notification', 'payment', 'project_end']),
  after: duration,
})
/** What follows a decision, in its order. */
export const courseStepSchema = z.discriminatedUnion('kind', [paymentStepSchema, reportStepSchema])
export type CourseStep = z.infer<typeof courseStepSchema>

const reasonLists = z.strictObject({
  inadmissible: labelledList,
  refused: labelledList,
  deferred: labelledList,
  reversed: labelledList,
  withdrawn: labelledList,
  /** None is needed where nothing may be recovered. */
  recovery: z.array(labelledSchema).max(100),
  amended: labelledList,
})

/** A version of a call for projects, as the fund's governance agreed on it: data, never code. */
export const callSchema = z.strictObject({
  id: callIdSchema,
  territory: z.string().min(1).max(10),
  zone: zoneSchema,
  title: z.string().min(1).max(100),
  /** What part of the fund it spends. */
  strand: labelledSchema,
  envelopeCents: centsSchema,
  /** What one grant may be at most; null where only the envelope bounds it. */
  largestCents: centsSchema.nullable(),
  /** Applications are taken from the first to the last of these days, both included. */
  opensOn: daySchema,
  closesOn: daySchema,
  eligibility: conditionsSchema,
  publics: labelledList,
  /** Who else may pay for a part of a project. */
  cofunders: labelledList,
  documents: z.array(documentSchema).max(30),
  criteria: z.array(criterionSchema).max(20),
  indicators: z.array(indicatorSchema).max(30),
  instruction: z.strictObject({
    /** How many reviewers must have answered before the instruction may be concluded; 0 where the manager studies alone. */
    reviewers: z.int().min(0).max(9),
  }),
  /** Null where the fund manager decides without a committee. */
  committee: z
    .strictObject({
      /** How many members must have voted, conflicts of interest aside; null where no number is asked for. */
      quorum: z.int().min(1).max(60).nullable(),
      /** Whether members vote; where they do not, the session is only heard. */
      votes: z.boolean(),
    })
    .nullable(),
  agreement: z.boolean(),
  recovery: z.boolean(),
  course: z.array(courseStepSchema).min(1).max(20),
  reasons: reasonLists,
  waits: z.strictObject({
    ...(Object.fromEntries(countedTasks.map((task) => [task, countedWaitSchema])) as Record<
      CountedTask,
      typeof countedWaitSchema
    >),
    ...(Object.fromEntries(datedTasks.map((task) => [task, datedWaitSchema])) as Record<
      DatedTask,
      typeof datedWaitSchema
    >),
  }),
})
export type Call = z.infer<typeof callSchema>

/** Above this sum a body of private law signs an agreement (loi n° 2000-321, article 10; décret n° 2001-495, article 1). */
export const AGREEMENT_ABOVE_CENTS = 2_300_000
