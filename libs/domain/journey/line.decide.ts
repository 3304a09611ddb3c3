import { priorityOf } from '../definition/line.priority'
import type { Facts, LineFact } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { daysBetween, dayOf } from '../kernel/wait'
import { definitionOf, wrongStage } from './journey.checks'
import type { OfferPlace } from './journey.commands'
import type { JourneyEvent } from './journey.events'
import type { OpenJourney, Prescription } from './journey.state'
import { orderIn, ownKey, rankIn } from './line.order'

/** The lieu is full: the person waits there for a place, in the order that the definition gives. */
export function enlist(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  if (state.stage !== 'prescription' || state.task !== 'answer_referral') return wrongStage(state)
  const line = lineOf(facts)
  if (line.hasPlace) return refuse('lieu_has_place')
  const { referral, refusedBy } = state
  const priority = priorityOf(definitionOf(facts), {
    reasons: referral.reasons,
    needs: referral.needs,
    commitment: referral.commitment,
    refusedBefore: refusedBy.length > 0,
    daysSinceReferral: daysBetween(referral.referredOn, dayOf(facts.now, facts.zone)),
  })
  const order = orderIn(ownKey(priority, referral.referredOn, line.journey), line)
  return accept({ type: 'Enlisted', data: { place: referral.place, priority, order }, at: facts.now })
}

/** The person is told their rank: from then on nobody who comes later is placed before them. */
export function tellRank(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  if (state.stage !== 'prescription' || !state.line) return wrongStage(state)
  const rank = rankIn(state.line.order, lineOf(facts))
  return rank === state.line.rank ? accept() : accept(told(rank, facts))
}

/** Whoever is awaited is reminded; the prescriber of somebody who waits in a line is told their rank by then. */
export function remind(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  const reminded = { type: 'OwnerReminded', data: { task: state.task }, at: facts.now } as const
  if (state.stage !== 'prescription' || !state.line) return accept<JourneyEvent>(reminded)
  return accept<JourneyEvent>(reminded, told(rankIn(state.line.order, lineOf(facts)), facts))
}

const told = (rank: number, { now }: Facts) => ({ type: 'RankTold', data: { rank }, at: now }) as const

/**
 * A place came free, and this person is the first of those who wait for it: it is kept for them until it is confirmed.
 * Whoever was kept a place of a mediator who has left meanwhile is the first of all.
 */
export function offerPlace({ data }: OfferPlace, state: OpenJourney, { now }: Facts): Decision<JourneyEvent> {
  const isAnother = state.stage === 'prescription' && state.task === 'confirm_place' && state.offered !== data.mediator
  if (state.task !== 'await_place' && !isAnother) return wrongStage(state)
  return accept({ type: 'PlaceOffered', data: { mediator: data.mediator }, at: now })
}

/** No place came free in time, or the one offered was not confirmed: back to the prescriber, who is told why. */
export function outOfTime(state: Prescription, facts: Facts): Decision<JourneyEvent> {
  const { expired, unconfirmed } = definitionOf(facts).line
  const { place } = state.referral
  if (state.task === 'await_place')
    return accept({ type: 'LineExpired', data: { place, reasons: expired }, at: facts.now })
  return accept({ type: 'OfferLapsed', data: { place, reasons: unconfirmed }, at: facts.now })
}

function lineOf({ outside }: Facts): LineFact {
  if (!outside.line) throw new TypeError('a line is decided with those who wait in it')
  return outside.line
}
