import type { DotationOutcome } from '../../contracts/codes'
import type { Appointed } from '../kernel/appointment'
import type { Frozen } from '../kernel/wait'
import type { DotationOpening, Guarantee, Issued, Signature, Wanted } from './dotation.events'
import type { Laptops } from './laptop.held'

/** The receipt of the laptop that is bound now. `issuedOn` and the signature's `on` are days, `issuedAt` is an instant. */
export interface Receipt extends Issued {
  readonly issuedOn: string
  readonly issuedAt: string
  readonly signed: (Pick<Signature, 'mode' | 'document'> & { readonly on: string }) | null
}

/**
 * stock     await_laptop (none was ready: the recyclerie prepares) · bind_laptop (one is ready: the mediator binds it)
 * handover  book_hand_over · hand_over (the mediator; whoever comes by without a day is given the laptop all the same)
 * guarantee under_guarantee (the lieu: nothing is asked of it unless the laptop fails, then back to stock or handover)
 * closed    handed over, not replaced, or abandoned (it may then open anew)
 */
export type DotationState = { readonly stage: 'unknown' } | Waiting | Bound | Covered | Closed

export type KnownDotation = Exclude<DotationState, { stage: 'unknown' }>

/** A dotation in which a laptop is awaited or is to be handed over. */
export type OpenDotation = Waiting | Bound

/** What is known at every stage. */
interface Known {
  readonly opening: DotationOpening
  /** Every laptop that was promised to it, the last one last. */
  readonly laptops: Laptops
  /** How many receipts were issued, whatever became of them: the version of the last one. */
  readonly receipts: number
}

export interface Open extends Known {
  readonly since: string
  readonly reminders: number
  readonly pauses: readonly Frozen[]
  /** Since when its journey rests; null where it does not. */
  readonly paused: string | null
  /** Null before the first hand-over: a laptop that is awaited with one replaces a faulty one. */
  readonly guarantee: Guarantee | null
}

/** `wanted` is what was known when it was last looked at: at the opening, then at each reminder. */
export type Waiting = Open & {
  readonly stage: 'stock'
  readonly task: 'await_laptop' | 'bind_laptop'
  readonly wanted: Wanted
}

export type Bound = Open &
  Appointed & {
    readonly stage: 'handover'
    readonly task: 'book_hand_over' | 'hand_over'
    readonly device: string
    /** When it was kept for them. */
    readonly boundAt: string
    /** Days that were given for this laptop and on which nobody came. */
    readonly missed: number
    /** Null until one is issued for this laptop. */
    readonly receipt: Receipt | null
  }

/** A laptop in the person's hands, the day on which it was given, and how long it is replaced where it fails. */
export interface Cover {
  readonly device: string
  readonly handedOverOn: string
  readonly guarantee: Guarantee
}

/** The person has the laptop, and it is replaced where it fails. */
export type Covered = Known & Cover & { readonly stage: 'guarantee'; readonly task: 'under_guarantee' }

export type Closed = Known & {
  readonly stage: 'closed'
  readonly task: 'none'
  readonly outcome: DotationOutcome
  readonly closedAt: string
  /** The laptop that was under guarantee to the end, since what failed in time is still replaced; null where none was. */
  readonly covered: Cover | null
}

/** Whether it ended before anybody had a laptop of it. */
export const isAbandoned = (state: DotationState): boolean => state.stage === 'closed' && state.outcome === 'abandoned'

export const isOpen = (state: DotationState): state is OpenDotation =>
  state.stage === 'stock' || state.stage === 'handover'
