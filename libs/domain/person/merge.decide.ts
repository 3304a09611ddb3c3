import type { Facts, LaptopHeld } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { compareInstants } from '../kernel/wait'
import type { CommandOf } from './person.commands'
import type { KnownPerson, PersonEvent } from './person.state'

/**
 * Two records are one person: the leading one becomes an alias of the other. Nothing is moved nor rewritten, whatever is
 * asked of the person is from now on asked of both. The leading stream decides first: whoever finds that it has decided
 * is the one who stays.
 */
export function merge(command: CommandOf<'MergePersons'>, state: KnownPerson, facts: Facts): Decision<PersonEvent> {
  const at = facts.now
  const outside = facts.outside.merge
  if (!outside) throw new TypeError('people are merged with what each of them holds')
  if (outside.already) return accept()
  if (state.mergedInto) return mergedElsewhere(state)
  const alias = facts.decided.find(({ event }) => event.type === 'PersonMerged')
  if (alias) return accept({ type: 'AliasAdded', data: { person: alias.stream }, at })
  const { into, reason } = command.data
  if (outside.same) return refuse('same_person', { field: 'into' })
  if (!outside.known) return refuse('unknown_person', { field: 'into' })
  const two = twoLaptops(outside.ofAlias, outside.ofOther)
  if (two) return refuse('two_laptops_bound', { one: two[0].dotation, other: two[1].dotation })
  return accept({ type: 'PersonMerged', data: { into, reason }, at })
}

/** The link is cut: each holds again what was given under their own id. */
export function unmerge(command: CommandOf<'UnmergePersons'>, state: KnownPerson, facts: Facts): Decision<PersonEvent> {
  const at = facts.now
  const alias = facts.decided.find(({ event }) => event.type === 'PersonUnmerged')
  if (alias) return accept({ type: 'AliasRemoved', data: { person: alias.stream }, at })
  if (!state.mergedInto) return refuse('not_merged')
  const data = { from: state.mergedInto, reason: command.data.reason }
  return accept({ type: 'PersonUnmerged', data, at })
}

/** Somebody who was merged is acted on by the one who stays. */
export const mergedElsewhere = ({ mergedInto }: KnownPerson) => refuse('person_merged', { into: mergedInto ?? '' })

/** The laptops for which two records cannot be one person yet: both promised, or one given after the other's referral. */
function twoLaptops(
  mine: readonly LaptopHeld[],
  theirs: readonly LaptopHeld[],
): readonly [LaptopHeld, LaptopHeld] | null {
  for (const one of mine) {
    const other = theirs.find((each) => inTheWay(one, each) || inTheWay(each, one))
    if (other) return [one, other]
  }
  return null
}

function inTheWay(promised: LaptopHeld, held: LaptopHeld): boolean {
  if (promised.handedOverAt) return false
  return held.handedOverAt === null || compareInstants(held.handedOverAt, promised.referredAt) > 0
}
