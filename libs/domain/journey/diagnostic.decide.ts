import type { Reasons } from '../../contracts/commands/parts'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { stageOfKind } from '../definition/stage.graph'
import { compareInstants, dayOf, endOfWait } from '../kernel/wait'
import {
  close,
  closeByTask,
  definitionOf,
  notBefore,
  notInFuture,
  reasonsOf,
  type Refused,
  unknownReason,
  wrongMeasures,
  wrongStage,
} from './journey.checks'
import type { CommandOf } from './journey.commands'
import type { JourneyEvent, JourneyEventOf } from './journey.events'
import type { Diagnostic, OpenJourney } from './journey.state'
import { neededOnce, wrongFeatures } from './needed.features'
import { leaveBy } from './stage.leave'

/** An appointment is given, or moved: the last one booked is the one that counts. */
export function bookAppointment(
  command: CommandOf<'BookAppointment'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'diagnostic') return wrongStage(state)
  const { at } = command.data
  if (compareInstants(at, facts.now) < 0) return refuse('date_in_past', { field: 'at', date: at })
  const latest = endOfWait(facts.now, settingsOf(state, facts).bookWithin, 'civil', facts.zone, '')
  if (compareInstants(at, latest) > 0) return refuse('date_too_far', { field: 'at', date: at })
  return accept({ type: 'AppointmentBooked', data: { at }, at: facts.now })
}

/** The person is reminded of the appointment that they have, once. */
export function remindAppointment(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  if (state.stage !== 'diagnostic' || state.appointment === null || state.toRemind === null) return wrongStage(state)
  return accept({ type: 'AppointmentReminded', data: { at: state.appointment }, at: facts.now })
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
  const wrong = wrongMiss(state, facts, { on, reasons })
  if (wrong) return wrong
  const missed = { type: 'DiagnosticMissed', data: { reasons: reasonsOf(reasons) }, at: facts.now, on } as const
  const last = state.missed + 1 >= settingsOf(state, facts).maxMissed
  return last
    ? accept<JourneyEvent>(missed, closeByTask(state, facts, 'hold_diagnostic'))
    : accept<JourneyEvent>(missed)
}

/** What is wrong with what is said of an appointment that was missed, or null. */
export function wrongMiss(
  { appointment }: Pick<Diagnostic, 'appointment'>,
  facts: Facts,
  { on, reasons }: { readonly on: string; readonly reasons: Reasons },
): Refused | null {
  return (
    unknownReason(facts, 'miss', reasons) ??
    notInFuture(facts, 'on', on) ??
    (appointment === null ? null : notBefore('appointment', dayOf(appointment, facts.zone), on))
  )
}

/** What was found, and where the journey goes: on, as its definition says, or elsewhere. */
export function recordDiagnostic(
  command: CommandOf<'RecordDiagnostic'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'diagnostic') return wrongStage(state)
  const { data } = command
  const wrong = wrongMeasures(state, facts, data) ?? wrongFeatures(data.needs, facts) ?? wrongConclusion(command, facts)
  if (wrong) return wrong
  const held = diagnosticHeld(command, facts)
  return data.conclusion === 'continue'
    ? leaveBy(state, facts, held)
    : accept<JourneyEvent>(held, close(state, facts, data.conclusion, data.reasons))
}

const settingsOf = (state: Diagnostic, facts: Facts) => stageOfKind(definitionOf(facts), state.at, 'diagnostic')

function wrongConclusion({ data }: CommandOf<'RecordDiagnostic'>, facts: Facts) {
  if (data.conclusion === 'continue') return data.reasons ? refuse('reasons_unwanted', { field: 'reasons' }) : null
  return data.reasons ? unknownReason(facts, 'end', data.reasons) : refuse('reasons_required', { field: 'reasons' })
}

function diagnosticHeld({ data }: CommandOf<'RecordDiagnostic'>, facts: Facts): JourneyEventOf<'DiagnosticHeld'> {
  const { on, askedBy, skills, sentiment, pix, equipment, needs, conclusion } = data
  const found = { on, askedBy, skills, sentiment, pix, equipment, needs: neededOnce(needs), conclusion }
  return { type: 'DiagnosticHeld', data: found, at: facts.now, on }
}
