import { stageOfKind } from '../definition/stage.graph'
import type { Reasons } from '../../contracts/commands/parts'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { refuse } from '../kernel/refusal'
import { definitionOf, notBeforeReferral, notInFuture, type Refused, unknownReason, wrongStage } from './journey.checks'
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
  const wrong = wrongSupport(state, facts, { on, result, reasons })
  if (wrong) return wrong
  const { support } = stageOfKind(definitionOf(facts), state.at, 'support')
  return leaveBy(state, facts, { type: 'SupportRecorded', data: { support, result, reasons }, at: facts.now, on })
}

/** What is wrong with what is said of a support, or null. */
export function wrongSupport(
  state: OpenJourney,
  facts: Facts,
  { on, result, reasons }: { readonly on: string; readonly result: string; readonly reasons: Reasons | null },
): Refused | null {
  if (result === 'given' && reasons) return refuse('reasons_unwanted', { field: 'reasons' })
  if (result !== 'given' && !reasons) return refuse('reasons_required', { field: 'reasons' })
  return (
    (reasons && unknownReason(facts, 'end', reasons)) ?? notInFuture(facts, 'on', on) ?? notBeforeReferral(state, on)
  )
}

/** Nobody gave it in time: the journey goes on without. */
export function supportNotGiven(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  const { support } = stageOfKind(definitionOf(facts), state.at, 'support')
  return leaveBy(state, facts, { type: 'SupportNotGiven', data: { support }, at: facts.now })
}
