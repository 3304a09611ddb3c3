import type { CoverageFact, PayingGrantFact } from '../../domain/facts'
import { execute } from '../../event-store/database'
import type { FactPart } from './fact.parts'

/** The grant that is to pay for journeys; its head is locked. */
export const payingGrantFact = (grant: string): FactPart => ({
  execution: execute('fact_paying_grant', grant),
  read: (rows) => ({ payingGrant: (rows[0] as PayingGrantFact | undefined) ?? null }),
})

/** What the journeys of a coverage come to. */
export const coverageFact = (coverage: string): FactPart => ({
  execution: execute('fact_coverage', coverage),
  read: (rows) => ({ coverage: (rows[0] as CoverageFact | undefined) ?? null }),
})

const journeysIn = (rows: readonly unknown[]) => (rows as { journey: string }[]).map(({ journey }) => journey)

/** The journeys of a coverage whose cost was paid before, and about which nobody has decided. */
export const costsTwiceFact = (coverage: string): FactPart => ({
  execution: execute('fact_costs_twice', coverage),
  read: (rows) => ({ costsTwice: journeysIn(rows) }),
})

/** The journeys of a person, or with a laptop, that were paid before. */
export const costsBeforeFact = (person: string, device: string | null, journey: string): FactPart => ({
  execution: execute('fact_costs_before', person, device, journey),
  read: (rows) => ({ costsBefore: journeysIn(rows) }),
})

/** The coverages that may pay for a journey, the one that closes first before the others; of which day, they know themselves. */
export const coveragesFact = (journey: string): FactPart => ({
  execution: execute('fact_coverages', journey),
  read: (rows) => ({ coverages: (rows as { stream: string }[]).map(({ stream }) => stream) }),
})
