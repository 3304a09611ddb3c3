import type { DotationOutcome } from '../../contracts/codes'
import { never } from '../kernel/refusal'
import type { DomainEvent } from '../kernel/decider'
import type { Frozen } from '../kernel/wait'

/** What a dotation is opened with: the journey it serves and the stock it draws from. */
export interface DotationOpening {
  readonly journey: string
  readonly person: string
  readonly place: string
  readonly structure: string
  /** Null after a change of lieu, until the new one has named somebody. */
  readonly mediator: string | null
  readonly definition: string
  readonly territory: string
  readonly epci: string
  readonly recyclerie: string | null
  /** Laptops that were ready in the structure's stock, and dotations that already waited on it. */
  readonly ready: number
  readonly waiting: number
  readonly referredOn: string
  /** The day on which the person was last assessed, as people gave it. */
  readonly assessedOn: string
}

/** A stock at a moment: laptops that are ready, dotations that wait on it, and who prepares for it. */
export interface Stock {
  readonly ready: number
  readonly waiting: number
  readonly recyclerie: string | null
}

/** Who follows a dotation, and whose stock it draws from. */
export type Follower = Pick<DotationOpening, 'place' | 'structure' | 'mediator'>

/** How a dotation ended without a laptop. */
export interface Abandonment {
  readonly cause: 'withdrawn' | 'no_laptop' | 'not_collected'
  readonly device: string | null
  /** Who was preparing a laptop for it (nobody known: null), and how many the stock still lacks; null if nobody was. */
  readonly preparing: Wanted | null
}

/** Laptops that a stock lacks, and who prepares them, where that is known. */
export interface Wanted {
  readonly number: number
  readonly recyclerie: string | null
}

export type DotationEvent =
  | DomainEvent<'DotationOpened', DotationOpening>
  | DomainEvent<'LaptopReserved', { device: string }>
  | DomainEvent<'DotationReminded', Stock & { task: string }>
  | DomainEvent<'DotationHandedOver', { device: string; receipt: { number: string; version: string; signed: string } }>
  | DomainEvent<'DotationAbandoned', Abandonment>
  | DomainEvent<'DotationPaused', Record<string, never>>
  | DomainEvent<'DotationResumed', Record<string, never>>
  | DomainEvent<'DotationMoved', Stock & Follower & { released: string | null }>
  | DomainEvent<'DotationReassigned', { mediator: string }>
  | DomainEvent<'DotationVersionChanged', { definition: string }>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

/**
 * stock     await_laptop (none was ready: the recyclerie prepares) · bind_laptop (one is ready: the mediator binds it)
 * handover  hand_over (the mediator)
 * closed    handed over, or abandoned
 */
export type DotationState =
  | { readonly stage: 'unknown' }
  | Waiting
  | Bound
  | {
      readonly stage: 'closed'
      readonly task: 'none'
      readonly opening: DotationOpening
      readonly outcome: DotationOutcome
      readonly device: string | null
      readonly closedAt: string
    }

/** A dotation that is not over. */
export type OpenDotation = Waiting | Bound

/** `wanted` is what was known when it was last looked at: at the opening, then at each reminder. */
type Waiting = Open & {
  readonly stage: 'stock'
  readonly task: 'await_laptop' | 'bind_laptop'
  readonly wanted: Wanted
}

type Bound = Open & { readonly stage: 'handover'; readonly task: 'hand_over'; readonly device: string }

interface Open {
  readonly opening: DotationOpening
  readonly since: string
  readonly reminders: number
  readonly pauses: readonly Frozen[]
  /** Since when its journey rests; null where it does not. */
  readonly paused: string | null
}

/** Folds one decided event. */
export function evolve(state: DotationState, event: DotationEvent): DotationState {
  if (event.type === 'DotationOpened') {
    // Those who already wait come first: a laptop that is theirs is not ready for this one.
    const { ready, waiting, recyclerie } = event.data
    const task = ready > waiting ? 'bind_laptop' : 'await_laptop'
    const wanted = { number: lacking(waiting + 1, ready), recyclerie }
    return { stage: 'stock', task, wanted, opening: event.data, paused: null, ...wait(event.at) }
  }
  if (state.stage === 'unknown' || state.stage === 'closed') return state
  const { opening } = state
  switch (event.type) {
    case 'LaptopReserved':
      return {
        ...{ stage: 'handover', task: 'hand_over', opening, device: event.data.device, paused: state.paused },
        ...wait(event.at),
      }
    case 'DotationReminded':
      return reminded(state, event.data)
    case 'DotationHandedOver':
      return ended(opening, 'handed_over', event.data.device, event.at)
    case 'DotationAbandoned':
      return ended(opening, 'abandoned', event.data.device, event.at)
    case 'DotationPaused':
      return { ...state, paused: event.at }
    case 'DotationResumed': {
      const pauses = state.paused ? [...state.pauses, { from: state.paused, to: event.at }] : state.pauses
      return { ...state, paused: null, pauses }
    }
    case 'DotationMoved':
      return moved(state, event.data, event.at)
    case 'DotationReassigned':
      return { ...state, opening: { ...opening, mediator: event.data.mediator } }
    case 'DotationVersionChanged':
      return { ...state, opening: { ...opening, definition: event.data.definition } }
    case 'PlanRecomputed':
      return state
    default:
      return never(event)
  }
}

const wait = (since: string) => ({ since, reminders: 0, pauses: [] })

/** Another lieu: a laptop of the former owner's went back to its stock, and the dotation waits on the new one's. */
function moved(state: Waiting | Bound, data: Extract<DotationEvent, { type: 'DotationMoved' }>['data'], at: string) {
  const { place, structure, mediator, released, ready, waiting, recyclerie } = data
  const opening = { ...state.opening, place, structure, mediator }
  const keeps = state.stage === 'handover' && released === null
  if (keeps || structure === state.opening.structure) return { ...state, opening }
  const task = ready > waiting ? 'bind_laptop' : 'await_laptop'
  const wanted = { number: lacking(waiting + 1, ready), recyclerie }
  return { stage: 'stock', task, wanted, opening, paused: state.paused, ...wait(at) } as const
}

function ended(opening: DotationOpening, outcome: DotationOutcome, device: string | null, at: string): DotationState {
  return { stage: 'closed', task: 'none', opening, outcome, device, closedAt: at }
}

/** The stock has lived meanwhile: a laptop that was ready may be gone, another may have come back, a recyclerie be known. */
function reminded(state: Waiting | Bound, { ready, waiting, recyclerie }: Stock): DotationState {
  const reminders = state.reminders + 1
  if (state.stage === 'handover') return { ...state, reminders }
  const wanted = { number: lacking(waiting, ready), recyclerie }
  return { ...state, reminders, wanted, task: ready > 0 ? 'bind_laptop' : 'await_laptop' }
}

/** What those who wait lack, this dotation among them: one at least. */
const lacking = (waiting: number, ready: number): number => Math.max(1, waiting - ready)
