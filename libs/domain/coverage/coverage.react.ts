import type { Intent } from '../kernel/decider'
import { uuidOf } from '../../contracts/stream'
import type { CoverageEvent } from './coverage.events'
import type { CoverageState } from './coverage.state'

/** Whom a coverage tells what: little is left, a cost seems to be paid twice, something is proposed to be asked back. */
export function react(event: CoverageEvent, state: CoverageState): readonly Intent[] {
  if (state.status === 'unknown') return []
  const manager = { role: 'fund_manager', id: state.territory } as const
  const about = { call: state.call, number: uuidOf(state.grant).slice(0, 8) }
  switch (event.type) {
    case 'CoverageLow': {
      const data = { ...about, leftCents: event.data.leftCents, until: state.terms.until }
      const lieux = state.terms.places.map((id) => ({ role: 'lieu', id }) as const)
      return [manager, ...lieux].map((to) => ({ mail: 'coverage_low', to, data, task: null }))
    }
    case 'CostReserved':
    case 'CostSettled': {
      if (event.data.twice.length === 0) return []
      const data = { ...about, cents: event.data.cents }
      return [{ mail: 'cost_twice', to: manager, data, task: null }]
    }
    case 'RecoveryProposed':
      return [{ mail: 'recovery_proposed', to: manager, data: { ...about, cents: event.data.cents }, task: null }]
    default:
      return []
  }
}
