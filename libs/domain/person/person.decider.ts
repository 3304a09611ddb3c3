import type { z } from 'zod'
import type { personCommands } from '../../contracts/commands/directory.commands'
import type { journeyCommands } from '../../contracts/commands/journey.commands'
import type { Facts } from '../facts'
import type { Decider, Decision } from '../kernel/decider'
import { accept, never, refuse } from '../kernel/refusal'
import type { PersonEvent, PersonState } from './person.state'
import { type RepriseCommand, takeOver } from './reprise.decide'

type Refer = { type: 'Refer'; data: z.output<(typeof journeyCommands)['Refer']['data']> }
type Erase = { type: 'ErasePerson'; data: z.output<(typeof personCommands)['ErasePerson']['data']> }

export type PersonCommand = Refer | Erase | RepriseCommand | { type: 'HandOver'; data: unknown }

function decide(command: PersonCommand, state: PersonState, facts: Facts): Decision<PersonEvent> {
  switch (command.type) {
    case 'Refer':
      return refer(command, state, facts)
    case 'HandOver':
      return receive(state, facts)
    case 'TakeOverHandOver':
    case 'TakeOverJourney':
      return takeOver(command, state, facts)
    case 'ErasePerson':
      return erase(command, state, facts)
    default:
      return never(command)
  }
}

/** A likely duplicate is flagged for a human; nothing is merged alone. */
function refer({ data }: Refer, state: PersonState, facts: Facts): Decision<PersonEvent> {
  if (state.status === 'erased') return refuse('person_erased')
  const outside = facts.outside.refer
  if (!outside) return refuse('unknown_commune')
  const { territory, epci, likelyDuplicates } = outside
  const at = facts.now
  const known = state.status === 'known' ? state.duplicates.map(({ person }) => person) : []
  const fresh = likelyDuplicates.filter(({ person }) => !known.includes(person))
  const flagged = fresh.map((data) => ({ type: 'LikelyDuplicateFlagged', data, at }) as const)
  const consent = { type: 'ConsentGiven', data: data.consent, at, on: data.consent.date } as const
  const registered = { type: 'PersonRegistered', data: { territory, epci }, at } as const
  return accept<PersonEvent>(...(state.status === 'unknown' ? [registered] : []), consent, ...flagged)
}

function receive(state: PersonState, facts: Facts): Decision<PersonEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  const handed = facts.decided.find(({ event }) => event.type === 'DotationHandedOver')
  if (!handed) return accept()
  const { device } = handed.event.data as { device: string }
  return accept({ type: 'LaptopReceived', data: { device }, at: facts.now, on: handed.event.on })
}

function erase({ data }: Erase, state: PersonState, facts: Facts): Decision<PersonEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  if (state.status === 'erased') return accept()
  const { ageBand, gender } = facts.outside.coarse ?? { ageBand: 'unknown', gender: 'unknown' }
  const erased = { cause: data.cause, ageBand, gender, epci: state.epci }
  return accept({ type: 'PersonErased', data: erased, at: facts.now })
}

function evolve(state: PersonState, event: PersonEvent): PersonState {
  if (event.type === 'PersonRegistered') {
    return { status: 'known', ...event.data, consents: [], duplicates: [], lastHandedOverOn: null, takenOverOn: null }
  }
  if (state.status === 'unknown') return state
  switch (event.type) {
    case 'ConsentGiven':
      return { ...state, consents: [...state.consents, event.data] }
    case 'LikelyDuplicateFlagged':
      return { ...state, duplicates: [...state.duplicates, event.data] }
    case 'LaptopReceived':
      return received(state, event.on ?? event.at.slice(0, 10), event.data.source ?? null)
    case 'PersonErased':
      return { ...state, status: 'erased', consents: [], duplicates: [] }
    case 'PlanRecomputed':
      return state
    default:
      return never(event)
  }
}

function received(state: Exclude<PersonState, { status: 'unknown' }>, on: string, source: string | null): PersonState {
  return { ...state, lastHandedOverOn: on, takenOverOn: source === null ? state.takenOverOn : on }
}

export const personDecider: Decider<PersonState, PersonCommand, PersonEvent, Facts> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
}
