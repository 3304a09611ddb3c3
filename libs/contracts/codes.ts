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

/** The stages of a dotation, the child of a journey: a laptop is awaited, then bound and to be handed over, then covered. */
export const dotationStages = ['stock', 'handover', 'guarantee', 'closed'] as const
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

/**
 * How a dotation ends: the person has a laptop, never had one, or gave a faulty one back and got no other in its place.
 */
export const dotationOutcomes = ['handed_over', 'abandoned', 'not_replaced'] as const
export const dotationOutcomeSchema = z.enum(dotationOutcomes)
export type DotationOutcome = z.infer<typeof dotationOutcomeSchema>

/** The stages of a lot of laptops: how far all of it has come; 'closed' is a stage. */
export const lotStages = ['ordered', 'received', 'prepared', 'ready', 'closed'] as const
export type LotStage = (typeof lotStages)[number]

/** What a lot waits for. `settle_lot` is the coordinator's, once whoever was awaited before has let the time pass. */
export const lotTasks = ['receive_lot', 'prepare_lot', 'confirm_lot', 'deliver_lot', 'settle_lot'] as const
export type LotTask = (typeof lotTasks)[number]

/** How a lot ends: every laptop delivered or out of use, some of them missing, or the order given up. */
export const lotOutcomes = ['delivered', 'incomplete', 'cancelled'] as const
export const lotOutcomeSchema = z.enum(lotOutcomes)
export type LotOutcome = (typeof lotOutcomes)[number]

/** How far a grant is, from its application to its closure; 'closed' is a stage. */
export const grantStages = [
  'application',
  'admissibility',
  'instruction',
  'committee',
  'decision',
  'notification',
  'agreement',
  'payment',
  'report',
  'evaluation',
  'recovery',
  'closed',
] as const
export type GrantStage = (typeof grantStages)[number]

/** How a grant ends; `closed` is the one that went its whole course. */
export const grantOutcomes = [
  'closed',
  'not_submitted',
  'inadmissible',
  'refused',
  'lapsed',
  'withdrawn',
  'recovered',
] as const
export const grantOutcomeSchema = z.enum(grantOutcomes)
export type GrantOutcome = z.infer<typeof grantOutcomeSchema>

/** The stages of a session of the committee: its members were called to it, or it is over; 'closed' is a stage. */
export const sessionStages = ['convened', 'closed'] as const
export type SessionStage = (typeof sessionStages)[number]

/** How a session ends: its grants were heard, or it did not take place. */
export const sessionOutcomes = ['held', 'cancelled'] as const
export const sessionOutcomeSchema = z.enum(sessionOutcomes)
export type SessionOutcome = (typeof sessionOutcomes)[number]

/** What a member says of a grant. */
export const votes = ['agree', 'disagree', 'abstain'] as const
export type Vote = (typeof votes)[number]

/**
 * Where a laptop is: at the recyclerie until `ready`, then on its way (`sent`) and at its owner's place (`delivered`);
 * promised to a dotation wherever it is by then (`bound`), given, sent back for repair; the last ones are out of use.
 */
export const deviceStatuses = [
  'received',
  'released',
  'wiped',
  'tested',
  'graded',
  'ready',
  'sent',
  'delivered',
  'bound',
  'handed_over',
  'sent_back',
  'replaced',
  'for_parts',
  'recycled',
  'returned',
  'lost',
] as const
export type DeviceStatus = (typeof deviceStatuses)[number]

/** A laptop of a stock that a dotation may take: ready, wherever it is between the recyclerie and its owner's place. */
export const freeDeviceStatuses = ['ready', 'sent', 'delivered'] as const satisfies readonly DeviceStatus[]

/** How a laptop leaves for good; `returned` is to whoever gave it. */
export const deviceExits = ['for_parts', 'recycled', 'returned', 'lost'] as const satisfies readonly DeviceStatus[]
export type DeviceExit = (typeof deviceExits)[number]

/** Who acts. `system` is a deadline or an import's machine, never a person. */
export const roles = [
  'prescriber',
  'mediator',
  'recyclerie',
  'evaluator',
  'coordinator',
  'applicant',
  'fund_manager',
  'reviewer',
  'member',
  'payer',
  'funder',
  'system',
] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** Who a task of a journey, a dotation or a lot waits for: `lieu` is a place not yet personified by a mediator. */
export const journeyOwners = ['prescriber', 'lieu', 'mediator', 'recyclerie', 'coordinator'] as const

/** Who any task waits for; of a grant, the structure that applies, the territory's fund managers, the structure that pays. */
export const ownerRoles = [...journeyOwners, 'applicant', 'fund_manager', 'payer'] as const
export const ownerSchema = z.object({ role: z.enum(ownerRoles), id: z.string().min(1) })
export type Owner = z.infer<typeof ownerSchema>

/**
 * Who reads a mail: whoever a task may wait for; of laptops, the people of the structure that owns them; the person whose
 * journey it is; of a grant, a reviewer or a member by name, and the people of a structure that gives money.
 */
export const readerRoles = [...ownerRoles, 'owner', 'beneficiary', 'reviewer', 'member', 'funder'] as const
export type ReaderRole = (typeof readerRoles)[number]
