import type { z } from 'zod'
import type { actorCommands } from '../../contracts/commands/directory.commands'
import type { Facts } from '../facts'
import type { Decider, DomainEvent } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { evolveRegistered, type RegisteredState, sameJson } from '../kernel/registered'

export type Agent = z.output<(typeof actorCommands)['RegisterAgent']['data']>
export type AgentState = RegisteredState<Agent>
export type AgentEvent =
  | DomainEvent<'AgentRegistered', Agent>
  | DomainEvent<'AgentUpdated', Agent>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

/** Someone who works for a structure, as prescriber, mediator or at a recyclerie; name and e-mail are in the vault. */
export const agentDecider: Decider<AgentState, { type: 'RegisterAgent'; data: Agent }, AgentEvent, Facts> = {
  initialState: { status: 'unknown' },
  decide({ data }, state, { now, outside }) {
    const structure = outside.structures?.[data.structure]
    if (!structure || structure.territory !== data.territory) return refuse('unknown_structure', { field: 'structure' })
    // A corrected name or e-mail is in the vault alone: the event says that something was corrected, not what.
    if (state.status === 'known' && sameJson(state.data, data) && !outside.contactsChanged) return accept()
    return accept({ type: state.status === 'known' ? 'AgentUpdated' : 'AgentRegistered', data, at: now })
  },
  evolve: (state, event) => evolveRegistered(state, event),
}
