import type { z } from 'zod'
import type { structureCommands } from '../../contracts/commands/directory.commands'
import type { Facts } from '../facts'
import type { Decider, DomainEvent } from '../kernel/decider'
import { accept } from '../kernel/refusal'
import { evolveRegistered, type RegisteredState, sameJson } from '../kernel/registered'

export type Structure = z.output<(typeof structureCommands)['RegisterStructure']['data']>
export type StructureState = RegisteredState<Structure>
export type StructureEvent =
  | DomainEvent<'StructureRegistered', Structure>
  | DomainEvent<'StructureUpdated', Structure>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

/** An employer or legal person; it may be prescriber, lieu, recyclerie and owner of laptops all at once. */
export const structureDecider: Decider<
  StructureState,
  { type: 'RegisterStructure'; data: Structure },
  StructureEvent,
  Facts
> = {
  initialState: { status: 'unknown' },
  decide({ data }, state, { now }) {
    if (state.status === 'known' && sameJson(state.data, data)) return accept()
    return accept({ type: state.status === 'known' ? 'StructureUpdated' : 'StructureRegistered', data, at: now })
  },
  evolve: (state, event) => evolveRegistered(state, event),
}
