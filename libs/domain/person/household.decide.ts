import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept } from '../kernel/refusal'
import { mergedElsewhere } from './merge.decide'
import type { CommandOf } from './person.commands'
import type { KnownPerson, PersonEvent } from './person.state'

/** A person is of one household at a time: joining another leaves the first. */
export function joinHousehold(
  { data }: CommandOf<'JoinHousehold'>,
  state: KnownPerson,
  facts: Facts,
): Decision<PersonEvent> {
  if (state.mergedInto) return mergedElsewhere(state)
  return accept(...joined(data.household, state.household, facts.now))
}

/** The event by which somebody comes to be of a household; none where none is told, or they are already. */
export const joined = (told: string | undefined, now: string | null, at: string): readonly PersonEvent[] =>
  told === undefined || told === now ? [] : [{ type: 'HouseholdJoined', data: { household: told }, at }]

export function leaveHousehold(state: KnownPerson, facts: Facts): Decision<PersonEvent> {
  const { household } = state
  return household ? accept({ type: 'HouseholdLeft', data: { household }, at: facts.now }) : accept()
}
