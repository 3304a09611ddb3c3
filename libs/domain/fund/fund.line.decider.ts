import { fundLineCommands } from '../../contracts/commands/fund.commands'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { follow } from './fund.follow'
import { decide } from './fund.line.decide'
import type { FundLineCommand, FundLineEvent } from './fund.line.events'
import { evolve, type FundLineState } from './fund.line.state'

/** A command that another stream leads: what it means for a line is in the events that were decided before. */
interface Followed {
  readonly type: string
}

const isOwn = (command: FundLineCommand | Followed): command is FundLineCommand => command.type in fundLineCommands

/** A fund line: what one funder gives one call, and in what state each of its cents is. `stream` is its own name. */
export const fundLineDecider = {
  initialState: { status: 'unknown' } as FundLineState,
  decide: (
    command: FundLineCommand | Followed,
    state: FundLineState,
    facts: Facts,
    stream: string,
  ): Decision<FundLineEvent> => (isOwn(command) ? decide(command, state, facts) : follow(state, stream, facts)),
  evolve,
}
