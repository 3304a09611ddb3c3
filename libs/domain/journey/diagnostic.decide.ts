import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { compareInstants, dayOf, endOfWait } from '../kernel/wait'
import {
  close,
  closeByTask,
  definitionOf,
  notBefore,
  notInFuture,
  reasonsOf,
  unknownReason,
  wrongMeasures,
  wrongStage,
} from './journey.checks'
import { requestDotation } from './dotation.followed'
import type { CommandOf } from './journey.commands'
import type { JourneyEvent, JourneyEventOf, NextStage } from './journey.events'
import type { OpenJourney } from './journey.state'

/** An appointment is given, or moved: the last one booked is the one that counts. */
export function bookAppointment(
  command: CommandOf<'BookAppointment'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'diagnostic') return wrongStage(state)
  const { at } = command.data
  if (compareInstants(at, facts.now) < 0) return refuse('date_in_past', { field: 'at', date: at })
  const latest = endOfWait(facts.now, definitionOf(facts).diagnostic.bookWithin, 'civil', facts.zone, '')
  if (compareInstants(at, latest) > 0) return refuse('date_too_far', { field: 'at', date: at })
  return accept({ type: 'AppointmentBooked', data: { at }, at: facts.now })
}

/** The person did not come. After the set number of misses the journey goes back to the prescriber, without detail. */
export function recordMissed(
  command: CommandOf<'RecordMissed'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'diagnostic' || state.appointment === null) return wrongStage(state)
  const { on, reasons } = command.data
  if (compareInstants(state.appointment, facts.now) > 0)
    return refuse('before_appointment', { field: 'on', date: state.appointment })
  const wrong =
    unknownReason(facts, 'miss', reasons) ??
    notInFuture(facts, 'on', on) ??
    notBefore('appointment', dayOf(state.appointment, facts.zone), on)
  if (wrong) return wrong
  const missed = { type: 'DiagnosticMissed', data: { reasons: reasonsOf(reasons) }, at: facts.now, on } as const
  const last = state.missed + 1 >= definitionOf(facts).diagnostic.maxMissed
  return last
    ? accept<JourneyEvent>(missed, closeByTask(state, facts, 'hold_diagnostic'))
    : accept<JourneyEvent>(missed)
}

/** What was found, and where the journey goes: training, a laptop, straight to the follow-up, or elsewhere. */
export function recordDiagnostic(
  command: CommandOf<'RecordDiagnostic'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'diagnostic') return wrongStage(state)
  const { data } = command
  const wrong = wrongMeasures(state, facts, data) ?? wrongConclusion(command, facts)
  if (wrong) return wrong
  const next = nextOf(command)
  const held = diagnosticHeld(command, facts, next)
  if (data.conclusion !== 'continue') {
    return accept<JourneyEvent>(held, close(state, facts, data.conclusion, data.reasons))
  }
  return next === 'dotation' ? accept<JourneyEvent>(held, requestDotation(facts, data.on)) : accept<JourneyEvent>(held)
}

function wrongConclusion({ data }: CommandOf<'RecordDiagnostic'>, facts: Facts) {
  if (data.conclusion === 'continue') return data.reasons ? refuse('reasons_unwanted', { field: 'reasons' }) : null
  return data.reasons ? unknownReason(facts, 'end', data.reasons) : refuse('reasons_required', { field: 'reasons' })
}

function nextOf({ data }: CommandOf<'RecordDiagnostic'>): NextStage {
  if (data.conclusion !== 'continue') return 'closed'
  if (data.needs.training) return 'training'
  return data.needs.laptop ? 'dotation' : 'evaluation'
}

function diagnosticHeld(
  { data }: CommandOf<'RecordDiagnostic'>,
  facts: Facts,
  next: NextStage,
): JourneyEventOf<'DiagnosticHeld'> {
  const { on, askedBy, skills, sentiment, pix, equipment, needs } = data
  const found = { on, askedBy, skills, sentiment, pix, equipment, laptopWanted: needs.laptop, next }
  return { type: 'DiagnosticHeld', data: found, at: facts.now, on }
}
