import type { Definition } from '../definition/definition.schema'
import type { FactValue } from '../definition/rule'
import type { Doer, Intent, MailKind } from '../kernel/decider'
import { never } from '../kernel/refusal'
import type { JourneyEvent, JourneyEventOf } from './journey.events'
import { asked, isWithinLieu, newsTo, takenBack, told, unlessDone, withLieu } from './journey.mails'
import { ownerOf, plan, prescriberOf } from './journey.plan'
import { lineMails } from './line.react'
import { pauseMails, transferMails } from './course.react'
import type { ClosedJourney, JourneyState, OpenJourney } from './journey.state'
import { correctionMails } from './correction.react'

type Data = Intent['data']

/** What nobody is told by mail: it is read where it is looked for. */
const quiet = [
  'StageLeft',
  'SupportRecorded',
  'SupportNotGiven',
  'FollowUpMissed',
  'JourneyTakenOver',
  'AppointmentReminded',
  'DiagnosticMissed',
  'JourneyMoved',
  'DiagnosticHeld',
  'TrainingPlanned',
  'SessionRecorded',
  'TrainingAssessed',
  'DotationRequested',
  'LaptopBound',
  'LaptopReleased',
  'LaptopReturned',
  'LaptopReplaced',
  'DotationGivenUp',
  'FollowUpAttempted',
  'FollowUpAnswered',
  'DocumentAttached',
  'PlanRecomputed',
] as const satisfies readonly JourneyEvent['type'][]
type Quiet = JourneyEventOf<(typeof quiet)[number]>

const isQuiet = (event: JourneyEvent): event is Quiet => (quiet as readonly string[]).includes(event.type)

/**
 * Whom to tell what, once an event is a fact. `state` is that after the event, `by` who acted.
 * A prescriber reads stage, next date and result: never attendance, levels, or a reason that is the lieu's.
 */
export function react(
  event: JourneyEvent,
  state: JourneyState,
  definition: Definition,
  stream: string,
  by: Doer,
): readonly Intent[] {
  if (state.stage === 'unknown' || isQuiet(event)) return []
  const until = () => plan(state, definition, stream)?.until ?? null
  const back = prescriberOf(state)
  const tell = (mail: MailKind, data: Data) => unlessDone(by, ...newsTo(state, told(mail, back, data)))
  const lieu = { role: 'lieu', id: state.referral.place } as const
  switch (event.type) {
    case 'JourneyReferred': {
      const received = asked('referral_received', lieu, state, { until: until() })
      // Whoever walked in was received: the lieu has just typed it.
      return isWithinLieu(state) ? unlessDone(by, received) : [received]
    }
    case 'LieuChosen':
      return [asked('referral_received', lieu, state, { until: until() })]
    case 'JourneyAccepted':
      return tell('referral_accepted', { place: state.referral.place })
    case 'Enlisted':
    case 'RankTold':
    case 'PlaceOffered':
    case 'LineExpired':
    case 'OfferLapsed':
      return lineMails(event, state, { by, until: until() })
    case 'JourneyDeclined':
      return [asked('referral_back', back, state, declined(event, until()))]
    case 'AnswerExpired':
      return [
        asked('referral_back', back, state, { place: event.data.place, reason: null, until: until() }),
        ...withLieu(state, takenBack(event.data.place, 'no_answer')),
      ]
    case 'OwnerReminded':
      return state.stage === 'closed'
        ? []
        : [asked('task_reminder', ownerOf(state, definition), state, { task: state.task, until: until() })]
    case 'AppointmentBooked':
      return unlessDone(
        by,
        ...newsTo(state, asked('diagnostic_booked', back, state, { place: state.referral.place, at: event.data.at })),
      )
    case 'LaptopHandedOver':
      return tell('laptop_handed_over', { on: event.on ?? null })
    case 'FollowUpOpened':
      return state.stage === 'closed'
        ? []
        : [asked('follow_up_due', ownerOf(state, definition), state, { until: until() })]
    case 'JourneyClosed':
      return state.stage === 'closed' ? closed(event, state, by) : []
    case 'JourneyPaused':
    case 'JourneyResumed':
      return state.stage === 'closed' ? [] : pauseMails(event, state, by)
    case 'LieuChanged':
    case 'MediatorNamed':
    case 'PrescriberChanged':
      return state.stage === 'closed' ? [] : transferMails(event, state, { by, until: until() })
    case 'FactCorrected':
    case 'CodesCorrected':
    case 'LookBackCorrected':
    case 'JourneyReopened':
      return correctionMails(event, state, { by, until: until() })
    default:
      return never(event)
  }
}

const declined = ({ data }: JourneyEventOf<'JourneyDeclined'>, until: string | null): Data => ({
  place: data.place,
  reason: data.reasons.shareable,
  until,
})

/** The end, to the prescriber and to the mediator, who alone reads the lieu's reason; to a lieu that was still asked. */
function closed({ data }: JourneyEventOf<'JourneyClosed'>, state: ClosedJourney, by: Doer): readonly Intent[] {
  const { outcome, reasons } = data
  const news = {
    outcome,
    reason: reasons?.shareable ?? null,
    unmet: data.unmet.join(' ') || null,
    ...becauseOf(data.because),
  }
  const end = told('journey_closed', prescriberOf(state), news)
  // Who referred the person from within the lieu reads it once, as the lieu's mediator.
  const isTheirs = state.mediator !== null && state.referral.prescriber.agent === state.mediator
  const intents = state.mediator === null ? [end] : isTheirs ? [] : [...newsTo(state, end)]
  // Whoever refers somebody learns what is not met, which the answer to a referral does not say; nobody else was asked.
  if (outcome === 'not_eligible' && !state.mediator) return intents
  if (state.mediator) {
    const internal = reasons?.internal ?? null
    intents.push(told('journey_closed', { role: 'mediator', id: state.mediator }, { ...news, internal }))
  } else if (atLieu.includes(state.endedAt)) {
    intents.push(...withLieu(state, takenBack(state.referral.place, 'withdrawn')))
  }
  return unlessDone(by, ...intents)
}

/** While one of these is awaited, a lieu has been asked and has not accepted. */
const atLieu: readonly OpenJourney['task'][] = ['answer_referral', 'await_place', 'confirm_place']

/** Facts that a mail can hold: the others are in the words of the rule itself. */
const becauseOf = (because: Readonly<Record<string, FactValue>>): Data =>
  Object.fromEntries(
    Object.entries(because).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )

/** False where a mail asks for something that is no longer awaited, so that no reminder follows an answer. */
export function stillDue(state: JourneyState, intent: Intent): boolean {
  if (!intent.task) return true
  if (state.stage === 'unknown' || state.stage === 'closed') return false
  return !state.paused && state.task === intent.task.name && state.since === intent.task.since
}
