/** A cost that somebody else was paid for before, and about which nobody has decided: of the same person, or for the same laptop. */
export const costsTwice = (coverage: string) => `FROM coverage_cost JOIN person ON person.stream = coverage_cost.person
  WHERE coverage = ${coverage} AND state <> 'refused' AND accepted IS NULL AND (flagged OR EXISTS (
    SELECT FROM coverage_cost before JOIN person them ON them.stream = before.person
    WHERE before.state <> 'refused' AND NOT before.flagged AND before.journey <> coverage_cost.journey
      AND (before.reserved_at, before.journey) < (coverage_cost.reserved_at, coverage_cost.journey)
      AND (them.canonical = person.canonical OR before.device = coverage_cost.device)))`
const twice = costsTwice('$1')

/** Statements about journeys that a grant pays for. */
export const coverageStatements: Readonly<Record<string, readonly [types: string, sql: string]>> = {
  fact_paying_grant: [
    'text',
    `SELECT call.title AS call, grant_file.territory, notified_on IS NOT NULL AS notified, closed_at IS NOT NULL AS closed,
            granted_cents::float8 AS "grantedCents"
     FROM grant_file JOIN call ON call.id = grant_file.call AND call.territory = grant_file.territory
     WHERE grant_file.stream = $1`,
  ],
  fact_coverage: [
    'text',
    `SELECT envelope_cents::float8 AS "envelopeCents", coalesce(balance_cents, engaged_cents)::float8 AS "costCents",
            (SELECT count(*)::int ${twice}) AS twice, proposed_cents::float8 AS "proposedCents"
     FROM coverage WHERE stream = $1 AND status <> 'suspended'`,
  ],
  fact_costs_twice: ['text', `SELECT coverage_cost.journey ${twice}`],
  // Paid before for the same person under any of their ids, or for the same laptop ($2, null where there is none).
  fact_costs_before: [
    'text, text, text',
    `SELECT journey FROM coverage_cost JOIN person ON person.stream = coverage_cost.person
     WHERE state <> 'refused' AND journey <> $3 AND (device = $2 OR person.canonical IN
       (SELECT canonical FROM person WHERE stream = $1)) ORDER BY reserved_at, journey LIMIT 100`,
  ],
  // Those that cover the lieu and the definition of a journey, the one that closes first before the others; none where one pays already.
  fact_coverages: [
    'text',
    `SELECT coverage.stream FROM journey JOIN coverage ON places @> ARRAY[journey.place]
       AND regexp_replace(journey.definition, '[.]v[0-9]+$', '') = ANY(definitions)
     WHERE journey.stream = $1 AND status = 'open' AND balance_cents IS NULL
       AND NOT EXISTS (SELECT FROM coverage_cost WHERE journey = $1 AND state <> 'refused')
     ORDER BY ends_on, coverage.stream`,
  ],
  coverage_of_journey: [
    'text',
    `SELECT coverage AS stream FROM coverage_cost WHERE journey = $1 AND state <> 'refused'`,
  ],
}
