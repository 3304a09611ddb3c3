import { unmetRules } from '../definition/eligibility'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept } from '../kernel/refusal'
import { isMinor } from './entry.checks'
import type { Difference } from './fact.kinds'
import { definitionOf } from './journey.checks'
import type { JourneyEvent } from './journey.events'
import type { ClosedJourney, OpenJourney } from './journey.state'

/**
 * Something that was told of the person was put right. Where the journey is over, the coarse codes that are counted
 * follow; where they would have been eligible and were not, or the other way round, that is said.
 */
export function correctCodes(state: OpenJourney | ClosedJourney, facts: Facts): Decision<JourneyEvent> {
  const told = facts.outside.corrected?.on[state.referral.referredOn]
  if (!told) throw new TypeError('codes are corrected with the person as they are told now')
  const { ageBand, gender } = told.coarse
  const differs = [...eligibilityDiffers(state, facts, told.ages), ...consentDiffers(state, facts, told.ages)]
  const same = state.stage !== 'closed' || (state.ageBand === ageBand && state.gender === gender)
  if (same && differs.length === 0) return accept()
  return accept({ type: 'CodesCorrected', data: { ageBand, gender, differs }, at: facts.now })
}

interface Ages {
  readonly before: number | null
  readonly after: number | null
}

/** Somebody who turns out to have been a minor has agreed alone. Of a case of the former tool nobody was asked. */
function consentDiffers(
  state: OpenJourney | ClosedJourney,
  facts: Facts,
  { before, after }: Ages,
): readonly Difference[] {
  const { consentedOn, takenOver } = state.referral
  const alone = facts.outside.corrected?.consentedAlone.includes(consentedOn) ?? false
  if (takenOver || !alone || isMinor(before) || !isMinor(after)) return []
  return [{ event: 'JourneyReferred', version: 1, at: state.referredAt, code: 'consented_alone', to: null }]
}

/** Rules that read the age, before and after. What else they read is as the referral has it. */
function eligibilityDiffers(state: OpenJourney | ClosedJourney, facts: Facts, ages: Ages): readonly Difference[] {
  if (ages.before === ages.after) return []
  const { referral } = state
  // What the rules that were not met have read was kept with the end.
  const because = state.stage === 'closed' ? state.because : {}
  const unmetAt = (age: number | null) => {
    const { commitment, reasons, needs, entry } = referral
    const known = { naturalPerson: true, commitment, reasons, needs, entry, ageKnown: age !== null, age: age ?? 0 }
    const equipped = { equipped: false, lastHandedOverOn: '', monthsSinceEquipped: 0, ...because }
    return unmetRules(definitionOf(facts), { ...known, ...equipped }).codes
  }
  const [before, after] = [unmetAt(ages.before).join(' '), unmetAt(ages.after).join(' ')]
  if (before === after) return []
  const decided = state.stage === 'closed' && state.outcome === 'not_eligible' ? 'JourneyClosed' : 'JourneyReferred'
  const version = decided === 'JourneyClosed' ? 2 : 1
  return [{ event: decided, version, at: state.referredAt, code: 'eligibility', to: after || null }]
}
