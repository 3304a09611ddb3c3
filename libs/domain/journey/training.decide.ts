import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { requestDotation } from './dotation.followed'
import {
  definitionOf,
  notBefore,
  notInFuture,
  unknownCode,
  unknownReason,
  wrongMeasures,
  wrongStage,
} from './journey.checks'
import type { CommandOf } from './journey.commands'
import type { JourneyEvent, NextStage } from './journey.events'
import type { OpenJourney } from './journey.state'

/** What will be learnt, in how many sessions, alone or in a group; planned anew where more sessions are needed. */
export function planTraining(
  command: CommandOf<'PlanTraining'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'training') return wrongStage(state)
  const { objectives, sessions, mode } = command.data
  const recorded = Math.max(0, ...state.recorded.map(({ session }) => session))
  if (sessions < recorded) return refuse('plan_too_short', { field: 'sessions', sessions, recorded })
  const event = { type: 'TrainingPlanned', data: { objectives, sessions, mode }, at: facts.now } as const
  return (
    unknownCode('objectives', 'training.objectives', definitionOf(facts).training.objectives, objectives) ??
    accept(event)
  )
}

/** One session: the person came, or did not and why. */
export function recordAttendance(
  command: CommandOf<'RecordAttendance'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'training' || state.task !== 'follow_training') return wrongStage(state)
  const { session, on, present, reasons } = command.data
  if (session > state.sessions)
    return refuse('unknown_session', { field: 'session', session, sessions: state.sessions })
  if (state.recorded.some((each) => each.session === session))
    return refuse('session_already_recorded', { field: 'session', session })
  if (present && reasons) return refuse('reasons_unwanted', { field: 'reasons' })
  if (!present && !reasons) return refuse('reasons_required', { field: 'reasons' })
  const wrong =
    (reasons && unknownReason(facts, 'miss', reasons)) ??
    notInFuture(facts, 'on', on) ??
    notBefore('diagnostic', state.before.on, on)
  return wrong ?? accept({ type: 'SessionRecorded', data: { session, present, reasons }, at: facts.now, on })
}

/** The mediator's judgement that ends the training, with the same instruments as at the start. */
export function assessTraining(
  command: CommandOf<'AssessTraining'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'training' || state.task !== 'follow_training') return wrongStage(state)
  if (!state.recorded.some(({ present }) => present)) return refuse('no_session_attended')
  const { on, askedBy, skills, sentiment, pix, commitmentKept } = command.data
  const wrong = notBefore('diagnostic', state.before.on, on) ?? wrongMeasures(state, facts, command.data)
  if (wrong) return wrong
  // A laptop is given once the commitment is kept: without it the journey goes on to its follow-up.
  const next: NextStage = state.laptopWanted && commitmentKept ? 'dotation' : 'evaluation'
  const data = { on, askedBy, skills, sentiment, pix, commitmentKept, next }
  const assessed = { type: 'TrainingAssessed', data, at: facts.now, on } as const
  return next === 'dotation'
    ? accept<JourneyEvent>(assessed, requestDotation(facts, on))
    : accept<JourneyEvent>(assessed)
}
