import type { z } from 'zod'
import type { actorCommands } from '../../contracts/commands/directory.commands'
import type { DomainEvent } from '../kernel/decider'
import { never } from '../kernel/refusal'

type DataOf<T extends keyof typeof actorCommands> = z.output<(typeof actorCommands)[T]['data']>

/** Where somebody works and as what; `place` is one of `places`. */
export type Agent = DataOf<'RegisterAgent'>
/** As it was recorded when an agent had one place at most. */
type OlderAgent = Omit<Agent, 'places'>
export type Permanence = DataOf<'SetPermanences'>['permanences'][number]

/**
 * `capacity`: how many journeys a mediator follows at most, null where nobody has said it. `leftOn`: the day on which
 * they left, null while they work here.
 */
export type AgentState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'known'
      readonly data: Agent
      readonly capacity: number | null
      readonly permanences: readonly Permanence[]
      readonly leftOn: string | null
    }

export type AgentEvent =
  | DomainEvent<'AgentRegistered', Agent | OlderAgent>
  | DomainEvent<'AgentUpdated', Agent | OlderAgent>
  | DomainEvent<'CapacitySet', DataOf<'SetCapacity'>>
  | DomainEvent<'PermanencesSet', DataOf<'SetPermanences'>>
  | DomainEvent<'AgentLeft', DataOf<'RecordDeparture'>>
  | DomainEvent<'AgentReturned', DataOf<'RecordReturn'>>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

const fresh = { status: 'known', capacity: null, permanences: [], leftOn: null } as const

export function evolveAgent(state: AgentState, event: AgentEvent): AgentState {
  if (event.type === 'AgentRegistered') return { ...fresh, data: withPlaces(event.data) }
  if (state.status === 'unknown') throw new TypeError('an agent who is not there cannot change')
  switch (event.type) {
    case 'AgentUpdated':
      return { ...state, data: withPlaces(event.data) }
    case 'CapacitySet':
      return { ...state, capacity: event.data.capacity }
    case 'PermanencesSet':
      return { ...state, permanences: event.data.permanences }
    case 'AgentLeft':
      return { ...state, leftOn: event.data.on }
    case 'AgentReturned':
      return { ...state, leftOn: null }
    case 'PlanRecomputed':
      return state
    default:
      return never(event)
  }
}

/** An agent whose one place is the first of their places, whichever of the two was told. */
export function withPlaces(agent: Agent | OlderAgent): Agent {
  const named = 'places' in agent ? agent.places : []
  const places = [...new Set([...(agent.place === null ? [] : [agent.place]), ...named])]
  return { ...agent, place: places[0] ?? null, places }
}
