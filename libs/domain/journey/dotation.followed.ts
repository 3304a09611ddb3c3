import type { Facts } from '../facts'
import type { Decision, DomainEvent } from '../kernel/decider'
import { accept } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import { equippedLately } from './equipped.lately'
import { wrongStage } from './journey.checks'
import type { JourneyCommand } from './journey.commands'
import type { JourneyEvent } from './journey.events'
import type { OpenJourney } from './journey.state'
import { leaveBy } from './stage.leave'

const following = [
  ...(['Bind', 'OfferLaptop', 'ReportFault', 'ReplaceLaptop'] as const),
  ...(['BookHandOver', 'MissHandOver', 'HandOver', 'ExpireDotation'] as const),
] as const
type Following = (typeof following)[number]

/** Whether a command is one of its dotation's, which the journey only follows. */
export const isFollowing = (command: JourneyCommand): command is Extract<JourneyCommand, { type: Following }> =>
  (following as readonly string[]).includes(command.type)

/** What its dotation has just decided, said of the journey. */
export function followDotation(type: Following, state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  switch (type) {
    case 'Bind':
    case 'OfferLaptop':
      return equippedLately(state, facts, dayOf(facts.now, facts.zone)) ?? laptopBound(state, facts)
    case 'ReportFault':
      return laptopFaulty(state, facts)
    case 'HandOver':
      return laptopHandedOver(state, facts)
    case 'ReplaceLaptop':
      // A laptop fails within its guarantee once the journey has gone on.
      return wrongStage(state)
    case 'BookHandOver':
      return state.stage === 'dotation' ? accept() : wrongStage(state)
    case 'MissHandOver':
      return decidedIn(facts, 'DotationAbandoned') ? dotationEnded(state, facts) : accept()
    case 'ExpireDotation':
      return dotationEnded(state, facts)
  }
}

/** A laptop was bound. */
function laptopBound(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  const bound = decidedIn(facts, 'LaptopReserved')
  if (!bound) return accept()
  if (state.stage !== 'dotation') return wrongStage(state)
  return accept({ type: 'LaptopBound', data: { device: bound.data.device }, at: facts.now })
}

/** The laptop that was kept for this person is faulty: another one is, or none for now. */
function laptopFaulty(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  const found = decidedIn(facts, 'LaptopFaulty')
  if (!found || state.stage !== 'dotation') return wrongStage(state)
  const { device, next } = found.data
  const released: JourneyEvent = { type: 'LaptopReleased', data: { device, cause: 'faulty' }, at: facts.now }
  return next === null
    ? accept(released)
    : accept<JourneyEvent>(released, { type: 'LaptopBound', data: { device: next }, at: facts.now })
}

/** The laptop is in the person's hands. */
function laptopHandedOver(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  const handed = decidedIn(facts, 'DotationHandedOver')
  if (!handed || state.stage !== 'dotation') return wrongStage(state)
  const second = equippedLately(state, facts, handed.on ?? dayOf(facts.now, facts.zone))
  if (second) return second
  const given = {
    type: 'LaptopHandedOver',
    data: { device: handed.data.device },
    at: facts.now,
    on: handed.on,
  } as const
  return leaveBy(state, facts, given)
}

/** The dotation ended without a laptop: the journey goes on to its follow-up. */
function dotationEnded(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  const ended = decidedIn(facts, 'DotationAbandoned')
  if (!ended || state.stage !== 'dotation') return wrongStage(state)
  return leaveBy(state, facts, { type: 'DotationGivenUp', data: { cause: ended.data.cause }, at: facts.now })
}

type Told =
  | DomainEvent<'LaptopReserved', { device: string }>
  | DomainEvent<'LaptopFaulty', { device: string; next: string | null }>
  | DomainEvent<'DotationHandedOver', { device: string }>
  | DomainEvent<'DotationAbandoned', { cause: string }>

function decidedIn<T extends Told['type']>(facts: Facts, type: T): Extract<Told, { type: T }> | undefined {
  return facts.decided.map(({ event }) => event as Told).find((event) => event.type === type) as
    | Extract<Told, { type: T }>
    | undefined
}
