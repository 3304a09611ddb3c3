import type { StageKind } from '../definition/stage.schema'
import { noAppointment } from '../kernel/appointment'
import { never } from '../kernel/refusal'
import type { FollowedJourney, Support } from './journey.state'

/** A stage at its first task. None is entered that is a prescription: a journey begins with it. */
export function enter(kind: StageKind, common: Omit<Support, 'stage' | 'task'>): FollowedJourney | null {
  switch (kind) {
    case 'prescription':
      return null
    case 'diagnostic':
      return { ...common, stage: 'diagnostic', task: 'book_diagnostic', ...noAppointment, missed: 0, misses: [] }
    case 'training':
      return {
        ...{ ...common, stage: 'training', task: 'plan_training', sessions: 0, recorded: [] },
        namedBefore: common.found.named.sessions[common.at] ?? 0,
      }
    case 'support':
      return { ...common, stage: 'support', task: 'give_support' }
    case 'dotation':
      return { ...common, stage: 'dotation', task: 'dotation', device: null }
    case 'evaluation':
      return { ...common, stage: 'evaluation', task: 'await_follow_up', attempts: 0 }
    default:
      return never(kind)
  }
}
