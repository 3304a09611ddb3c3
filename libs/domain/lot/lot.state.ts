import type { z } from 'zod'
import type { LotOutcome, LotStage, LotTask } from '../../contracts/codes'
import type { lotCommands } from '../../contracts/commands/lot.commands'
import type { LotWaits } from '../device/laptop.rules'
import type { DomainEvent } from '../kernel/decider'

export type LotOwn = { [T in keyof typeof lotCommands]: { type: T; data: z.output<(typeof lotCommands)[T]['data']> } }

/** How far one laptop of a lot has come; `out` is one that serves for parts, is recycled, given back or lost. */
export type LaptopStep = 'preparing' | 'graded' | 'ready' | 'delivered' | 'out'

/** A lot as it was acquired. It keeps the delays of its territory as they were then, as a journey keeps its definition. */
export type Acquisition = Omit<LotOwn['AcquireLot']['data'], 'on'> & {
  readonly territory: string
  readonly zone: string
  readonly waits: LotWaits
}

/** What has become of a lot's laptops; `missing` are those that were to come and never did. */
export interface LotCount {
  readonly delivered: number
  readonly out: number
  readonly left: number
  readonly missing: number
}

export type LotEvent =
  | DomainEvent<'LotAcquired', Acquisition>
  | DomainEvent<'LotReceived', { deliveryNote: string; laptops: number }>
  | DomainEvent<'LotFollowed', { device: string; step: LaptopStep }>
  | DomainEvent<'LotPrepared', Record<string, never>>
  | DomainEvent<'LotConfirmedReady', { laptops: number; missing: number }>
  | DomainEvent<'LotReminded', { task: LotTask }>
  | DomainEvent<'LotEscalated', { task: LotTask }>
  | DomainEvent<'LotClosed', LotCount & { outcome: LotOutcome; cause: string | null }>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

export type OpenStage = Exclude<LotStage, 'closed'>

/**
 * ordered   receive_lot: the recyclerie takes it in, with its delivery note
 * received  prepare_lot: its laptops are registered and prepared, one by one or in batches; those still to come are taken in
 * prepared  confirm_lot: all of them are graded or out of use, and are to be confirmed ready
 * ready     deliver_lot: all of them are ready or out of use, and are to be at their owner's place
 * closed    delivered, incomplete or cancelled
 *
 * Where a wait ends before that, the lot is `late`: it stays where it is, and its coordinator is to settle it.
 */
export type LotState = { readonly stage: 'unknown' } | OpenLot | ClosedLot

/** Laptops that came together, with their note and the day on which they did. */
interface Delivery {
  readonly deliveryNote: string
  readonly laptops: number
  readonly on: string
}

interface Known {
  /** With how many laptops were ordered: what comes does not change it. */
  readonly lot: Acquisition
  readonly orderedOn: string
  readonly deliveries: readonly Delivery[]
  /** True once nothing more is to come, whatever is missing. */
  readonly complete: boolean
  readonly laptops: Readonly<Record<string, LaptopStep>>
}

export interface OpenLot extends Known {
  readonly stage: OpenStage
  readonly late: boolean
  readonly since: string
  readonly reminders: number
}

interface ClosedLot extends Known {
  readonly stage: 'closed'
  readonly outcome: LotOutcome
  readonly count: LotCount
  readonly closedAt: string
}

const tasks = {
  ordered: 'receive_lot',
  received: 'prepare_lot',
  prepared: 'confirm_lot',
  ready: 'deliver_lot',
} as const satisfies Record<OpenStage, LotTask>

/** What an open lot waits for. */
export const taskOf = ({ stage, late }: Pick<OpenLot, 'stage' | 'late'>): LotTask =>
  late ? 'settle_lot' : tasks[stage]

/** How many laptops were delivered so far, as their notes say; none more than were ordered, and some may have to come. */
export const cameOf = ({ deliveries }: Pick<Known, 'deliveries'>): number =>
  deliveries.reduce((sum, { laptops }) => sum + laptops, 0)

/** How many registered laptops of a lot are at one of some steps. */
export const numberAt = ({ laptops }: Pick<Known, 'laptops'>, ...steps: readonly LaptopStep[]): number =>
  Object.values(laptops).filter((step) => steps.includes(step)).length

/** What has become of a lot's laptops by now. */
export function countOf(state: Known): LotCount {
  const [delivered, out] = [numberAt(state, 'delivered'), numberAt(state, 'out')]
  const registered = Object.keys(state.laptops).length
  return { delivered, out, left: registered - delivered - out, missing: Math.max(0, state.lot.laptops - registered) }
}

/** Where each laptop of a lot is accounted for, and none is missing, it was delivered. */
export const outcomeOf = ({ left, missing }: LotCount): LotOutcome => (left + missing > 0 ? 'incomplete' : 'delivered')

/** The stage that the laptops of a received lot have reached; 'closed' where each is delivered or out of use. */
export function reached(state: Known): Exclude<LotStage, 'ordered'> {
  if ((!state.complete && countOf(state).missing > 0) || numberAt(state, 'preparing') > 0) return 'received'
  if (numberAt(state, 'graded') > 0) return 'prepared'
  return numberAt(state, 'ready') > 0 ? 'ready' : 'closed'
}

/** Folds one decided event. */
export function evolve(state: LotState, event: LotEvent): LotState {
  if (event.type === 'LotAcquired') {
    const { data: lot, at: since, on: orderedOn = since.slice(0, 10) } = event
    const known = { lot, orderedOn, deliveries: [], complete: false, laptops: {} }
    return { stage: 'ordered', late: false, since, reminders: 0, ...known }
  }
  if (state.stage === 'unknown' || state.stage === 'closed') return state
  const entered = { late: false, since: event.at, reminders: 0 }
  switch (event.type) {
    case 'LotReceived':
      return received({ ...state, ...entered }, event)
    case 'LotFollowed':
      return { ...state, laptops: { ...state.laptops, [event.data.device]: event.data.step } }
    case 'LotPrepared':
      return { ...state, ...entered, stage: 'prepared' }
    case 'LotConfirmedReady':
      return { ...state, ...entered, stage: 'ready', complete: true }
    case 'LotReminded':
      return { ...state, reminders: state.reminders + 1 }
    case 'LotEscalated':
      return { ...state, ...entered, late: true }
    case 'LotClosed':
      return closed(state, event)
    case 'PlanRecomputed':
      return state
  }
}

/** Even where nothing more was to come of it, what comes is taken in. */
function received(
  state: OpenLot,
  { data, at, on = at.slice(0, 10) }: Extract<LotEvent, { type: 'LotReceived' }>,
): OpenLot {
  return { ...state, stage: 'received', complete: false, deliveries: [...state.deliveries, { ...data, on }] }
}

function closed(state: OpenLot, { data, at: closedAt }: Extract<LotEvent, { type: 'LotClosed' }>): ClosedLot {
  const { lot, orderedOn, deliveries, complete, laptops } = state
  const { outcome, delivered, out, left, missing } = data
  const count = { delivered, out, left, missing }
  return { stage: 'closed', lot, orderedOn, deliveries, complete, laptops, outcome, count, closedAt }
}
