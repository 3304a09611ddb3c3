import type { JourneyEventOf } from './journey.events'
import type { ClosedJourney, JourneyState } from './journey.state'
import { noAppointment } from '../kernel/appointment'
import { wait } from './pause.evolve'
import { enter } from './stage.enter'

/**
 * A journey that is taken up again: in the stage in which it ended as it was there, with a new wait; in another stage,
 * from its beginning. An appointment of before has passed, and so has a place in a line; misses count from here.
 */
export function reopened(state: ClosedJourney, { data, at }: JourneyEventOf<'JourneyReopened'>): JourneyState {
  const { referral, referredAt, found, formers, mediator, ended } = state
  const common = { referral, referredAt, found, formers, mediator, paused: null, at: data.stage, ...wait(at) }
  if (data.stage !== state.at) return enter(data.kind, common) ?? state
  switch (ended.stage) {
    case 'prescription': {
      const task = ended.task === 'choose_lieu' ? ended.task : 'answer_referral'
      return { ...common, ...ended, task, line: null, offered: null }
    }
    case 'diagnostic':
      return { ...common, ...ended, task: 'book_diagnostic', ...noAppointment, missed: 0, misses: [] }
    case 'dotation':
      return enter('dotation', common) ?? state
    default:
      return { ...common, ...ended }
  }
}
