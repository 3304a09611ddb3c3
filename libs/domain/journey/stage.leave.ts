import { type WayOn, wayOn } from '../definition/stage.graph'
import type { Definition } from '../definition/definition.schema'
import { END } from '../definition/stage.schema'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept } from '../kernel/refusal'
import { close, definitionOf } from './journey.checks'
import type { JourneyEvent, JourneyEventOf } from './journey.events'
import { evolve } from './journey.evolve'
import { foundFacts, lastAssessedOn } from './journey.found'
import type { OpenJourney } from './journey.state'

/**
 * Ends a stage by its own event: where the definition leads from there, what is skipped on the way, and what the next
 * stage asks for at once. Where it leads nowhere further, the journey is completed.
 */
export function leaveBy(state: OpenJourney, facts: Facts, ...events: readonly JourneyEvent[]): Decision<JourneyEvent> {
  const then = events.reduce<OpenJourney>((before, event) => evolve(before, event) as OpenJourney, state)
  const { stage, skipped, why } = wayFrom(then, definitionOf(facts), then.at)
  const leaving = { stage: state.at, to: stage?.code ?? END, kind: stage?.kind ?? null, skipped, why }
  const left = { type: 'StageLeft', data: leaving, at: facts.now } as const
  if (!stage) return accept<JourneyEvent>(...events, left, close(then, facts, 'completed'))
  const asked = stage.kind === 'dotation' ? [dotationOf(then, facts)] : []
  return accept<JourneyEvent>(...events, left, ...asked)
}

/** The same of a journey, with what its diagnostic has found. */
export const dotationOf = ({ found, referral }: Pick<OpenJourney, 'found' | 'referral'>, facts: Facts) =>
  requestDotation(facts, lastAssessedOn(found, referral), found.needs?.features ?? [])

/** Whether the present stage is the last one that this journey needs. */
export function isLast(state: OpenJourney, facts: Facts): boolean {
  return wayFrom(state, definitionOf(facts), state.at).stage === null
}

/**
 * Where a definition leads from a stage. Whoever has their laptop passes over the dotation when their journey is taken up
 * again; one that ended without any opens anew.
 */
export function wayFrom(
  { referral, found }: Pick<OpenJourney, 'referral' | 'found'>,
  definition: Definition,
  at: string,
): WayOn {
  const known = foundFacts(referral, found)
  const way = wayOn(definition, at, known)
  if (way.stage?.kind !== 'dotation' || !found.handedOver) return way
  const { stage, skipped, why } = wayOn(definition, way.stage.code, known)
  return { stage, skipped: [...way.skipped, way.stage.code, ...skipped], why: way.why ?? why }
}

/**
 * What the journey appends about its dotation, in the transaction in which the dotation decides:
 * the journey's own wake then moves the parent workflow.
 * @param assessedOn the day of the last assessment, before which no laptop can have been handed over
 * @param needs what the laptop must have, by the territory's codes
 */
export function requestDotation(
  facts: Facts,
  assessedOn: string,
  needs: readonly string[],
): JourneyEventOf<'DotationRequested'> {
  const stock = facts.outside.stock
  if (!stock) throw new TypeError('a dotation is requested with the state of the stock')
  return { type: 'DotationRequested', data: { ...stock, assessedOn, needs }, at: facts.now }
}
