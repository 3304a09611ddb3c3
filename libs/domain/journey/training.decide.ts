import type { Reasons } from '../../contracts/commands/parts'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { stageOfKind } from '../definition/stage.graph'
import { accept, refuse } from '../kernel/refusal'
import {
  definitionOf,
  notBefore,
  notInFuture,
  type Refused,
  unknownCode,
  unknownReason,
  wrongMeasures,
  wrongStage,
} from './journey.checks'
import type { CommandOf } from './journey.commands'
import type { JourneyEvent } from './journey.events'
import { lastAssessedOn } from './journey.found'
import type { OpenJourney } from './journey.state'
import { leaveBy } from './stage.leave'

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
  const known = stageOfKind(definitionOf(facts), state.at, 'training').objectives
  return unknownCode('objectives', `${state.at}.objectives`, known, objectives) ?? accept(event)
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
  const wrong = wrongSession(state, facts, { on, present, reasons })
  return wrong ?? accept({ type: 'SessionRecorded', data: { session, present, reasons }, at: facts.now, on })
}

/** What is wrong with what is said of a session, or null. */
export function wrongSession(
  state: OpenJourney,
  facts: Facts,
  { on, present, reasons }: { readonly on: string; readonly present: boolean; readonly reasons: Reasons | null },
): Refused | null {
  if (present && reasons) return refuse('reasons_unwanted', { field: 'reasons' })
  if (!present && !reasons) return refuse('reasons_required', { field: 'reasons' })
  return (
    (reasons && unknownReason(facts, 'miss', reasons)) ??
    notInFuture(facts, 'on', on) ??
    notBefore('diagnostic', lastAssessedOn(state.found, state.referral), on)
  )
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
  const wrong =
    notBefore('diagnostic', lastAssessedOn(state.found, state.referral), on) ??
    wrongMeasures(state, facts, command.data)
  if (wrong) return wrong
  const data = { on, askedBy, skills, sentiment, pix, commitmentKept }
  return leaveBy(state, facts, { type: 'TrainingAssessed', data, at: facts.now, on })
}
