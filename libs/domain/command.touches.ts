import { dotationOf } from '../contracts/stream'
import type { DeviceState } from './device/device.state'
import type { DotationState } from './dotation/dotation.state'
import type { GrantState } from './grant/grant.state'
import { isEquipped } from './journey/dotation.replaced'
import type { JourneyState } from './journey/journey.state'
import type { PersonState } from './person/person.state'
import type { SessionState } from './session/session.state'

/** Whose a journey is. */
export const personOf = (_stream: string, _data: unknown, lead: unknown): string => {
  const state = lead as JourneyState
  if (state.stage === 'unknown') throw new TypeError('a journey that is not there has no person')
  return state.referral.person
}

/** The same, where the journey is there. */
export const personIn = (lead: unknown): readonly string[] =>
  (lead as JourneyState).stage === 'unknown' ? [] : [personOf('', {}, lead)]

/** A dotation's journey and person, and the laptop that is bound to it. */
export function aroundDotation(_stream: string, _data: unknown, lead: unknown): readonly string[] {
  const state = lead as DotationState
  if (state.stage === 'unknown') return []
  const device = heldBy(state)
  return [state.opening.journey, state.opening.person, ...(device ? [device] : [])]
}

/** The laptop that is bound to a dotation, or that was given and may have to be replaced. */
export function heldBy(state: DotationState): string | null {
  if (state.stage === 'closed') return state.covered?.device ?? null
  return state.stage === 'handover' || state.stage === 'guarantee' ? state.device : null
}

/** The person whom a dotation is for. */
export function recipientOf(_stream: string, _data: unknown, lead: unknown): string {
  const state = lead as DotationState
  if (state.stage === 'unknown') throw new TypeError('a dotation that is not there is for nobody')
  return state.opening.person
}

/** The dotation that a journey has open, and its laptop. */
export function aroundJourney(stream: string, _data: unknown, lead: unknown): readonly string[] {
  const state = lead as JourneyState
  if (state.stage !== 'dotation') return []
  return [dotationOf(stream), ...(state.device ? [state.device] : [])]
}

/**
 * The mediator whom a command names: whoever takes a place of theirs holds their head, so that they count one after the
 * other.
 */
export const mediatorIn = (data: unknown): readonly string[] =>
  [(data as { mediator: string | null }).mediator ?? []].flat()

/** The mediator who follows a journey, or followed it to its end: it may take a place of theirs again. */
export const mediatorOf = (lead: unknown): readonly string[] => {
  const state = lead as JourneyState
  return state.stage === 'unknown' ? [] : [state.mediator ?? []].flat()
}

/**
 * The laptop and the mediator whom a command names, for whoever follows the journey anew: a dotation outlives the hand-over
 * by its guarantee.
 */
export function aroundFollowers(stream: string, data: unknown, lead: unknown): readonly string[] {
  const state = lead as JourneyState
  const laptop = isEquipped(state) ? [dotationOf(stream)] : aroundJourney(stream, data, lead)
  return [...laptop, ...mediatorIn(data)]
}

/** The dotation that a journey waits for. */
export const openDotation = (stream: string, lead: unknown): readonly string[] =>
  (lead as JourneyState).stage === 'dotation' ? [dotationOf(stream)] : []

/** The person whom an alias was merged into. */
export function intoWhom(_stream: string, _data: unknown, lead: unknown): readonly string[] {
  const state = lead as PersonState
  return state.status !== 'unknown' && state.mergedInto ? [state.mergedInto] : []
}

/** The lot that a laptop came with follows what becomes of it. */
export function lotOfDevice(_stream: string, _data: unknown, lead: unknown): readonly string[] {
  const state = lead as DeviceState
  return state.status !== 'unknown' && state.device.lot ? [state.device.lot] : []
}

/** The fund lines that a split names. */
export const linesOfSplit = (data: unknown): readonly string[] =>
  (data as { readonly split: readonly { readonly line: string }[] }).split.map(({ line }) => line)

/** The fund lines that pay what is granted, and those that would by an amendment that is not signed yet. */
export const linesOfGrant = (lead: unknown): readonly string[] => {
  const state = lead as GrantState
  if (state.stage === 'unknown') return []
  const amended = state.amendment?.is === 'decided' ? state.amendment.split : []
  return [...(state.award?.split ?? []), ...amended].map(({ line }) => line)
}

/** The grants that a session is convened to hear. */
export const packIn = (_stream: string, data: unknown): readonly string[] => (data as { pack: string[] }).pack

/** The same, of a session that is there. */
export function packOf(_stream: string, _data: unknown, lead: unknown): readonly string[] {
  const state = lead as SessionState
  return state.stage === 'unknown' ? [] : state.session.pack
}
