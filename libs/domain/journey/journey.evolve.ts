import type { StageKind } from '../definition/stage.schema'
import { appointed, noAppointment } from '../kernel/appointment'
import { never } from '../kernel/refusal'
import { evolvePause, wait } from './pause.evolve'
import { evolveTransfer } from './transfer.evolve'
import type { JourneyEvent, JourneyEventOf, Measures } from './journey.events'
import { evolveReplacement } from './dotation.replaced'
import { inLine, outOfLine } from './line.evolve'
import { corrected } from './fact.correct'
import { withEnd, withMiss, withSession } from './fact.named'
import { nothingFound, withAssessments } from './journey.found'
import { reopened } from './journey.reopened'
import { enter } from './stage.enter'
import type {
  ClosedJourney,
  Diagnostic,
  Dotation,
  Evaluation,
  JourneyState,
  OpenJourney,
  Prescription,
  Support,
  Training,
} from './journey.state'

/** Folds one decided event. It never throws on an event that `decide` gave for the same state. */
export function evolve(state: JourneyState, event: JourneyEvent): JourneyState {
  if (event.type === 'JourneyReferred') return referred(event)
  if (event.type === 'JourneyTakenOver') return takenOver(event)
  if (state.stage === 'unknown') return state
  if (event.type === 'FactCorrected') return corrected(state, event)
  if (event.type === 'LaptopReturned' || event.type === 'LaptopReplaced') return evolveReplacement(state, event)
  if (state.stage === 'closed') return afterEnd(state, event)
  switch (event.type) {
    case 'JourneyClosed':
      return closed(state, event)
    case 'StageLeft':
      return left(state, event)
    case 'JourneyMoved':
      return moved(state, event)
    case 'OwnerReminded':
      return { ...state, reminders: state.reminders + 1 }
    case 'PlanRecomputed':
    case 'CodesCorrected':
    case 'LookBackCorrected':
    case 'JourneyReopened':
      return state
    case 'JourneyPaused':
    case 'JourneyResumed':
      return evolvePause(state, event)
    case 'LieuChanged':
    case 'MediatorNamed':
    case 'PrescriberChanged':
      return evolveTransfer(state, event)
    default:
      return within(state, event)
  }
}

type Within = Exclude<
  JourneyEvent,
  {
    type:
      | 'JourneyReferred'
      | 'JourneyTakenOver'
      | 'JourneyClosed'
      | 'StageLeft'
      | 'JourneyMoved'
      | 'OwnerReminded'
      | 'PlanRecomputed'
      | 'JourneyPaused'
      | 'JourneyResumed'
      | 'LieuChanged'
      | 'MediatorNamed'
      | 'PrescriberChanged'
      | 'JourneyReopened'
      | 'FactCorrected'
      | 'CodesCorrected'
      | 'LookBackCorrected'
      | 'LaptopReturned'
      | 'LaptopReplaced'
  }
>

/** What still happens to a journey that is over. */
function afterEnd(state: ClosedJourney, event: JourneyEvent): JourneyState {
  if (event.type === 'JourneyReopened') return reopened(state, event)
  if (event.type !== 'CodesCorrected') return state
  const { ageBand, gender } = event.data
  return { ...state, ageBand, gender }
}

/** What an event changes within the stage that it belongs to; a stage leaves the others' events alone. */
function within(state: OpenJourney, event: Within): OpenJourney {
  switch (state.stage) {
    case 'prescription':
      return inPrescription(state, event)
    case 'diagnostic':
      return inDiagnostic(state, event)
    case 'training':
      return inTraining(state, event)
    case 'support':
      return inSupport(state, event)
    case 'dotation':
      return inDotation(state, event)
    case 'evaluation':
      return inEvaluation(state, event)
    default:
      return never(state)
  }
}

function referred({ data, at }: JourneyEventOf<'JourneyReferred'>): Prescription {
  return {
    stage: 'prescription',
    task: 'answer_referral',
    referral: data,
    referredAt: at,
    at: data.stage,
    found: nothingFound,
    mediator: null,
    refusedBy: [],
    paused: null,
    formers: [],
    ...{ line: null, offered: null },
    ...wait(at),
  }
}

/** The lieu has found that a laptop is wanted wherever it has said anything: that is what the former tool was for. */
const foundBefore = {
  ...{ training: true, laptop: true, features: [] },
  ...{ mailbox: false, connection: false, orientation: false },
}

/** Its waits begin when it is taken over: nothing is late on the first day. */
function takenOver({ data, at }: JourneyEventOf<'JourneyTakenOver'>): OpenJourney {
  const { referral, kind, task, openedAt, mediator, handedOverOn } = data
  const handedOver = handedOverOn === null ? null : { device: null, on: handedOverOn }
  const needs = kind === 'prescription' ? null : foundBefore
  const exitedAt = kind === 'evaluation' ? at : null
  const common = {
    ...{ referral, referredAt: openedAt, mediator, at: referral.stage, formers: [], paused: null },
    ...{ found: { ...nothingFound, needs, handedOver, exitedAt }, ...wait(at) },
  }
  const asked = { task: task ?? ('choose_lieu' as const), refusedBy: [], line: null, offered: null }
  return enter(kind, common) ?? { ...common, ...asked, stage: 'prescription' }
}

function inPrescription(state: Prescription, event: Within): OpenJourney {
  switch (event.type) {
    case 'JourneyAccepted':
      return { ...state, mediator: event.data.mediator }
    case 'JourneyDeclined':
    case 'AnswerExpired':
      return { ...outOfLine(state, event.at), refusedBy: [...state.refusedBy, event.data.place] }
    case 'LieuChosen': {
      const { place, placeStructure } = event.data
      const referral = { ...state.referral, place, placeStructure }
      return { ...outOfLine(state, event.at), task: 'answer_referral', referral }
    }
    default:
      return inLine(state, event)
  }
}

function inDiagnostic(state: Diagnostic, event: Within): OpenJourney {
  switch (event.type) {
    case 'AppointmentBooked':
      // The wait to hold the appointment begins when it takes place, not when it is booked.
      return { ...state, task: 'hold_diagnostic', ...appointed(event.data.at, event.at), ...wait(event.data.at) }
    case 'AppointmentReminded':
      return { ...state, toRemind: null }
    case 'DiagnosticMissed':
      return { ...withMiss(state), task: 'book_diagnostic', ...noAppointment, ...wait(event.at) }
    case 'DiagnosticHeld': {
      const { equipment, needs } = event.data
      const held = { kind: 'diagnostic', stage: state.at, ...measuresOf(event), equipment, needs } as const
      return { ...state, found: withAssessments(state.found, [...state.found.assessments, held]) }
    }
    default:
      return state
  }
}

function inTraining(state: Training, event: Within): OpenJourney {
  switch (event.type) {
    case 'TrainingPlanned':
      return { ...state, task: 'follow_training', sessions: event.data.sessions, ...wait(event.at) }
    case 'SessionRecorded':
      return { ...withSession(state, event.data), ...wait(event.at) }
    case 'TrainingAssessed': {
      const { commitmentKept } = event.data
      const assessed = { kind: 'training', stage: state.at, ...measuresOf(event), commitmentKept } as const
      return { ...state, found: withAssessments(state.found, [...state.found.assessments, assessed]) }
    }
    default:
      return state
  }
}

function inSupport(state: Support, event: Within): OpenJourney {
  if (event.type !== 'SupportRecorded') return state
  const { support, result } = event.data
  const given = { stage: state.at, support, result, on: dayOf(event) }
  return { ...state, found: { ...state.found, supports: [...state.found.supports, given] } }
}

function inDotation(state: Dotation, event: Within): OpenJourney {
  switch (event.type) {
    case 'LaptopBound':
      return { ...state, device: event.data.device }
    case 'LaptopReleased':
      return { ...state, device: null }
    case 'LaptopHandedOver': {
      const handedOver = { device: event.data.device, on: dayOf(event) }
      return { ...state, found: { ...state.found, handedOver } }
    }
    default:
      return state
  }
}

function inEvaluation(state: Evaluation, event: Within): OpenJourney {
  switch (event.type) {
    case 'FollowUpOpened':
      return { ...state, task: 'ask_follow_up', ...wait(event.at) }
    case 'FollowUpAttempted':
      return { ...state, attempts: state.attempts + 1, ...wait(event.at) }
    case 'FollowUpAnswered': {
      const answered = { ...event.data, stage: state.at, on: dayOf(event) }
      return { ...state, found: { ...state.found, followUps: [...state.found.followUps, answered] } }
    }
    default:
      return state
  }
}

/** The day that people gave; every event that is folded by it has one. */
const dayOf = ({ on, at }: { readonly on?: string; readonly at: string }): string => on ?? at.slice(0, 10)

const measuresOf = ({ data }: JourneyEventOf<'DiagnosticHeld'> | JourneyEventOf<'TrainingAssessed'>): Measures => ({
  on: data.on,
  askedBy: data.askedBy,
  skills: data.skills,
  sentiment: data.sentiment,
  pix: data.pix,
})

/** Where the same decision closes the journey, the JourneyClosed that follows finds here what was found. */
function left(state: OpenJourney, { data, at }: JourneyEventOf<'StageLeft'>): OpenJourney {
  return gone(state, data.kind, data.to, at)
}

/** A newer version is followed: with the wait that runs, which its delays now end, or from the start of a stage. */
function moved(state: OpenJourney, { data, at }: JourneyEventOf<'JourneyMoved'>): OpenJourney {
  const following = { ...state, referral: { ...state.referral, definition: data.to } }
  return data.present === 'continued' ? { ...following, at: data.stage } : gone(following, data.kind, data.stage, at)
}

/** From one stage to the start of another; `kind` is null where the journey leads nowhere further. */
function gone(state: OpenJourney, kind: StageKind | null, to: string, at: string): OpenJourney {
  const trained = state.stage === 'training' ? { trainedAt: at } : {}
  const exited = state.stage === 'evaluation' ? {} : { exitedAt: at }
  const found = { ...state.found, ...trained, ...exited }
  const { referral, referredAt, mediator, formers } = state
  if (kind === null) return { ...state, found }
  const common = { referral, referredAt, mediator, found, formers, paused: null, at: to, ...wait(at) }
  return enter(kind, common) ?? { ...state, found }
}

function closed(state: OpenJourney, { data, at }: JourneyEventOf<'JourneyClosed'>): ClosedJourney {
  const { referral, referredAt, at: stage, found, formers, mediator, ...rest } = state
  const { since: _since, reminders: _reminders, paused: _paused, pauses: _pauses, ...ended } = rest
  return {
    ...{
      stage: 'closed',
      task: 'none',
      referral,
      referredAt,
      at: stage,
      found: withEnd(found, stage),
      formers,
      mediator,
      ended,
    },
    outcome: data.outcome,
    endedAt: state.task,
    reasons: data.reasons,
    unmet: data.unmet,
    because: data.because,
    ageBand: data.ageBand,
    gender: data.gender,
    closedAt: at,
  }
}
