import type { z } from 'zod'
import type { actorCommands } from '../../contracts/commands/directory.commands'
import type { Facts } from '../facts'
import type { Decider, Decision } from '../kernel/decider'
import { accept, never, type Refusal, refuse } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'
import { dayOf } from '../kernel/wait'
import { type Agent, type AgentEvent, type AgentState, evolveAgent, type Permanence, withPlaces } from './agent.state'

type CommandOf<T extends keyof typeof actorCommands> = {
  [K in T]: { readonly type: K; readonly data: z.output<(typeof actorCommands)[K]['data']> }
}[T]
type AgentCommand = CommandOf<keyof typeof actorCommands>
type Known = Extract<AgentState, { status: 'known' }>

/** Someone who works for a structure, as prescriber, mediator or at a recyclerie; name and e-mail are in the vault. */
export const agentDecider: Decider<AgentState, AgentCommand, AgentEvent, Facts> = {
  initialState: { status: 'unknown' },
  decide(command, state, facts) {
    if (command.type === 'RegisterAgent') return register(withPlaces(command.data), state, facts)
    if (state.status === 'unknown') return refuse('unknown_stream')
    switch (command.type) {
      case 'SetCapacity':
        return setCapacity(command.data.capacity, state, facts)
      case 'SetPermanences':
        return setPermanences(command.data.permanences, state, facts)
      case 'RecordDeparture':
        return leave(command.data.on, state, facts)
      case 'RecordReturn':
        return comeBack(command.data.on, state, facts)
      default:
        return never(command)
    }
  },
  evolve: evolveAgent,
}

/** A mediator works for one structure; a place or a permanence may be another structure's. */
function register(data: Agent, state: AgentState, facts: Facts): Decision<AgentEvent> {
  const structure = facts.outside.structures?.[data.structure]
  if (!structure || structure.territory !== data.territory) return refuse('unknown_structure', { field: 'structure' })
  const unknown = unknownPlace('places', data.places, facts)
  if (unknown) return unknown
  const event = { data, at: facts.now }
  if (state.status === 'unknown') return accept({ type: 'AgentRegistered', ...event })
  // A corrected name or e-mail is in the vault alone: the event says that something was corrected, not what.
  if (sameJson(state.data, data) && !facts.outside.contactsChanged) return accept()
  return accept({ type: 'AgentUpdated', ...event })
}

function setCapacity(capacity: number | null, state: Known, { now }: Facts): Decision<AgentEvent> {
  if (state.data.role !== 'mediator') return refuse('not_a_mediator')
  if (state.capacity === capacity) return accept()
  return accept({ type: 'CapacitySet', data: { capacity }, at: now })
}

function setPermanences(permanences: readonly Permanence[], state: Known, facts: Facts): Decision<AgentEvent> {
  if (state.data.role !== 'mediator') return refuse('not_a_mediator')
  const days = permanences.map(({ place, weekday }) => `${place} ${weekday}`)
  if (new Set(days).size < days.length) return refuse('permanence_twice', { field: 'permanences' })
  const unknown = unknownPlace(
    'permanences',
    permanences.map(({ place }) => place),
    facts,
  )
  if (unknown) return unknown
  if (sameJson(state.permanences, permanences)) return accept()
  return accept({ type: 'PermanencesSet', data: { permanences: [...permanences] }, at: facts.now })
}

/** A departure is recorded once it has happened: from then on nothing is given to whoever left. */
function leave(on: string, state: Known, { now, zone }: Facts): Decision<AgentEvent> {
  if (on > dayOf(now, zone)) return refuse('date_in_future', { field: 'on', date: on })
  if (state.leftOn === on) return accept()
  return accept({ type: 'AgentLeft', data: { on }, at: now, on })
}

function comeBack(on: string, state: Known, { now, zone }: Facts): Decision<AgentEvent> {
  if (on > dayOf(now, zone)) return refuse('date_in_future', { field: 'on', date: on })
  if (state.leftOn === null) return accept()
  if (on < state.leftOn) return refuse('return_before_departure', { field: 'on', date: on, day: state.leftOn })
  return accept({ type: 'AgentReturned', data: { on }, at: now, on })
}

function unknownPlace(field: string, places: readonly string[], { outside }: Facts): Refusal | null {
  const missing = places.findIndex((place) => !outside.places?.includes(place))
  return missing === -1 ? null : refuse('unknown_place', { field: `${field}[${missing}]` })
}
