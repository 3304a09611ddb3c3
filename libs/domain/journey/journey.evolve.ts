import { never } from '../kernel/refusal'
import type { JourneyEvent, JourneyEventOf, Measures, NextStage } from './journey.events'
import type { ClosedJourney, Diagnostic, JourneyState, OpenJourney, Prescription, Training } from './journey.state'

/** Folds one decided event. It never throws on an event that `decide` gave for the same state. */
export function evolve(state: JourneyState, event: JourneyEvent): JourneyState {
  if (event.type === 'JourneyReferred') return referred(event)
  if (state.stage === 'unknown' || state.stage === 'closed') return state
  if (event.type === 'JourneyClosed') return closed(state, event)
  if (event.type === 'OwnerReminded') return { ...state, reminders: state.reminders + 1 }
  if (event.type === 'PlanRecomputed') return state
  switch (state.stage) {
    case 'prescription':
      return inPrescription(state, event)
    case 'diagnostic':
      return inDiagnostic(state, event)
    case 'training':
      return inTraining(state, event)
    case 'dotation':
    case 'evaluation':
      return later(state, event)
    default:
      return never(state)
  }
}

const wait = (since: string) => ({ since, reminders: 0 })

function referred({ data, at }: JourneyEventOf<'JourneyReferred'>): Prescription {
  return {
    stage: 'prescription',
    task: 'answer_referral',
    referral: data,
    referredAt: at,
    refusedBy: [],
    ...wait(at),
  }
}

function inPrescription(state: Prescription, event: JourneyEvent): JourneyState {
  switch (event.type) {
    case 'JourneyAccepted':
      return {
        stage: 'diagnostic',
        task: 'book_diagnostic',
        referral: state.referral,
        referredAt: state.referredAt,
        mediator: event.data.mediator,
        appointment: null,
        missed: 0,
        ...wait(event.at),
      }
    case 'JourneyDeclined':
    case 'AnswerExpired':
      return { ...state, task: 'choose_lieu', refusedBy: [...state.refusedBy, event.data.place], ...wait(event.at) }
    case 'LieuChosen': {
      const { place, placeStructure } = event.data
      return {
        ...state,
        task: 'answer_referral',
        referral: { ...state.referral, place, placeStructure },
        ...wait(event.at),
      }
    }
    default:
      return state
  }
}

function inDiagnostic(state: Diagnostic, event: JourneyEvent): JourneyState {
  switch (event.type) {
    case 'AppointmentBooked':
      // The wait to hold the appointment begins when it takes place, not when it is booked.
      return { ...state, task: 'hold_diagnostic', appointment: event.data.at, ...wait(event.data.at) }
    case 'DiagnosticMissed':
      return { ...state, task: 'book_diagnostic', appointment: null, missed: state.missed + 1, ...wait(event.at) }
    case 'DiagnosticHeld':
      return enter(event.data.next, { ...state, ...wait(event.at) }, measuresOf(event), null, event.data.laptopWanted)
    default:
      return state
  }
}

function inTraining(state: Training, event: JourneyEvent): JourneyState {
  switch (event.type) {
    case 'TrainingPlanned':
      return { ...state, task: 'follow_training', sessions: event.data.sessions, ...wait(event.at) }
    case 'SessionRecorded': {
      const { session, present } = event.data
      return { ...state, recorded: [...state.recorded, { session, present }], ...wait(event.at) }
    }
    case 'TrainingAssessed':
      return enter(
        event.data.next,
        { ...state, ...wait(event.at) },
        state.before,
        measuresOf(event),
        state.laptopWanted,
      )
    default:
      return state
  }
}

function later(state: Extract<OpenJourney, { stage: 'dotation' | 'evaluation' }>, event: JourneyEvent): JourneyState {
  switch (event.type) {
    case 'LaptopBound':
      return state.stage === 'dotation' ? { ...state, device: event.data.device } : state
    case 'LaptopHandedOver':
    case 'DotationGivenUp': {
      if (state.stage !== 'dotation') return state
      const { device: _released, task: _task, stage: _stage, ...carried } = state
      const handedOver =
        event.type === 'LaptopHandedOver' ? { device: event.data.device, on: event.on ?? event.at.slice(0, 10) } : null
      return {
        ...carried,
        stage: 'evaluation',
        task: 'await_follow_up',
        handedOver,
        answered: null,
        attempts: 0,
        ...wait(event.at),
      }
    }
    case 'FollowUpOpened':
      return state.stage === 'evaluation' ? { ...state, task: 'ask_follow_up', ...wait(event.at) } : state
    case 'FollowUpAttempted':
      return state.stage === 'evaluation' ? { ...state, attempts: state.attempts + 1, ...wait(event.at) } : state
    case 'FollowUpAnswered':
      return state.stage === 'evaluation' ? { ...state, answered: { ...event.data, on: event.on ?? '' } } : state
    default:
      return state
  }
}

const measuresOf = ({ data }: JourneyEventOf<'DiagnosticHeld'> | JourneyEventOf<'TrainingAssessed'>): Measures => ({
  on: data.on,
  askedBy: data.askedBy,
  skills: data.skills,
  sentiment: data.sentiment,
  pix: data.pix,
})

function enter(
  next: NextStage,
  from: Diagnostic | Training,
  before: Measures,
  after: Measures | null,
  laptopWanted: boolean,
): JourneyState {
  const { referral, referredAt, mediator, since, reminders } = from
  const common = { referral, referredAt, mediator, since, reminders, before }
  switch (next) {
    case 'training':
      return { ...common, stage: 'training', task: 'plan_training', laptopWanted, sessions: 0, recorded: [] }
    case 'dotation':
      return { ...common, stage: 'dotation', task: 'dotation', after, device: null }
    case 'evaluation':
    case 'closed':
      // Where the same decision closes the journey, the JourneyClosed that follows finds here what was measured.
      return {
        ...common,
        stage: 'evaluation',
        task: 'await_follow_up',
        after,
        handedOver: null,
        answered: null,
        attempts: 0,
      }
    default:
      return never(next)
  }
}

function closed(state: OpenJourney, { data, at }: JourneyEventOf<'JourneyClosed'>): ClosedJourney {
  return {
    stage: 'closed',
    task: 'none',
    referral: state.referral,
    referredAt: state.referredAt,
    mediator: 'mediator' in state ? state.mediator : null,
    before: 'before' in state ? state.before : null,
    after: 'after' in state ? state.after : null,
    handedOver: state.stage === 'evaluation' ? state.handedOver : null,
    followUp: state.stage === 'evaluation' ? state.answered : null,
    outcome: data.outcome,
    endedAt: state.task,
    reasons: data.reasons,
    unmet: data.unmet,
    ageBand: data.ageBand,
    gender: data.gender,
    closedAt: at,
  }
}
