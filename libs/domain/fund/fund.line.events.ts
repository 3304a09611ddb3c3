import type { z } from 'zod'
import type { fundLineCommands } from '../../contracts/commands/fund.commands'
import type { FundCounts } from '../../contracts/fund.codes'
import type { DomainEvent } from '../kernel/decider'
import type { Movement } from './movement'

export type FundLineOwn = {
  [T in keyof typeof fundLineCommands]: { type: T; data: z.output<(typeof fundLineCommands)[T]['data']> }
}

/** The commands that a fund line leads. */
export type FundLineCommand = FundLineOwn[keyof FundLineOwn]

/** A line as it was opened. It keeps the zone in which its days are counted, so that a statement never changes. */
export type FundLine = Omit<FundLineOwn['OpenFundLine']['data'], 'on'> & {
  readonly territory: string
  readonly zone: string
}

/** What a funder has promised or given. `ofPromised`: what of it had been promised before; 0 of a promise. */
export interface RecordedContribution {
  readonly kind: FundCounts
  readonly cents: number
  readonly ofPromised: number
}

/** `mark`: the number of the agreement, or of the transfer. */
type Marked = RecordedContribution & { readonly mark: string }

export type FundLineEvent =
  | DomainEvent<'FundLineOpened', FundLine>
  | DomainEvent<'ContributionPromised', Marked>
  | DomainEvent<'ContributionReceived', Marked>
  | DomainEvent<'ContributionReversed', Marked & { entry: number; reason: string }>
  | DomainEvent<'FundsMoved', Omit<Movement, 'line'>>
  | DomainEvent<'PlanRecomputed', Record<string, never>>
