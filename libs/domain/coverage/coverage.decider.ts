import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { reserve, settle } from './cost.decide'
import { decideDuplicate, decideRecovery, follow, set } from './coverage.decide'
import type { CoverageCommand, CoverageEvent } from './coverage.events'
import { type CoverageState, evolve } from './coverage.state'

/** A command that the grant leads: what it means for its coverage is in the events that were decided before. */
interface Followed {
  readonly type: string
}

const own = ['SetCoverage', 'DecideDuplicateCost', 'DecideRecovery', 'ReserveCost', 'SettleCost'] as const

const isOwn = (command: CoverageCommand | Followed): command is CoverageCommand =>
  (own as readonly string[]).includes(command.type)

/** A coverage: which journeys a grant pays for, and what each has come to. `stream` is its own name. */
export const coverageDecider = {
  initialState: { status: 'unknown' } as CoverageState,
  evolve,
  decide(
    command: CoverageCommand | Followed,
    state: CoverageState,
    facts: Facts,
    stream: string,
  ): Decision<CoverageEvent> {
    if (!isOwn(command)) return follow(state, facts)
    switch (command.type) {
      case 'SetCoverage':
        return set(command, state, facts, stream)
      case 'ReserveCost':
        return reserve(command, state, facts)
      case 'SettleCost':
        return settle(command, state, facts)
      case 'DecideDuplicateCost':
      case 'DecideRecovery':
        if (state.status === 'unknown') return refuse('unknown_stream')
        return command.type === 'DecideRecovery'
          ? decideRecovery(command, state, facts)
          : decideDuplicate(command, state, facts)
      default:
        return accept()
    }
  },
}
