import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuseMoney } from '../kernel/refusal'
import type { FundLineEvent } from './fund.line.events'
import { evolve, grantOf, type OpenFundLine } from './fund.line.state'
import type { Movement } from './movement'

/**
 * One event for each movement, in their order, or a refusal by name where a balance would go below zero: then none of
 * them is made. Throws where a movement is not of whole cents, since nobody types one.
 */
export function move(
  state: OpenFundLine,
  movements: readonly Movement[],
  { now: at }: Pick<Facts, 'now'>,
): Decision<FundLineEvent> {
  const events: FundLineEvent[] = []
  let present = state
  for (const { line: _, ...data } of movements) {
    if (!Number.isSafeInteger(data.cents) || data.cents < 1)
      throw new TypeError('a movement is of whole cents, 1 at least')
    const refused = refusedMovement(present, data)
    if (refused) return refused
    const event: FundLineEvent = { type: 'FundsMoved', data, at }
    events.push(event)
    present = evolve(present, event) as OpenFundLine
  }
  return accept(...events)
}

/** What is free is the line's, everything else one grant's; what came back is not there any more to come back again. */
function refusedMovement(state: OpenFundLine, { grant, from, cents: asked }: Omit<Movement, 'line'>): Refusal | null {
  if (from === 'free') {
    const { free } = state.balances
    return free < asked ? refuseMoney('fund_line_short', { free, asked }) : null
  }
  const own = grantOf(state, grant)
  const there = from === 'paid' ? own.paid - own.recovered : own[from]
  return there < asked ? refuseMoney('funds_not_in_state', { there, asked }, { state: from }) : null
}
