import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import type { CommandOf } from './person.commands'
import type { KnownPerson, PersonEvent } from './person.state'

type Said = CommandOf<'DismissDuplicate'> | CommandOf<'AskMerge'>

/** What a human says of a likeness that was flagged on this person. Said twice, it changes nothing. */
export function sayOfDuplicate({ type, data }: Said, state: KnownPerson, facts: Facts): Decision<PersonEvent> {
  const flagged = state.duplicates.find(({ person }) => person === data.person)
  if (!flagged) return refuse('not_flagged', { field: 'person' })
  if (state.mergedInto === data.person || state.aliases.includes(data.person)) return refuse('already_merged')
  const [said, event] =
    type === 'AskMerge' ? (['asked', 'MergeAsked'] as const) : (['dismissed', 'DuplicateDismissed'] as const)
  return flagged.state === said ? accept() : accept({ type: event, data, at: facts.now })
}
