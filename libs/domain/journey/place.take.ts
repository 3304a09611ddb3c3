import { wrongMediator } from '../agent/agent.fact'
import type { AgentFact, Facts } from '../facts'
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
  if (state.stage === 'prescription') return state.offered
  return state.stage === 'unknown' || placeless.has(state.stage) ? null : state.mediator
}

const placeless: ReadonlySet<JourneyState['stage']> = new Set(['unknown', 'closed', 'evaluation'])

/** Who knows of every place; what was decided in a former tool, or on paper, is taken over as it is. */
const exceeding: ReadonlySet<string> = new Set(['coordinator', 'system'])

/** The lieu takes the journey and names the mediator who will follow it, who has a place or had one kept. */
export function acceptReferral(command: CommandOf<'Accept'>, state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  // Whoever waits in the line is offered a place when their turn has come.
  if (state.task !== 'answer_referral' && state.task !== 'confirm_place') return wrongStage(state)
  const { mediator } = command.data
  const wrong = wrongMediator(facts.outside.agent, state.referral)
  if (wrong) return wrong
  // A place that was kept is this person's, whatever the capacity has become since.
  const kept = state.stage === 'prescription' && state.offered === mediator
  const full = kept ? null : fullness(facts.outside.agent, facts)
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
  const full = fullness(facts.outside.agent, facts)
  if (!full) return refuse('mediator_not_full', { field: 'mediator' })
  const data = { mediator, overCapacity: { reason, ...full } }
  return leaveBy(state, facts, { type: 'JourneyAccepted', data, at: facts.now })
}

/**
 * What an event says of a mediator to whom a journey passes in the middle of its way, or who takes it up again: nothing where
 * they have a place, where nobody is named, and where the journey takes none. Whoever knows of every place puts one more
 * person with somebody who is full, and the event says how full; nobody else does.
 */
export function passedTo(
  mediator: AgentFact | null | undefined,
  stage: JourneyState['stage'],
  facts: Facts,
): { readonly overCapacity?: Fullness } | Refusal {
  if (mediator === null || stage === 'prescription' || placeless.has(stage)) return {}
  const full = fullness(mediator, facts)
  if (!full) return {}
  return exceeding.has(facts.actor.role)
    ? { overCapacity: full }
    : refuse('mediator_full', { field: 'mediator', ...full })
}

/** How full a mediator is; null where they have a place. Whose capacity nobody has said, has one. */
function fullness(mediator: AgentFact | null | undefined, { outside: { followed } }: Facts): Fullness | null {
  if (!mediator || followed === undefined) throw new TypeError('a place is taken with what the mediator follows')
  const { capacity } = mediator
  return capacity !== null && followed >= capacity ? { capacity, followed } : null
}
