import type { DomainEvent } from '../kernel/decider'
import { never } from '../kernel/refusal'

interface Consent {
  readonly textVersion: string
  readonly date: string
  readonly mode: string
  /** The person, or whoever represents them. */
  readonly by: string
}

interface Likeness {
  readonly person: string
  readonly score: number
  readonly why: readonly string[]
}

/** What a human has said of a likeness: nothing yet, that a coordinator should merge, or that they are two people. */
export type DuplicateState = 'open' | 'asked' | 'dismissed'

interface Duplicate extends Likeness {
  readonly state: DuplicateState
}

/** A laptop that somebody was given; null where no laptop of ours is known. */
export interface HandOver {
  readonly device: string | null
  readonly on: string
}

/** `was` tells the day that was told of a laptop of before this service, which has no id here. */
interface HandOverCorrection {
  readonly device: string | null
  readonly on: string
  readonly was?: string
}

export type PersonEvent =
  | DomainEvent<'PersonRegistered', { territory: string; epci: string }>
  | DomainEvent<'ConsentGiven', Consent>
  | DomainEvent<'LikelyDuplicateFlagged', Likeness>
  | DomainEvent<'MergeAsked', { person: string; reason: string }>
  | DomainEvent<'DuplicateDismissed', { person: string; reason: string }>
  | DomainEvent<'PersonMerged', { into: string; reason: string }>
  | DomainEvent<'AliasAdded', { person: string }>
  | DomainEvent<'PersonUnmerged', { from: string; reason: string }>
  | DomainEvent<'AliasRemoved', { person: string }>
  | DomainEvent<'HouseholdJoined', { household: string }>
  | DomainEvent<'HouseholdLeft', { household: string }>
  | DomainEvent<'LaptopReceived', { device: string | null; source?: string | null }>
  | DomainEvent<'PersonCorrected', { fields: readonly string[]; reason: string }>
  | DomainEvent<'HandOverCorrected', HandOverCorrection>
  | DomainEvent<'PersonErased', { cause: string; ageBand: string; gender: string; epci: string }>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

/**
 * A person outlives their journeys: consents, the last laptop, who they may be the same as and who they are, whom they
 * live with. No name is ever here.
 *
 * One who was merged into another (`mergedInto`) keeps what is theirs: it is read through the alias, so that the merge
 * can be undone. `aliases` are those merged directly into this one.
 */
export type PersonState = { readonly status: 'unknown' } | KnownPerson

export interface KnownPerson {
  readonly status: 'known' | 'erased'
  readonly territory: string
  readonly epci: string
  readonly consents: readonly Consent[]
  readonly duplicates: readonly Duplicate[]
  readonly handOvers: readonly HandOver[]
  /** The latest day of them. */
  readonly lastHandedOverOn: string | null
  /** The day of a laptop that was handed over before this service, outside of any journey that it knows. */
  readonly takenOverOn: string | null
  readonly mergedInto: string | null
  readonly aliases: readonly string[]
  readonly household: string | null
}

const nothingYet = {
  ...{ consents: [], duplicates: [], handOvers: [], lastHandedOverOn: null, takenOverOn: null },
  ...{ mergedInto: null, aliases: [], household: null },
}

/** Folds one decided event. */
export function evolve(state: PersonState, event: PersonEvent): PersonState {
  if (event.type === 'PersonRegistered') return { status: 'known', ...event.data, ...nothingYet }
  if (state.status === 'unknown') return state
  switch (event.type) {
    case 'ConsentGiven':
      return { ...state, consents: [...state.consents, event.data] }
    case 'LikelyDuplicateFlagged':
      return { ...state, duplicates: [...state.duplicates, { ...event.data, state: 'open' }] }
    case 'MergeAsked':
      return said(state, event.data.person, 'asked')
    case 'DuplicateDismissed':
      return said(state, event.data.person, 'dismissed')
    case 'PersonMerged':
      return { ...state, mergedInto: event.data.into }
    case 'AliasAdded':
      return { ...state, aliases: [...state.aliases, event.data.person] }
    case 'PersonUnmerged':
      return { ...state, mergedInto: null }
    case 'AliasRemoved':
      return { ...state, aliases: state.aliases.filter((alias) => alias !== event.data.person) }
    case 'HouseholdJoined':
      return { ...state, household: event.data.household }
    case 'HouseholdLeft':
      return { ...state, household: null }
    case 'LaptopReceived':
      return received(state, event.on ?? event.at.slice(0, 10), event.data)
    case 'HandOverCorrected': {
      const { device, on, was } = event.data
      const isIt = (each: HandOver) => each.device === device && (was === undefined || each.on === was)
      const takenOverOn = was !== undefined && state.takenOverOn === was ? on : state.takenOverOn
      return withHandOvers(
        { ...state, takenOverOn },
        state.handOvers.map((each) => (isIt(each) ? { device, on } : each)),
      )
    }
    case 'PersonCorrected':
      return state
    case 'PersonErased':
      return { ...state, status: 'erased', consents: [], duplicates: [], household: null }
    case 'PlanRecomputed':
      return state
    default:
      return never(event)
  }
}

const said = (state: KnownPerson, person: string, now: DuplicateState): KnownPerson => ({
  ...state,
  duplicates: state.duplicates.map((each) => (each.person === person ? { ...each, state: now } : each)),
})

function received(
  state: KnownPerson,
  on: string,
  { device, source }: { device: string | null; source?: string | null },
): KnownPerson {
  const takenOverOn = source ? on : state.takenOverOn
  return withHandOvers({ ...state, takenOverOn }, [...state.handOvers, { device, on }])
}

function withHandOvers(state: KnownPerson, handOvers: readonly HandOver[]): KnownPerson {
  const days = handOvers.map(({ on }) => on).sort()
  return { ...state, handOvers, lastHandedOverOn: days.at(-1) ?? null }
}
