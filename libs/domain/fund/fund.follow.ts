import type { Facts } from '../facts'
import type { Decision, DomainEvent } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import type { FundLineEvent } from './fund.line.events'
import type { FundLineState } from './fund.line.state'
import { move } from './fund.move'
import type { Movement } from './movement'

/** An event that moves money says so: which cents, of which grant, on which lines. */
export const movementsOf = ({ data }: DomainEvent): readonly Movement[] =>
  (data as { readonly movements?: readonly Movement[] } | null)?.movements ?? []

/** A line follows what others decide in the same transaction: it makes the movements that are its own, or refuses them all. */
export function follow(
  state: FundLineState,
  stream: string,
  facts: Pick<Facts, 'decided' | 'now'>,
): Decision<FundLineEvent> {
  const own = facts.decided.flatMap(({ event }) => movementsOf(event)).filter(({ line }) => line === stream)
  if (own.length === 0) return accept()
  return state.status === 'unknown' ? refuse('unknown_fund_line') : move(state, own, facts)
}

/** A line whose money was to move and that did not follow: none, unless a command forgets to touch it; null where all did. */
export function lineLeftOut(decided: Facts['decided']): string | null {
  const asked = decided.flatMap(({ event }) => movementsOf(event).map(({ line }) => line))
  const made = decided.flatMap(({ stream, event }) => (event.type === 'FundsMoved' ? [stream] : []))
  const times = (list: readonly string[], line: string) => list.filter((each) => each === line).length
  return asked.find((line) => times(asked, line) !== times(made, line)) ?? null
}
