import type { AgentFact } from '../facts'
import { type Refusal, refuse } from '../kernel/refusal'

/** Where a journey is followed: a place, and the structure that runs it. */
interface Followed {
  readonly place: string
  readonly placeStructure: string
}

/** Whether an agent works where a journey is followed: for its structure, or at its place for another one. */
export const worksAt = (agent: AgentFact, { place, placeStructure }: Followed): boolean =>
  agent.structure === placeStructure || agent.places.includes(place)

/** Why an agent cannot be given a journey: not a mediator, gone, or of elsewhere; null where they can. */
export function wrongMediator(agent: AgentFact | null | undefined, followed: Followed): Refusal | null {
  if (!agent || agent.role !== 'mediator') return refuse('unknown_agent', { field: 'mediator' })
  if (agent.leftOn !== null) return refuse('agent_has_left', { field: 'mediator', day: agent.leftOn })
  return worksAt(agent, followed) ? null : refuse('agent_of_another_structure', { field: 'mediator' })
}
