import type { z } from 'zod'
import type { journeyCommands } from '../../contracts/commands/journey.commands'
import type { personCommands } from '../../contracts/commands/person.commands'
import type { RepriseCommand } from './reprise.decide'

type Own = { [T in keyof typeof personCommands]: { type: T; data: z.output<(typeof personCommands)[T]['data']> } }
type Refer = { type: 'Refer'; data: z.output<(typeof journeyCommands)['Refer']['data']> }

/** The commands that a person leads, and those of a journey or a dotation that they follow. */
export type PersonCommand =
  | Own[keyof Own]
  | Refer
  | RepriseCommand
  | { type: 'HandOver'; data: unknown }
  | { type: 'Correct' | 'Reopen'; data: unknown }

export type CommandOf<T extends PersonCommand['type']> = Extract<PersonCommand, { type: T }>
