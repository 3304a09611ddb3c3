import type { JourneyStage } from '../../contracts/codes'
import type { JourneyEvent, JourneyEventOf, Referral } from '../../domain/journey/journey.events'
import { corrected } from './outcome.correct'
import { never } from '../../domain/kernel/refusal'
import type { Measured, OutcomeRow } from './outcome.row'

/** Raised when `statisticsOf` changes: the table is then counted anew from the first event. */
export const outcomeFoldVersion = 4

/**
 * What is counted of a journey after one more of its events; null as long as it was not referred.
 * Answers the same row where the event changes nothing that is counted.
 */
export function statisticsOf(row: OutcomeRow | null, stream: string, event: JourneyEvent): OutcomeRow | null {
  if (event.type === 'JourneyReferred') return referred(stream, event.data, event.at)
  if (event.type === 'JourneyTakenOver') return takenOver(stream, event)
  return row && followed(row, event)
}

/** What was before this service is counted with what it has brought, and told apart. */
function takenOver(stream: string, { data, at }: JourneyEventOf<'JourneyTakenOver'>): OutcomeRow {
  const { referral, kind, openedAt, handedOverOn } = data
  const row = referred(stream, referral, openedAt)
  return { ...row, stage: kind, stage_since: at, handed_over_on: handedOverOn, reprise: true }
}

function referred(stream: string, data: Referral, at: string): OutcomeRow {
  return {
    stream,
    territory: data.territory,
    epci: data.epci,
    definition: data.definition,
    prescriber_structure: data.prescriber.structure,
    stage: 'prescription',
    stage_since: at,
    stage_seconds: {},
    outcome: null,
    referred_at: at,
    closed_at: null,
    before: null,
    after: null,
    follow_up: null,
    handed_over_on: null,
    age_band: null,
    gender: null,
    reprise: false,
  }
}

/** What changes nothing that is counted. */
const uncounted = [
  'JourneyPaused',
  'JourneyResumed',
  'LieuChanged',
  'MediatorNamed',
  'JourneyAccepted',
  'Enlisted',
  'RankTold',
  'PlaceOffered',
  'LineExpired',
  'OfferLapsed',
  'JourneyDeclined',
  'AnswerExpired',
  'LieuChosen',
  'OwnerReminded',
  'AppointmentBooked',
  'AppointmentReminded',
  'DiagnosticMissed',
  'TrainingPlanned',
  'SessionRecorded',
  'DotationRequested',
  'LaptopBound',
  'LaptopReleased',
  'LaptopReturned',
  'LaptopReplaced',
  'DotationGivenUp',
  'SupportRecorded',
  'SupportNotGiven',
  'FollowUpMissed',
  'FollowUpOpened',
  'FollowUpAttempted',
  'DocumentAttached',
  'LookBackCorrected',
  'PlanRecomputed',
] as const satisfies readonly JourneyEvent['type'][]
type Uncounted = JourneyEventOf<(typeof uncounted)[number]>

const isUncounted = (event: JourneyEvent): event is Uncounted => (uncounted as readonly string[]).includes(event.type)

function followed(
  row: OutcomeRow,
  event: Exclude<JourneyEvent, { type: 'JourneyReferred' | 'JourneyTakenOver' }>,
): OutcomeRow {
  if (isUncounted(event)) return row
  switch (event.type) {
    case 'StageLeft':
      // Where the same decision closes the journey, the stage ends with the JourneyClosed that follows.
      return event.data.kind ? entering(event.data.kind, row, event.at) : row
    case 'JourneyMoved': {
      const { to: definition, kind, present } = event.data
      return { ...(present === 'left' ? entering(kind, row, event.at) : row), definition }
    }
    case 'DiagnosticHeld':
    case 'TrainingAssessed':
      return row.before ? { ...row, after: measuredIn(event.data) } : { ...row, before: measuredIn(event.data) }
    case 'LaptopHandedOver':
      return { ...row, handed_over_on: event.on ?? event.at.slice(0, 10) }
    case 'FollowUpAnswered': {
      const { instrument, answers } = event.data
      return { ...row, follow_up: { ...measuredIn(event.data), instrument, answers } }
    }
    case 'JourneyClosed': {
      const { outcome, ageBand: age_band, gender } = event.data
      return { ...entering('closed', row, event.at), outcome, closed_at: event.at, age_band, gender }
    }
    case 'PrescriberChanged':
      return { ...row, prescriber_structure: event.data.prescriber.structure }
    case 'JourneyReopened': {
      const open = { ...row, outcome: null, closed_at: null, age_band: null, gender: null }
      return entering(event.data.kind, open, event.at)
    }
    case 'FactCorrected':
      return corrected(row, event.data)
    case 'CodesCorrected': {
      const { ageBand: age_band, gender } = event.data
      return row.closed_at === null ? row : { ...row, age_band, gender }
    }
    default:
      return never(event)
  }
}

/** The stage that ends has taken the time since it was entered. */
function entering(stage: JourneyStage, row: OutcomeRow, at: string): OutcomeRow {
  // How long a stage takes is known of what began here.
  if (row.stage === 'closed' || row.reprise) return { ...row, stage, stage_since: at }
  const seconds = (Date.parse(at) - Date.parse(row.stage_since)) / 1000
  const spent = (row.stage_seconds[row.stage] ?? 0) + seconds
  return { ...row, stage, stage_since: at, stage_seconds: { ...row.stage_seconds, [row.stage]: spent } }
}

const measuredIn = ({ sentiment, skills }: Measured): Measured => ({ sentiment, skills })
