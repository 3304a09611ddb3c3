import type { Row } from '../registry.rows'
import type { CoverageState } from './coverage.state'

/** What a coverage covers and holds, and one row for each journey that it pays for. */
export function coverageRows(state: CoverageState, stream: string): readonly Row[] {
  if (state.status === 'unknown') return []
  const { status, grant: grant_id, territory, terms, engagedCents, balanceCents, proposedCents } = state
  const row = {
    ...{ stream, grant_id, territory, status, places: terms.places, definitions: terms.definitions },
    ...{ starts_on: terms.from, ends_on: terms.until, envelope_cents: terms.envelopeCents },
    ...{ warn_below_cents: terms.warnBelowCents, engaged_cents: engagedCents },
    ...{ balance_cents: balanceCents, proposed_cents: proposedCents },
  }
  const costs = Object.entries(state.costs).map(([journey, cost]) => ({
    table: 'coverage_cost' as const,
    row: {
      ...{ coverage: stream, journey, grant_id, territory, person: cost.person, place: cost.place, epci: cost.epci },
      ...{ definition: cost.definition, state: cost.is, cents: cost.cents, whole_cents: cost.wholeCents },
      ...{
        device: cost.services?.device ?? null,
        flagged: cost.flagged,
        accepted: cost.accepted,
        reserved_at: cost.reservedAt,
      },
    },
  }))
  return [{ table: 'coverage', row }, ...costs]
}
