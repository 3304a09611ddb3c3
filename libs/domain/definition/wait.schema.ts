import { z } from 'zod'
import { journeyOwners, outcomeSchema } from '../../contracts/codes'
import { codeSchema } from '../../contracts/commands/parts'
import { durationSchema as duration } from './duration.schema'
import type { StageKind } from './stage.schema'

/** The tasks that someone is asked to do, by the kind of stage in which they come. Each has a wait in the definition. */
export const tasksOf = {
  prescription: ['answer_referral', 'choose_lieu', 'await_place', 'confirm_place'],
  diagnostic: ['book_diagnostic', 'hold_diagnostic'],
  training: ['plan_training', 'follow_training'],
  dotation: ['await_laptop', 'book_hand_over', 'hand_over'],
  support: ['give_support'],
  evaluation: ['ask_follow_up'],
} as const satisfies Record<StageKind, readonly string[]>
export type Task = (typeof tasksOf)[StageKind][number]
export const tasks: readonly Task[] = Object.values(tasksOf).flat()

/** Who may be asked to do each task. A mediator is asked by name; a lieu, a recyclerie as a whole. */
export const ownersOf: Readonly<Record<Task, readonly (typeof journeyOwners)[number][]>> = {
  answer_referral: ['lieu'],
  choose_lieu: ['prescriber', 'coordinator'],
  await_place: ['lieu', 'coordinator'],
  confirm_place: ['lieu'],
  book_diagnostic: ['mediator', 'lieu', 'coordinator'],
  hold_diagnostic: ['mediator', 'lieu', 'coordinator'],
  plan_training: ['mediator', 'lieu', 'coordinator'],
  follow_training: ['mediator', 'lieu', 'coordinator'],
  await_laptop: ['recyclerie'],
  book_hand_over: ['mediator', 'lieu', 'coordinator'],
  hand_over: ['mediator', 'lieu', 'coordinator'],
  give_support: ['mediator', 'lieu', 'coordinator'],
  ask_follow_up: ['mediator', 'lieu', 'coordinator'],
}

/** Tasks whose end in silence closes the journey: what is then known of it, and why, in the two codes of any end. */
export const closingTasks = [
  'choose_lieu',
  'book_diagnostic',
  'hold_diagnostic',
  'plan_training',
  'follow_training',
  'ask_follow_up',
] as const satisfies readonly Task[]
export type ClosingTask = (typeof closingTasks)[number]

/**
 * One wait: who is asked, after how long they are reminded, how many times, and when it ends by itself.
 * Reminders come every `remindAfter`; days are civil or working.
 */
export const waitSchema = z.strictObject({
  owner: z.enum(journeyOwners),
  remindAfter: duration,
  reminders: z.int().min(0).max(24),
  expireAfter: duration,
  calendar: z.enum(['civil', 'working']),
})
export type Wait = z.infer<typeof waitSchema>

export const endSchema = z.strictObject({ outcome: outcomeSchema, shareable: codeSchema, internal: codeSchema })
export type End = z.infer<typeof endSchema>
