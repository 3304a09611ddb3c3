import type { z } from 'zod'
import type { journeyCommands } from '../../contracts/commands/journey.commands'
import type { TakeOverJourney } from '../../contracts/commands/reprise.commands'
import type { OfferLaptop } from '../dotation/bind.decide'

type Own = {
  [T in keyof typeof journeyCommands]: { type: T; data: z.output<(typeof journeyCommands)[T]['data']> }
}

/** The commands that a journey leads, and those of its dotation and of laptops that it follows. */
export type JourneyCommand =
  | Own[keyof Own]
  | OfferPlace
  | OfferLaptop
  | { type: 'TakeOverJourney'; data: TakeOverJourney }
  | { type: 'CorrectPerson'; data: unknown }
  | {
      type: 'Bind' | 'BookHandOver' | 'MissHandOver' | 'ReportFault' | 'ReplaceLaptop' | 'HandOver' | 'ExpireDotation'
      data: unknown
    }

/**
 * A place came free: whatever freed it offers it in its own transaction. Nobody gives this command: it is in no table,
 * so that no door lets it in.
 */
export interface OfferPlace {
  readonly type: 'OfferPlace'
  readonly data: { readonly mediator: string }
}

export type CommandOf<T extends keyof Own> = Own[T]
