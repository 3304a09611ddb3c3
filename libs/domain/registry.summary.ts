import type { DotationState } from './dotation/dotation.state'
import type { JourneyState } from './journey/journey.state'

/** What a head says of its stream besides its Plan. */
export interface Summary {
  readonly definition: string | null
  readonly territory: string
  readonly epci: string | null
  /** The structure whose stock a dotation draws from. */
  readonly structure: string | null
  readonly priority: number
  readonly referredOn: string | null
  readonly closedAt: string | null
}

/** Of a stream that says no more than its territory. */
export const nowhere = { definition: null, epci: null, structure: null, priority: 0, referredOn: null, closedAt: null }

/** A journey is of its place’s structure. */
export function journeySummary(state: JourneyState): Summary {
  if (state.stage === 'unknown') return { ...nowhere, territory: known(false) }
  const { definition, territory, epci, placeStructure } = state.referral
  return {
    definition,
    territory,
    epci,
    structure: placeStructure,
    priority: 0,
    referredOn: state.referral.referredOn,
    closedAt: state.stage === 'closed' ? state.closedAt : null,
  }
}

/** A dotation is of the structure whose stock it draws from. */
export function dotationSummary(state: DotationState): Summary {
  if (state.stage === 'unknown') return { ...nowhere, territory: known(false) }
  const { definition, territory, epci, structure, referredOn } = state.opening
  return {
    definition,
    territory,
    epci,
    structure,
    priority: 0,
    referredOn,
    closedAt: state.stage === 'closed' ? state.closedAt : null,
  }
}

/** A head is only written for a stream that has events; a stream without any has no territory. */
export function known(territory: string | false): string {
  if (territory === false) throw new TypeError('a stream without events has no summary')
  return territory
}
