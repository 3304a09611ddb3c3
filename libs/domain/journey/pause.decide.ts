import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { dayOf, endOfWait } from '../kernel/wait'
import { definitionOf, reasonsOf, unknownReason, wrongStage } from './journey.checks'
import type { CommandOf, JourneyCommand } from './journey.commands'
import type { JourneyEvent } from './journey.events'
import type { OpenJourney } from './journey.state'

/** What may be done while a journey rests: end the rest, change who follows it, end it; and its laptop may come. */
export const whilePaused: ReadonlySet<JourneyCommand['type']> = new Set([
  ...(['Pause', 'Resume', 'ResumeByDate', 'Withdraw', 'ChangeLieu', 'NameMediator', 'ChangePrescriber'] as const),
  'MoveToVersion',
  ...(['Bind', 'AttachDocument'] as const),
])

/** The journey rests until a day, at most as long as its definition allows; asked again, it rests until another day. */
export function pause(command: CommandOf<'Pause'>, state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  // Nobody acts while a person waits in a line, and a place that is kept for one is another's if it is not taken.
  if (state.task === 'await_place' || state.task === 'confirm_place') return wrongStage(state)
  const { until, reasons } = command.data
  if (state.paused?.until === until) return accept()
  if (state.paused) return refuse('journey_paused', { until: state.paused.until })
  if (until <= dayOf(facts.now, facts.zone)) return refuse('date_in_past', { field: 'until', date: until })
  const latest = endOfWait(facts.now, definitionOf(facts).pause.longest, 'civil', facts.zone, '')
  if (until > dayOf(latest, facts.zone)) return refuse('date_too_far', { field: 'until', date: until })
  const wrong = unknownReason(facts, 'pause', reasons)
  return wrong ?? accept({ type: 'JourneyPaused', data: { until, reasons: reasonsOf(reasons) }, at: facts.now })
}

/** Somebody says that it goes on, or the day has come: then the lieu is asked whether the person is back. */
export function resume(
  { type }: CommandOf<'Resume'> | CommandOf<'ResumeByDate'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (!state.paused) return refuse('not_paused')
  return accept({ type: 'JourneyResumed', data: { by: type === 'Resume' ? 'person' : 'date' }, at: facts.now })
}
