import { wrongMediator } from '../agent/agent.fact'
import type { Facts, PlaceFact } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { endOfWait } from '../kernel/wait'
import { definitionOf, type Refused, reasonsOf, unknownReason, wrongStage } from './journey.checks'
import type { CommandOf, JourneyCommand } from './journey.commands'
import type { JourneyEvent } from './journey.events'
import type { OpenJourney } from './journey.state'
import { passedTo } from './place.take'

/** What only the mediator of a journey does: after a change of lieu somebody is named first. */
const mediatorsOwn: ReadonlySet<JourneyCommand['type']> = new Set([
  ...(['BookAppointment', 'RecordMissed', 'RecordDiagnostic', 'PlanTraining', 'RecordAttendance'] as const),
  ...(['AssessTraining', 'RecordSupport', 'RecordAttempt', 'RecordFollowUp', 'Bind', 'HandOver'] as const),
  ...(['BookHandOver', 'MissHandOver'] as const),
])

export const needsMediator = (type: JourneyCommand['type'], state: OpenJourney): boolean =>
  state.stage !== 'prescription' && state.mediator === null && mediatorsOwn.has(type)

/** Another lieu follows the journey from now on; whoever follows it there may be named at once, or by the lieu itself. */
export function changeLieu(command: CommandOf<'ChangeLieu'>, state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  const { mediator, reasons } = command.data
  // Before it accepts, a lieu answers: whoever referred the person chooses another one.
  if (state.stage === 'prescription' && facts.actor.role === 'mediator') return wrongStage(state)
  const place = facts.outside.place
  const wrong = unknownReason(facts, 'transfer', reasons) ?? wrongPlace(place, state)
  if (wrong || !place?.structure) return wrong ?? refuse('unknown_place', { field: 'place' })
  const there = { place: place.stream, placeStructure: place.structure }
  const stranger = mediator === null ? null : wrongMediator(facts.outside.agent, there)
  if (stranger) return stranger
  const over = passedTo(mediator === null ? null : facts.outside.agent, state.stage, facts)
  if ('rule' in over) return over
  const { place: formerPlace, placeStructure } = state.referral
  const data = {
    ...there,
    mediator: state.stage === 'prescription' ? null : mediator,
    former: { place: formerPlace, placeStructure, mediator: state.mediator },
    ...{ reasons: reasonsOf(reasons), readsUntil: readsUntil(facts) },
    ...over,
  }
  return accept({ type: 'LieuChanged', data, at: facts.now })
}

function wrongPlace(place: PlaceFact | null | undefined, { referral }: OpenJourney): Refused | null {
  if (!place || place.territory !== referral.territory) return refuse('unknown_place', { field: 'place' })
  if (!place.structure) return refuse('place_without_structure', { field: 'place' })
  if (!place.isLieu) return refuse('structure_without_role', { field: 'place', role: 'lieu' })
  return place.stream === referral.place ? refuse('same_lieu', { field: 'place' }) : null
}

/** Another mediator follows the journey; the first one after a change of lieu replaces nobody, and needs no reason. */
export function nameMediator(
  command: CommandOf<'NameMediator'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  const { mediator, reasons } = command.data
  if (state.stage === 'prescription') return wrongStage(state)
  if (state.mediator === mediator) return accept()
  if (state.mediator && !reasons) return refuse('reasons_required', { field: 'reasons' })
  if (!state.mediator && reasons) return refuse('reasons_unwanted', { field: 'reasons' })
  const wrong =
    (reasons && unknownReason(facts, 'transfer', reasons)) ?? wrongMediator(facts.outside.agent, state.referral)
  if (wrong) return wrong
  const over = passedTo(facts.outside.agent, state.stage, facts)
  if ('rule' in over) return over
  const data = { mediator, former: state.mediator, reasons, readsUntil: readsUntil(facts), ...over }
  return accept({ type: 'MediatorNamed', data, at: facts.now })
}

/** Somebody else is told of the journey from now on, as its prescriber. */
export function changePrescriber(
  command: CommandOf<'ChangePrescriber'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  const { prescriber, reasons } = command.data
  const former = state.referral.prescriber
  if (former.agent === prescriber.agent && former.structure === prescriber.structure) return accept()
  const wrong = unknownReason(facts, 'transfer', reasons) ?? wrongPrescriber(prescriber.structure, facts)
  if (wrong) return wrong
  const data = { prescriber, former, reasons: reasonsOf(reasons), readsUntil: readsUntil(facts) }
  return accept({ type: 'PrescriberChanged', data, at: facts.now })
}

function wrongPrescriber(structure: string, { outside }: Facts): Refused | null {
  const { agent } = outside
  if (!agent) return refuse('unknown_agent', { field: 'prescriber.agent' })
  if (agent.leftOn !== null) return refuse('agent_has_left', { field: 'prescriber.agent', day: agent.leftOn })
  return agent.structure === structure ? null : refuse('agent_of_another_structure', { field: 'prescriber.agent' })
}

/** Until when those whom the journey leaves still read it. */
const readsUntil = (facts: Facts): string =>
  endOfWait(facts.now, definitionOf(facts).transfer.formerReads, 'civil', facts.zone, '')
