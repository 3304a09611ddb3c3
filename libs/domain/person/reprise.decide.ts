import type { TakeOverHandOver, TakeOverJourney } from '../../contracts/commands/reprise.commands'
import type { Facts } from '../facts'
import type { JourneyEvent } from '../journey/journey.events'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import type { KnownPerson, PersonEvent, PersonState } from './person.state'

export type RepriseCommand =
  | { readonly type: 'TakeOverHandOver'; readonly data: TakeOverHandOver }
  | { readonly type: 'TakeOverJourney'; readonly data: TakeOverJourney }

/** Somebody who was equipped before: they are counted, and the look-back knows the day. Once more changes nothing. */
function takeOverHandOver(
  { data }: { data: TakeOverHandOver },
  state: PersonState,
  facts: Facts,
): Decision<PersonEvent> {
  if (state.status === 'erased') return refuse('person_erased')
  const { taken } = facts.outside
  if (!taken) return refuse('unknown_commune', { field: 'personal.communeInsee' })
  if (taken.bornInFuture) return refuse('birth_date_in_future', { field: 'personal.birthDate' })
  if (data.on > dayOf(facts.now, facts.zone)) return refuse('date_in_future', { field: 'on', date: data.on })
  if (state.status === 'known') return takenOverAgain(data, state, facts)
  const received = {
    type: 'LaptopReceived',
    data: { device: data.laptop?.device ?? null, source: data.source },
    at: facts.now,
    on: data.on,
  } as const
  return accept<PersonEvent>(...registered(taken, state, facts), received)
}

/** The same day changes nothing; another one puts right the first. */
function takenOverAgain({ on }: TakeOverHandOver, state: KnownPerson, facts: Facts): Decision<PersonEvent> {
  const was = state.takenOverOn
  if (was === null) return refuse('already_exists')
  if (was === on) return accept()
  const device = state.handOvers.find((each) => each.on === was)?.device ?? null
  return accept({ type: 'HandOverCorrected', data: { device, on, was }, at: facts.now })
}

/** Whoever a case of the former tool is about; they follow what is decided of it. */
function takeOverJourney({ data }: { data: TakeOverJourney }, state: PersonState, facts: Facts): Decision<PersonEvent> {
  const told = facts.decided.map(({ event }) => event as JourneyEvent)
  const taken = told.find((event) => event.type === 'JourneyTakenOver')
  if (!taken) return accept()
  if (state.status === 'erased') return refuse('person_erased')
  const outside = facts.outside.refer
  if (!outside) return refuse('unknown_commune')
  const { textVersion, date, mode } = data.consent
  const consent = {
    type: 'ConsentGiven',
    data: { textVersion, date, mode, by: 'person' },
    at: facts.now,
    on: date,
  } as const
  const { handedOverOn: on } = data
  const received = on
    ? [{ type: 'LaptopReceived', data: { device: null, source: null }, at: facts.now, on } as const]
    : []
  return accept<PersonEvent>(...registered(outside, state, facts), consent, ...received)
}

type Taken = NonNullable<Facts['outside']['taken']>

/** A likely duplicate is flagged for a human, as with a referral. */
function registered(
  { territory, epci, likelyDuplicates }: Omit<Taken, 'bornInFuture'>,
  state: PersonState,
  { now: at }: Facts,
): readonly PersonEvent[] {
  if (state.status !== 'unknown') return []
  const flagged = likelyDuplicates.map((data) => ({ type: 'LikelyDuplicateFlagged', data, at }) as const)
  return [{ type: 'PersonRegistered', data: { territory, epci }, at }, ...flagged]
}

export const takeOver = (command: RepriseCommand, state: PersonState, facts: Facts): Decision<PersonEvent> =>
  command.type === 'TakeOverHandOver' ? takeOverHandOver(command, state, facts) : takeOverJourney(command, state, facts)
