import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { codeSchema } from '../../contracts/commands/parts'
import { lotTasks, type LotTask } from '../../contracts/codes'
import { durationSchema, isInDays } from '../definition/duration.schema'
import { times } from '../kernel/wait'
import { featureListSchema, featuresAreKnown } from './laptop.features'

/** A list in which each code has the words that people read, each code once. */
const labelledList = z
  .array(z.strictObject({ code: codeSchema, fr: z.string().min(1) }))
  .min(1)
  .refine((list) => new Set(list.map(({ code }) => code)).size === list.length, { message: 'a code is there twice' })

/** A list of criteria and its version, such as criteres-landes.v1. */
const versionSchema = z.string().regex(/^[a-z0-9-]{1,60}\.v\d{1,4}$/)

const sameStart = { relativeTo: '2024-01-01' }

/** How long a lot waits at a task, how often whoever is awaited is reminded, and when the wait ends. */
const wait = z
  .strictObject({
    remindAfter: durationSchema,
    reminders: z.int().min(0).max(50),
    expireAfter: durationSchema,
    calendar: z.enum(['civil', 'working']),
  })
  .refine(
    ({ calendar, remindAfter, expireAfter }) => calendar === 'civil' || [remindAfter, expireAfter].every(isInDays),
    {
      message: 'working days are counted in days (P10D)',
    },
  )
  .refine(
    ({ remindAfter, reminders, expireAfter }) =>
      Temporal.Duration.compare(times(remindAfter, reminders), expireAfter, sameStart) < 0,
    { message: 'the last reminder would come no sooner than the end of the wait' },
  )
export type LotWait = z.infer<typeof wait>
export type LotWaits = Readonly<Record<LotTask, LotWait>>

/**
 * What a territory has agreed on about its laptops (the section `laptops` of definitions/territories/*.json): from whom
 * they come, what a recyclerie must prove and test, the codes by which a laptop is told, and how long a lot may wait.
 */
export const laptopRulesSchema = z
  .strictObject({
    /** The programme in whose name mails about lots are written. */
    programme: z.string().min(1),
    sources: labelledList,
    /** The criteria, by their version, on which a recyclerie is admitted. */
    admission: z.strictObject({ criteria: versionSchema }),
    wipe: z.strictObject({ methods: labelledList, tools: labelledList }),
    /** What is tested, and what becomes of a laptop that fails: parts are taken from it, or all of it is recycled. */
    tests: z.strictObject({
      version: versionSchema,
      criteria: z
        .array(z.strictObject({ code: codeSchema, fr: z.string().min(1), failed: z.enum(['for_parts', 'recycled']) }))
        .min(1),
    }),
    grades: labelledList,
    batteries: labelledList,
    systems: labelledList,
    accessibility: labelledList,
    screenInches: z.strictObject({ min: z.number().positive(), max: z.number().positive() }),
    /** What somebody may need of a laptop, and which laptops have it. */
    features: featureListSchema,
    /** Why a laptop leaves the stock for good, and what is wrong with one that comes back. */
    discards: labelledList,
    faults: labelledList,
    /** Why a lot ends without all of its laptops. */
    shortfalls: labelledList,
    /** Whether laptops may be registered already prepared, with their proof, by whoever prepared them before. */
    preparedElsewhere: z.boolean(),
    waits: z.strictObject(Object.fromEntries(lotTasks.map((task) => [task, wait])) as Record<LotTask, typeof wait>),
  })
  .refine(featuresAreKnown, { path: ['features'], message: 'a feature reads a system or an aid that no list has' })
export type LaptopRules = z.infer<typeof laptopRulesSchema>
