import type { Role } from '../contracts/codes'
import { type Refusal, refuse } from '../domain/kernel/refusal'
import type { JourneyEvent } from '../domain/journey/journey.events'

type Data = Readonly<Record<string, unknown>>

/** What of an event's data is shared, or null where the event itself is not. */
export type Shared = ((data: Data) => Data | null) | null

/** An event that is told without its data. */
export const nothing: Shared = () => ({})
/** An event of whose data some fields are told. */
export const only =
  (...fields: readonly string[]): Shared =>
  (data) =>
    Object.fromEntries(fields.map((field) => [field, data[field]]))

const shareable = (data: Data) => (data.reasons as { shareable: string } | null)?.shareable ?? null

/**
 * What a prescriber reads of a journey's history: stage, next date and result. Never attendance, levels, answers or
 * the reasons that are the lieu's, since an absence can cost a jobseeker dear. A new event does not compile until
 * somebody has decided what of it is shared.
 */
const shared: Readonly<Record<JourneyEvent['type'], Shared>> = {
  JourneyReferred: only('place', 'reasons', 'needs', 'entry'),
  JourneyTakenOver: nothing,
  JourneyAccepted: nothing,
  Enlisted: only('place'),
  RankTold: only('rank'),
  PlaceOffered: nothing,
  LineExpired: (data) => ({ place: data.place, reason: shareable(data) }),
  OfferLapsed: (data) => ({ place: data.place, reason: shareable(data) }),
  JourneyDeclined: (data) => ({ place: data.place, reason: shareable(data) }),
  AnswerExpired: only('place'),
  LieuChosen: only('place'),
  OwnerReminded: null,
  AppointmentBooked: only('at'),
  AppointmentReminded: null,
  DiagnosticMissed: null,
  StageLeft: only('to', 'skipped'),
  JourneyMoved: only('from', 'to', 'stage', 'kind'),
  DiagnosticHeld: nothing,
  TrainingPlanned: nothing,
  SessionRecorded: null,
  TrainingAssessed: nothing,
  SupportRecorded: nothing,
  SupportNotGiven: nothing,
  FollowUpMissed: null,
  DotationRequested: nothing,
  LaptopBound: nothing,
  LaptopReleased: nothing,
  LaptopReturned: nothing,
  LaptopReplaced: nothing,
  LaptopHandedOver: nothing,
  DotationGivenUp: nothing,
  FollowUpOpened: nothing,
  FollowUpAttempted: null,
  FollowUpAnswered: null,
  JourneyClosed: (data) => ({
    outcome: data.outcome,
    reason: shareable(data),
    unmet: data.unmet,
    because: data.because,
  }),
  DocumentAttached: null,
  JourneyPaused: (data) => ({ until: data.until, reason: shareable(data) }),
  JourneyResumed: nothing,
  LieuChanged: (data) => ({ place: data.place, reason: shareable(data) }),
  MediatorNamed: nothing,
  PrescriberChanged: (data) => ({ prescriber: data.prescriber, reason: shareable(data) }),
  // Which fact is put right tells what happened in a stage: of a result alone, such as a hand-over, is it told.
  FactCorrected: ({ change }) => {
    const { fact, on } = (change ?? {}) as { fact?: string; on?: string }
    return fact === 'hand_over' ? { fact, on } : null
  },
  CodesCorrected: null,
  LookBackCorrected: null,
  JourneyReopened: only('stage', 'kind'),
  PlanRecomputed: null,
}

/** The data of a journey's event as a prescriber reads it, or null where they do not read it at all. */
export function sharedDataOf(type: string, data: Data): Data | null {
  const filter = Object.hasOwn(shared, type) ? shared[type as JourneyEvent['type']] : null
  return filter ? filter(data) : null
}

/** A refusal as a role may read it: what a lieu is doing within a stage is not a prescriber's to know. */
export function sharedRefusal(role: Role, refusal: Refusal): Refusal {
  if (role !== 'prescriber' || refusal.rule !== 'wrong_stage') return refusal
  return refuse('wrong_stage', { stage: refusal.details?.stage ?? '—', task: '—' })
}

/** Whether a role may be told that an event happened: a prescriber is not, of those that are the lieu's. */
export const mayKnowOf = (role: Role, type: string): boolean => role !== 'prescriber' || sharedDataOf(type, {}) !== null
