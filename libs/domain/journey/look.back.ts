import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept } from '../kernel/refusal'
import { unmetByLaptop } from './equipped.lately'
import type { Correction } from './fact.kinds'
import { definitionOf } from './journey.checks'
import type { JourneyEvent } from './journey.events'
import { evolve } from './journey.evolve'
import type { Found } from './journey.found'
import type { ClosedJourney, JourneyState, OpenJourney } from './journey.state'

/** What the same command has put right in the journey that it leads; null while that journey itself decides. */
export function correctedFact({ decided }: Facts): Correction | null {
  const event = decided.map((each) => each.event as JourneyEvent).find(({ type }) => type === 'FactCorrected')
  return event?.type === 'FactCorrected' ? event.data : null
}

/** The laptop that was handed over in the journey whose log was read, as it was recorded. */
export function handedOverBefore({ outside }: Facts): Found['handedOver'] {
  const log = (outside.log ?? []) as readonly JourneyEvent[]
  const journey = log.reduce<JourneyState>(evolve, { stage: 'unknown' })
  return journey.stage === 'unknown' ? null : journey.found.handedOver
}

/**
 * The day of a laptop of another journey of this person was put right: where the look-back would now have let them in
 * and did not, or the other way round, that is said, and nothing else changes. Of a case of the former tool nobody was asked.
 */
export function correctLookBack(
  state: OpenJourney | ClosedJourney,
  { change }: Correction,
  facts: Facts,
): Decision<JourneyEvent> {
  const was = handedOverBefore(facts)?.on
  if (change.fact !== 'hand_over' || !change.on || !was) return accept()
  const { referral, referredAt } = state
  const because = state.stage === 'closed' && state.outcome === 'not_eligible' ? state.because : null
  // Another laptop was the reason.
  if (referral.takenOver || (because && because.lastHandedOverOn !== was)) return accept()
  const unmet = (day: string) => {
    // What came after the referral was none of its concern.
    const before = day > referral.referredOn ? null : day
    return unmetByLaptop(state, definitionOf(facts), referral.referredOn, before).join(' ')
  }
  const [once, now] = [unmet(was), unmet(change.on)]
  if (once === now) return accept()
  const [event, version] = because ? (['JourneyClosed', 2] as const) : (['JourneyReferred', 1] as const)
  const difference = { event, version, at: referredAt, code: 'eligibility', to: now || null } as const
  return accept({ type: 'LookBackCorrected', data: { was, on: change.on, differs: [difference] }, at: facts.now })
}
