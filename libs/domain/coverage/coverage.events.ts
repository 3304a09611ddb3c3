import type { z } from 'zod'
import type { coverageCommands } from '../../contracts/commands/coverage.commands'
import type { Services } from '../journey/journey.services'
import type { DomainEvent } from '../kernel/decider'

export type CoverageOwn = {
  [T in keyof typeof coverageCommands]: {
    readonly type: T
    readonly data: z.output<(typeof coverageCommands)[T]['data']>
  }
}

/** What a coverage covers, at which rates, and how much of it in all. */
export type Terms = CoverageOwn['SetCoverage']['data']

/** A journey that was just accepted: its lieu, its definition by name, and the day in the territory's zone. */
export interface CoveredJourney {
  readonly journey: string
  readonly person: string
  readonly place: string
  readonly epci: string
  readonly definition: string
}

export interface ReserveCost {
  readonly type: 'ReserveCost'
  readonly data: CoveredJourney & { readonly on: string }
}

/** A journey has ended, or what was recorded of it was put right. */
export interface SettleCost {
  readonly type: 'SettleCost'
  readonly data: { readonly journey: string; readonly services: Services }
}

/** The commands that a coverage is given; the engine gives the last two, with what happens to a journey. */
export type CoverageCommand = CoverageOwn[keyof CoverageOwn] | ReserveCost | SettleCost

type Nothing = Record<string, never>

export type CoverageEvent =
  /** `call`: the title of the grant's call. */
  | DomainEvent<'CoverageSet', { grant: string; call: string; territory: string; terms: Terms }>
  /** `twice`: the journeys of the same person that a grant has paid for before. */
  | DomainEvent<'CostReserved', CoveredJourney & { cents: number; twice: readonly string[] }>
  /** `cents` is what the grant pays, `wholeCents` what it would with room enough. */
  | DomainEvent<
      'CostSettled',
      { journey: string; services: Services; cents: number; wholeCents: number; twice: readonly string[] }
    >
  /** `belowCents`: what those concerned are told at, so that they are told once until there is as much again. */
  | DomainEvent<'CoverageLow', { leftCents: number; belowCents: number }>
  | DomainEvent<'DuplicateCostDecided', CoverageOwn['DecideDuplicateCost']['data']>
  /** The last instalment was ordered, or is not due: costs only go down from now on. */
  | DomainEvent<'BalanceFixed', { cents: number }>
  /** `journey` null where more was paid before the balance than the journeys have come to. */
  | DomainEvent<'RecoveryProposed', { journey: string | null; cents: number }>
  | DomainEvent<'RecoveryDecided', { accepted: boolean; reason: string; cents: number }>
  | DomainEvent<'CoverageEnded', Nothing>
  /** Its grant is decided anew: until it is set again, nobody is taken in. */
  | DomainEvent<'CoverageSuspended', Nothing>
  /** Nothing is paid by this grant any more: no journey costs it anything. */
  | DomainEvent<'CostsReleased', Nothing>
  | DomainEvent<'PlanRecomputed', Nothing>
export type CoverageEventOf<T extends CoverageEvent['type']> = Extract<CoverageEvent, { type: T }>
