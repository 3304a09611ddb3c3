import type { Reasons } from '../../contracts/commands/parts'
import type { LookBack } from '../definition/definition.schema'
import type { DomainEvent } from '../kernel/decider'
import type { AgreementUse } from './agreement.use'

/** What a dotation is opened with: the journey it serves and the stock it draws from. */
export interface DotationOpening {
  readonly journey: string
  readonly person: string
  readonly place: string
  readonly structure: string
  /** Null after a change of lieu, until the new one has named somebody. */
  readonly mediator: string | null
  readonly definition: string
  /** Over whom the definition looks back. */
  readonly lookBack: LookBack
  readonly territory: string
  readonly epci: string
  readonly recyclerie: string | null
  /** Laptops that were ready in the structure's stock, and dotations that already waited on it. */
  readonly ready: number
  readonly waiting: number
  readonly referredOn: string
  /** The day on which the person was last assessed, as people gave it. */
  readonly assessedOn: string
  /** What the laptop must have, by the territory's codes. */
  readonly needs: readonly string[]
}

/**
 * A stock at a moment, as it is for one dotation: laptops that are ready and have what it needs, dotations that wait on them
 * as well, and who prepares for it.
 */
export interface Stock {
  readonly ready: number
  readonly waiting: number
  readonly recyclerie: string | null
}

/** Who follows a dotation, and whose stock it draws from. */
export type Follower = Pick<DotationOpening, 'place' | 'structure' | 'mediator'>

/** A laptop that is kept, and what of the person's needs it lacks: somebody took it despite that. */
export interface Reserved {
  readonly device: string
  readonly lacks: readonly string[]
  /** By which agreement, where it is another owner's; null for one of the own stock. */
  readonly agreement: AgreementUse | null
}

/** Laptops that a stock lacks, and who prepares them, where that is known. */
export interface Wanted {
  readonly number: number
  readonly recyclerie: string | null
}

/** How a dotation ended without a laptop. */
export interface Abandonment {
  readonly cause: 'withdrawn' | 'no_laptop' | 'not_collected'
  readonly device: string | null
  /** Who was preparing a laptop for it (nobody known: null), and how many the stock still lacks; null if nobody was. */
  readonly preparing: Wanted | null
  /** Nobody is to write to the person any more. */
  readonly untold?: true
}

/** A receipt that was printed: `sha256` of its bytes, in hexadecimal; `document` is the id that it is kept under. */
export interface Issued {
  readonly version: number
  readonly sha256: string
  readonly ticket: string
  readonly document: string
}

/** How a receipt was signed, and the document that bears the signature. The day is the event's own. */
export interface Signature {
  readonly version: number
  readonly sha256: string
  readonly mode: string
  readonly document: string
}

/** For how long, ISO 8601, a laptop that fails is replaced, and the instant that this counts from. */
export interface Guarantee {
  readonly since: string
  readonly length: string
}

/** A laptop in the person's hands, against the receipt that they have signed. */
export interface Handing {
  readonly device: string
  readonly receipt: { readonly ticket: string; readonly version: number; readonly sha256: string }
}

/** A laptop that does not work, what was found, and the one that takes its place at once; null where none is free. */
export type Failure = Stock & { readonly device: string; readonly fault: string; readonly next: string | null }

export type DotationEvent =
  | DomainEvent<'DotationOpened', DotationOpening>
  | DomainEvent<'LaptopReserved', Reserved>
  | DomainEvent<'LaptopFaulty', Failure>
  | DomainEvent<'DotationReminded', Stock & { task: string }>
  | DomainEvent<'HandOverBooked', { at: string }>
  | DomainEvent<'HandOverReminded', { at: string }>
  | DomainEvent<'HandOverMissed', { reasons: Reasons }>
  | DomainEvent<'ReceiptIssued', Issued>
  | DomainEvent<'ReceiptSigned', Signature>
  /** Without a guarantee the dotation is over with it, as with all that were recorded before there were any. */
  | DomainEvent<'DotationHandedOver', Handing & { guarantee?: Guarantee }>
  | DomainEvent<'LaptopReturned', Failure>
  | DomainEvent<'ReplacementHandedOver', Handing>
  | DomainEvent<'GuaranteeEnded', Record<string, never>>
  | DomainEvent<'DotationAbandoned', Abandonment>
  | DomainEvent<'DotationPaused', Record<string, never>>
  | DomainEvent<'DotationResumed', Record<string, never>>
  | DomainEvent<'DotationMoved', Stock & Follower & { released: string | null }>
  | DomainEvent<'DotationReassigned', { mediator: string }>
  | DomainEvent<'DotationVersionChanged', { definition: string }>
  /** `since`: from when its guarantee counts now, where it still runs. */
  | DomainEvent<'HandOverCorrected', { device: string; on: string; since?: string }>
  | DomainEvent<'PlanRecomputed', Record<string, never>>
