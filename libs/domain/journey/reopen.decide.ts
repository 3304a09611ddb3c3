import { isSameJourney } from '../definition/version.name'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { definitionOf, unknownCode } from './journey.checks'
import type { CommandOf } from './journey.commands'
import type { JourneyEvent } from './journey.events'
import type { JourneyState } from './journey.state'
import { passedTo } from './place.take'
import { dotationOf } from './stage.leave'

/**
 * A journey that was over goes on: in the stage in which it ended, or in another one of its definition from its
 * beginning. A laptop that was handed over stays where it is; a dotation that ended without one opens anew.
 */
export function reopen(
  { data }: CommandOf<'Reopen'>,
  state: Exclude<JourneyState, { stage: 'unknown' }>,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'closed') return refuse('journey_not_closed', { stage: state.stage })
  const definition = definitionOf(facts)
  const code = data.stage ?? state.at
  const unknown = unknownCode('reason', 'reopenings', definition.reopenings, [data.reason])
  if (unknown) return unknown
  const stage = definition.stages.find((each) => each.code === code)
  if (!stage) return refuse('unknown_code', { field: 'stage', code, list: 'stages' })
  if (facts.outside.following?.some((other) => isSameJourney(other, definition.id))) {
    return refuse('already_followed', { field: 'stage' })
  }
  const { kind } = stage
  const elsewhere = code !== state.at
  if (elsewhere && (kind === 'prescription' || state.mediator === null)) {
    return refuse('stage_not_reopened', { field: 'stage', stage: code })
  }
  if (kind === 'dotation' && state.found.handedOver) return refuse('dotation_ended', { field: 'stage' })
  const over = passedTo(state.mediator === null ? null : facts.outside.agent, kind, facts)
  if ('rule' in over) return over
  const reopening = { stage: code, kind, reason: data.reason, ...over }
  const reopened = { type: 'JourneyReopened', data: reopening, at: facts.now } as const
  return kind === 'dotation' ? accept<JourneyEvent>(reopened, dotationOf(state, facts)) : accept<JourneyEvent>(reopened)
}
