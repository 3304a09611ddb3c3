import { stageOfKind } from '../definition/stage.graph'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { refuse } from '../kernel/refusal'
import { definitionOf, notBeforeConsent, notInFuture, unknownReason, wrongStage } from './journey.checks'
import type { CommandOf } from './journey.commands'
import type { JourneyEvent } from './journey.events'
import type { OpenJourney } from './journey.state'
import { leaveBy } from './stage.leave'

/** An address, a connection offer or another service: given, refused by the person, or not possible. */
export function recordSupport(
  command: CommandOf<'RecordSupport'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'support') return wrongStage(state)
  const { on, result, reasons } = command.data
  if (result === 'given' && reasons) return refuse('reasons_unwanted', { field: 'reasons' })
  if (result !== 'given' && !reasons) return refuse('reasons_required', { field: 'reasons' })
  const wrong =
    (reasons && unknownReason(facts, 'end', reasons)) ??
    notInFuture(facts, 'on', on) ??
    notBeforeConsent(state, 'on', on)
  if (wrong) return wrong
  const { support } = stageOfKind(definitionOf(facts), state.at, 'support')
  return leaveBy(state, facts, { type: 'SupportRecorded', data: { support, result, reasons }, at: facts.now, on })
}

/** Nobody gave it in time: the journey goes on without. */
export function supportNotGiven(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  const { support } = stageOfKind(definitionOf(facts), state.at, 'support')
  return leaveBy(state, facts, { type: 'SupportNotGiven', data: { support }, at: facts.now })
}
