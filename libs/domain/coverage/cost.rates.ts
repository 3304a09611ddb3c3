import type { StageKind } from '../definition/stage.schema'
import type { Services } from '../journey/journey.services'
import type { Terms } from './coverage.events'

type Rates = Terms['rates']

/** Whole cents of so many sessions of training: of an hour begun, what was given of it, rounded down. */
const trainingCents = ({ trainingHourCents, sessionMinutes }: Rates, sessions: number): number =>
  Math.floor((trainingHourCents * sessionMinutes * sessions) / 60)

/** What is kept for a journey that is about to begin: all that its definition may bring of what is paid for, in cents. */
export function reservedCents(rates: Rates, kinds: readonly StageKind[]): number {
  const followUps = kinds.filter((kind) => kind === 'evaluation').length
  return (
    (kinds.includes('training') ? trainingCents(rates, rates.sessions) : 0) +
    (kinds.includes('dotation') ? rates.laptopCents : 0) +
    followUps * rates.followUpCents
  )
}

/** What was given to a person comes to, in cents. */
export const settledCents = (rates: Rates, { sessions, device, followUps }: Services): number =>
  trainingCents(rates, sessions) + (device === null ? 0 : rates.laptopCents) + followUps * rates.followUpCents
