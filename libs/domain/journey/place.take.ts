import { wrongMediator } from '../agent/agent.fact'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { type Refusal, refuse } from '../kernel/refusal'
import { definitionOf, unknownCode, wrongStage } from './journey.checks'
import type { CommandOf } from './journey.commands'
import type { Fullness, JourneyEvent } from './journey.events'
import type { JourneyState, OpenJourney } from './journey.state'
import { leaveBy } from './stage.leave'

/**
 * Whose place a journey takes. A mediator's while they have something to do with the person; while a freed place is kept for
 * somebody, it is taken already. A follow-up takes none: the person comes no more.
 */
export function seatOf(state: JourneyState): string | null {
  switch (state.stage) {
    case 'unknown':
    case 'closed':
    case 'evaluation':
      return null
    case 'prescription':
      return state.offered
    default:
      return state.mediator
  }
}

/** The lieu takes the journey and names the mediator who will follow it, who has a place or had one kept. */
export function acceptReferral(command: CommandOf<'Accept'>, state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  // Whoever waits in the line is offered a place when their turn has come.
  if (state.task !== 'answer_referral' && state.task !== 'confirm_place') return wrongStage(state)
  const { mediator } = command.data
  const wrong = wrongMediator(facts.outside.agent, state.referral)
  if (wrong) return wrong
  // A place that was kept is this person's, whatever the capacity has become since.
  const kept = state.stage === 'prescription' && state.offered === mediator
  const full = kept ? null : fullness(facts)
  if (full) return refuse('mediator_full', { field: 'mediator', ...full })
  return leaveBy(state, facts, { type: 'JourneyAccepted', data: { mediator }, at: facts.now })
}

/** A coordinator has somebody followed by a mediator who is full: from the line too, where nobody loses a place by it. */
export function acceptOverCapacity(
  command: CommandOf<'AcceptOverCapacity'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'prescription' || state.task === 'choose_lieu') return wrongStage(state)
  const { mediator, reason } = command.data
  const { exceptions } = definitionOf(facts).line
  const wrong =
    wrongMediator(facts.outside.agent, state.referral) ?? unknownCode('reason', 'line.exceptions', exceptions, [reason])
  if (wrong) return wrong
  const full = fullness(facts)
  if (!full) return refuse('mediator_not_full', { field: 'mediator' })
  const data = { mediator, overCapacity: { reason, ...full } }
  return leaveBy(state, facts, { type: 'JourneyAccepted', data, at: facts.now })
}

/**
 * How full the mediator is to whom a journey passes in the middle of its way; null where they have a place, and where the
 * journey takes none. Whoever knows of every place puts one more person there, which the event then says; nobody else.
 */
export function passedTo(mediator: string | null, state: OpenJourney, facts: Facts): Fullness | Refusal | null {
  if (mediator === null || seatOf({ ...state, mediator }) === null || state.stage === 'prescription') return null
  const full = fullness(facts)
  return full && facts.actor.role !== 'coordinator' ? refuse('mediator_full', { field: 'mediator', ...full }) : full
}

/** How full the mediator is who is named; null where they have a place. Whose capacity nobody has said, has one. */
function fullness({ outside }: Facts): Fullness | null {
  const { agent, followed } = outside
  if (!agent || followed === undefined) throw new TypeError('a place is taken with what the mediator follows')
  const { capacity } = agent
  return capacity !== null && followed >= capacity ? { capacity, followed } : null
}
