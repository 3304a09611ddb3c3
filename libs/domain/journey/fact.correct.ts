import { never } from '../kernel/refusal'
import type { Correction } from './fact.kinds'
import { isNamed } from './fact.named'
import { type Assessment, type Found, withAssessments } from './journey.found'
import type { JourneyEventOf } from './journey.events'
import type { ClosedJourney, JourneyState, OpenJourney } from './journey.state'

/** A fact is put right in what was found and, where it is of the present stage or of the last one, there as well. */
export function corrected(state: OpenJourney | ClosedJourney, { data }: JourneyEventOf<'FactCorrected'>): JourneyState {
  const found = correctFound(state.found, data)
  if (state.stage === 'closed') {
    const reasons = reasonsOf(state, data)
    return { ...state, reasons, found, ended: correctStage(state.ended, data) }
  }
  return { ...correctStage(state, data), found }
}

/** Why it is over; an end of before a reopening is another one. */
function reasonsOf(
  { at, found, reasons }: ClosedJourney,
  { stage, number, change }: Correction,
): ClosedJourney['reasons'] {
  const isIt = change.fact === 'end' && stage === at && number === found.named.ends[at]
  return isIt ? (change.reasons ?? reasons) : reasons
}

/** What was found, with a fact put right. A fact that is not there leaves it as it is. */
function correctFound(found: Found, { stage, number, change }: Correction): Found {
  switch (change.fact) {
    case 'diagnostic':
    case 'training': {
      const { fact: kind, ...fields } = change
      const matches = (each: Assessment) => each.stage === stage && each.kind === kind
      const put = (each: Assessment) => ({ ...each, ...fields })
      return withAssessments(found, nth(found.assessments, number, matches, put))
    }
    case 'support': {
      const { on, result } = change
      const fields = { ...(on && { on }), ...(result && { result }) }
      const at = (each: { stage: string }) => each.stage === stage
      return { ...found, supports: nth(found.supports, number, at, (each) => ({ ...each, ...fields })) }
    }
    case 'hand_over': {
      const { handedOver } = found
      return handedOver && change.on ? { ...found, handedOver: { ...handedOver, on: change.on } } : found
    }
    case 'follow_up': {
      const { fact: _fact, ...fields } = change
      const at = (each: { stage: string }) => each.stage === stage
      return { ...found, followUps: nth(found.followUps, number, at, (each) => ({ ...each, ...fields })) }
    }
    case 'session':
    case 'missed':
    case 'end':
      return found
    default:
      return never(change)
  }
}

/** The list with the n-th of those that `matches` replaced. */
function nth<T>(list: readonly T[], number: number, matches: (item: T) => boolean, put: (item: T) => T): readonly T[] {
  let seen = 0
  return list.map((item) => {
    if (!matches(item)) return item
    seen += 1
    return seen === number ? put(item) : item
  })
}

type Within = Pick<OpenJourney, 'stage'> | ClosedJourney['ended']

/** What a stage holds of itself, with a fact put right: who came to which session, how many appointments were missed. */
function correctStage<S extends Within>(within: S, correction: Correction): S {
  const { change } = correction
  if (change.fact === 'session' && 'recorded' in within && change.present !== undefined) {
    const { present } = change
    return {
      ...within,
      recorded: within.recorded.map((each) => (isNamed(each, correction) ? { ...each, present } : each)),
    }
  }
  if (change.fact === 'missed' && 'missed' in within && change.missed !== undefined) {
    if (!within.misses.some((each) => isNamed(each, correction))) return within
    return { ...within, missed: Math.max(0, within.missed + (change.missed ? 1 : -1)) }
  }
  return within
}
