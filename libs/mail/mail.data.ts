import { z } from 'zod'
import { askedTasks as grantAskedTasks } from '../domain/call/call.schema'
import { grantOutcomeSchema, lotOutcomeSchema, lotTasks, outcomeSchema } from '../contracts/codes'
import { daySchema, markSchema } from '../contracts/commands/parts'
import { differenceCodes } from '../contracts/difference.codes'
import { streamOf } from '../contracts/stream'
import type { MailKind } from '../domain/kernel/decider'
import { verdicts } from './words/grant.words'
import { askedTasks } from './words/task.words'

const place = streamOf('place')
const device = streamOf('device')
const instant = z.iso.datetime({ offset: false })
const code = z.string()
/** Several codes in one text, apart by spaces. */
const codes = z
  .string()
  .nullish()
  .transform((several) => several?.split(' ') ?? [])

/** A lot as its mails name it: the number of its order, and until when something is asked. */
const lotAsked = z.object({ order: markSchema, laptops: z.int(), task: z.enum(lotTasks), end: instant })

/** A session of the committee: its day, and of how many grants; `votes` is 1 where members vote. */
const session = z.object({ on: daySchema, grants: z.int().min(1), votes: z.int() })
/** A grant as its mails name it: the title of its call, and the number that people can tell each other. */
const grant = z.object({ call: z.string().max(100), number: z.string().regex(/^[0-9a-f]{8}$/) })
const grantAsked = grant.extend({ task: z.enum(grantAskedTasks), until: daySchema })

/** What the core writes into a mail of each kind, as far as its text uses it: ids, codes, dates and numbers. */
export const mailData = {
  referral_received: z.object({}),
  referral_accepted: z.object({ place }),
  referral_back: z.object({
    place,
    reason: code.nullable(),
    cause: z.enum(['line_expired', 'offer_lapsed']).nullish(),
  }),
  referral_taken_back: z.object({ place, cause: z.enum(['no_answer', 'withdrawn', 'line_expired', 'offer_lapsed']) }),
  line_entered: z.object({ place }),
  line_rank: z.object({ place, rank: z.int().min(1) }),
  place_offered: z.object({ place }),
  task_reminder: z.object({ task: z.enum(askedTasks), device: device.nullish() }),
  journey_closed: z.object({
    outcome: outcomeSchema,
    reason: code.nullable(),
    internal: code.nullish(),
    unmet: codes,
    lastHandedOverOn: daySchema.nullish(),
    monthsSinceEquipped: z.int().nullish(),
  }),
  diagnostic_booked: z.object({ place, at: instant }),
  laptop_wanted: z.object({ place, number: z.int().min(1), needs: codes }),
  laptop_bound: z.object({ device }),
  laptop_lent: z.object({ device, place, document: markSchema, left: z.int().min(0) }),
  laptop_handed_over: z.object({ on: daySchema.nullable() }),
  laptop_released: z.object({ device, cause: z.enum(['withdrawn', 'no_laptop', 'not_collected']) }),
  laptop_no_longer_needed: z.object({ place, number: z.int().min(0) }),
  dotation_given_up: z.object({ place, replacing: z.int().default(0) }),
  follow_up_due: z.object({}),
  lot_ordered: lotAsked,
  lot_reminder: lotAsked,
  lot_ready: lotAsked,
  lot_late: lotAsked.extend({ end: instant.nullable() }),
  lot_closed: z.object({
    order: markSchema,
    outcome: lotOutcomeSchema,
    delivered: z.int(),
    out: z.int(),
    left: z.int(),
    missing: z.int(),
  }),
  journey_paused: z.object({ place, until: daySchema, reason: code }),
  journey_resumed: z.object({ place, by: z.enum(['person', 'date']) }),
  journey_received: z.object({ place, named: z.int() }),
  journey_handed_on: z.object({ place, until: instant, reason: code.nullable() }),
  lieu_changed: z.object({ place, reason: code }),
  referral_accepted_you: z.object({ place }),
  appointment_booked_you: z.object({ place, at: instant, stage: code }),
  appointment_moved: z.object({ place, at: instant, stage: code }),
  appointment_reminder_you: z.object({ place, at: instant, stage: code }),
  appointment_off_you: z.object({ place, at: instant, stage: code, again: z.int().default(1) }),
  lieu_changed_you: z.object({ place, appointment: instant.nullable(), stage: code }),
  laptop_ready_you: z.object({ place }),
  replacement_awaited_you: z.object({ place }),
  replacement_off_you: z.object({ place }),
  follow_up_you: z.object({ place }),
  journey_ended_you: z.object({ place, outcome: outcomeSchema, appointment: instant.nullable(), stage: code }),
  appointment_calendar: z.object({ place, at: instant, stage: code }),
  appointment_cancelled: z.object({ place, at: instant, stage: code }),
  correction_differs: z.object({
    codes: z
      .string()
      .transform((codes) => codes.split(' '))
      .pipe(z.array(z.enum(differenceCodes)).min(1)),
  }),
  hand_over_corrected: z.object({ on: daySchema }),
  journey_reopened: z.object({ stage: code }),
  session_convened: session,
  session_reminder: session,
  session_late: session,
  session_cancelled: session,
  grant_task: grantAsked,
  grant_reminder: grantAsked,
  grant_late: grantAsked,
  grant_review_asked: grant.extend({ until: daySchema.nullable() }),
  grant_decided: grant.extend({
    verdict: z.enum(verdicts),
    cents: z.int().nullable(),
    reason: z.string().nullable(),
    until: daySchema.nullable(),
    reference: markSchema.nullable(),
  }),
  grant_paid: grant.extend({ cents: z.int(), on: daySchema.nullable(), mandate: markSchema }),
  coverage_low: grant.extend({ leftCents: z.int(), until: daySchema }),
  cost_twice: grant.extend({ cents: z.int() }),
  recovery_proposed: grant.extend({ cents: z.int() }),
  grant_closed: grant.extend({ outcome: grantOutcomeSchema, reason: z.string().nullable() }),
} as const satisfies Record<MailKind, z.ZodType>

export type MailData = { readonly [K in MailKind]: z.output<(typeof mailData)[K]> }
