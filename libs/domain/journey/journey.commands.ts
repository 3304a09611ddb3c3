import type { z } from 'zod'
import type { journeyCommands } from '../../contracts/commands/journey.commands'

type Own = {
  [T in keyof typeof journeyCommands]: { type: T; data: z.output<(typeof journeyCommands)[T]['data']> }
}

/** The commands that a journey leads, and those of its dotation and of laptops that it follows. */
export type JourneyCommand =
  | Own[keyof Own]
  | { type: 'Bind' | 'ConfirmReady' | 'HandOver' | 'ExpireDotation'; data: unknown }

export type CommandOf<T extends keyof Own> = Own[T]
