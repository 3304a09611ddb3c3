import type { Facts } from '../facts'
import type { Decider, Decision } from '../kernel/decider'
import { accept, never, refuse } from '../kernel/refusal'
import { sayOfDuplicate } from './duplicate.decide'
import { joined, joinHousehold, leaveHousehold } from './household.decide'
import { merge, mergedElsewhere, unmerge } from './merge.decide'
import type { CommandOf, PersonCommand } from './person.commands'
import { evolve, type KnownPerson, type PersonEvent, type PersonState } from './person.state'
import { type RepriseCommand, takeOver } from './reprise.decide'
import { correctHandOver, correctPerson } from './person.correct'

function decide(command: PersonCommand, state: PersonState, facts: Facts): Decision<PersonEvent> {
  if (command.type === 'Refer') return refer(command, state, facts)
  if (command.type === 'TakeOverHandOver' || command.type === 'TakeOverJourney') return takeOver(command, state, facts)
  if (state.status === 'unknown') return refuse('unknown_stream')
  switch (command.type) {
    case 'HandOver':
      return receive(facts)
    case 'ErasePerson':
      return erase(command, state, facts)
    default:
      return state.status === 'erased' ? refuse('person_erased') : decideKnown(command, state, facts)
  }
}

type OfTheLiving = Exclude<PersonCommand, RepriseCommand | { type: 'Refer' | 'HandOver' | 'ErasePerson' }>

function decideKnown(command: OfTheLiving, state: KnownPerson, facts: Facts): Decision<PersonEvent> {
  switch (command.type) {
    case 'DismissDuplicate':
    case 'AskMerge':
      return sayOfDuplicate(command, state, facts)
    case 'MergePersons':
      return merge(command, state, facts)
    case 'UnmergePersons':
      return unmerge(command, state, facts)
    case 'JoinHousehold':
      return joinHousehold(command, state, facts)
    case 'LeaveHousehold':
      return leaveHousehold(state, facts)
    case 'CorrectPerson':
      return correctPerson(command, facts)
    case 'Correct':
      return correctHandOver(facts)
    case 'Reopen':
      return accept()
    default:
      return never(command)
  }
}

/** A likely duplicate is flagged for a human; nothing is merged alone. Whoever was decided upon is not flagged again. */
function refer({ data }: CommandOf<'Refer'>, state: PersonState, facts: Facts): Decision<PersonEvent> {
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
  const household = joined(data.household, state.status === 'known' ? state.household : null, at)
  return accept<PersonEvent>(...(state.status === 'unknown' ? [registered] : []), consent, ...household, ...flagged)
}

function receive(facts: Facts): Decision<PersonEvent> {
  const handed = facts.decided.find(({ event }) => event.type === 'DotationHandedOver')
  if (!handed) return accept()
  const { device } = handed.event.data as { device: string }
  return accept({ type: 'LaptopReceived', data: { device }, at: facts.now, on: handed.event.on })
}

/** Whoever asks to be forgotten is one person: those merged into them are erased with them, and never one without. */
function erase({ data }: CommandOf<'ErasePerson'>, state: KnownPerson, facts: Facts): Decision<PersonEvent> {
  if (state.status === 'erased') return accept()
  const follows = facts.decided.some(({ event }) => event.type === 'PersonErased')
  if (state.mergedInto && !follows) return mergedElsewhere(state)
  // Whoever follows a journey is told, reminded, perhaps given a laptop: that ends first, by somebody who says why.
  const open = facts.outside.following?.length ?? 0
  if (open > 0) return refuse('journeys_open', { journeys: open })
  const { ageBand, gender } = facts.outside.coarse ?? { ageBand: 'unknown', gender: 'unknown' }
  const erased = { cause: data.cause, ageBand, gender, epci: state.epci }
  return accept({ type: 'PersonErased', data: erased, at: facts.now })
}

export const personDecider: Decider<PersonState, PersonCommand, PersonEvent, Facts> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
}
