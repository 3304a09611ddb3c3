import { replay } from './fact.log'
import type { JourneyEvent } from './journey.events'
import type { JourneyState } from './journey.state'

/** What was given to a person in a journey, as far as somebody may pay for it. */
export interface Services {
  /** How many sessions of training they attended. */
  readonly sessions: number
  /** The laptop that was handed over to them; null where none was. */
  readonly device: string | null
  /** How many follow-ups they answered. */
  readonly followUps: number
}

/** The same as the log of a journey says it, each fact as it was put right since. */
export function servicesIn(log: readonly JourneyEvent[]): Services {
  const steps = replay(log)
  return {
    sessions: steps.filter(({ fact }) => fact?.value.fact === 'session' && fact.value.present).length,
    device: steps.flatMap(({ event }) => (event.type === 'LaptopHandedOver' ? [event.data.device] : [])).at(-1) ?? null,
    followUps: steps.filter(({ event }) => event.type === 'FollowUpAnswered').length,
  }
}

/** What a change of a journey means to whoever pays for it: it begins, or what it comes to is known, or known otherwise. */
export function payableChange(after: JourneyState, events: readonly JourneyEvent[]): 'begins' | 'settles' | null {
  if (events.some(({ type }) => type === 'JourneyAccepted') && after.stage !== 'closed') return 'begins'
  const settles = events.some(({ type }) => type === 'JourneyClosed' || type === 'FactCorrected')
  return settles && after.stage === 'closed' ? 'settles' : null
}
