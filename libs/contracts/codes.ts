import { z } from 'zod'

/**
 * The kinds of stages that a journey may be in; a definition orders, repeats and skips them, and 'closed' is the last.
 */
export const journeyStages = [
  'prescription',
  'diagnostic',
  'training',
  'support',
  'dotation',
  'evaluation',
  'closed',
] as const
export type JourneyStage = (typeof journeyStages)[number]

/** What a stage of support gives: a LandesMail address, a social connection offer, orientation to another service. */
export const supportKinds = ['mailbox', 'connection_offer', 'orientation'] as const
export type SupportKind = (typeof supportKinds)[number]

/** The stages of a dotation, the child of a journey: a laptop is awaited, then bound and to be handed over. */
export const dotationStages = ['stock', 'handover', 'closed'] as const
export type DotationStage = (typeof dotationStages)[number]

/** What is finally known of a journey. */
export const outcomeCodes = [
  'completed',
  'lost_to_follow_up',
  'withdrawn',
  'expired',
  'not_started',
  'not_eligible',
  'oriented_elsewhere',
] as const
export const outcomeSchema = z.enum(outcomeCodes)
export type OutcomeCode = z.infer<typeof outcomeSchema>

/** How a dotation ends. */
export const dotationOutcomes = ['handed_over', 'abandoned'] as const
export const dotationOutcomeSchema = z.enum(dotationOutcomes)
export type DotationOutcome = z.infer<typeof dotationOutcomeSchema>

/** Who acts. `system` is a deadline or an import's machine, never a person. */
export const roles = ['prescriber', 'mediator', 'recyclerie', 'evaluator', 'coordinator', 'system'] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** Who a task waits for: `lieu` is a place not yet personified by a mediator. */
export const ownerRoles = ['prescriber', 'lieu', 'mediator', 'recyclerie', 'coordinator'] as const
export const ownerSchema = z.object({ role: z.enum(ownerRoles), id: z.string().min(1) })
export type Owner = z.infer<typeof ownerSchema>
