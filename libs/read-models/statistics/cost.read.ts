import type { CostGroup, CostQuery, Costs } from '../../contracts/api/coverage.schemas'
import type { OutcomeCode } from '../../contracts/codes'
import { sharesOf } from '../../domain/grant/grant.money'
import type { Queryable } from '../lists/list.sql'

/** Journeys that one grant pays for in one EPCI, with one outcome; null of those that go on. */
export interface CostCell {
  readonly grant: string
  readonly epci: string
  readonly outcome: OutcomeCode | null
  readonly journeys: number
  readonly cents: number
}

/** What a funder's line holds of a grant. */
export interface FunderShare {
  readonly grant: string
  readonly funder: string
  readonly cents: number
}

/** What journeys have cost, as they are recorded now; nobody's name is asked for. */
export async function readCosts(sql: Queryable, { by, call }: CostQuery): Promise<Costs> {
  const { rows: cells } = await sql.query<CostCell>(
    `SELECT c.grant_id AS grant, c.epci, j.outcome, count(*)::int AS journeys, sum(c.cents)::float8 AS cents
     FROM coverage_cost c JOIN journey j ON j.stream = c.journey JOIN grant_file g ON g.stream = c.grant_id
     WHERE c.state <> 'refused' AND ($1::text IS NULL OR g.call = $1) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [call ?? null],
  )
  const { rows: shares } = await sql.query<FunderShare>(
    `SELECT h.grant_id AS grant, l.funder,
            sum(h.reserved_cents + h.committed_cents + h.ordered_cents + h.paid_cents - h.recovered_cents)::float8 AS cents
     FROM fund_line_grant h JOIN fund_line l ON l.stream = h.line
     WHERE h.grant_id = ANY($1) GROUP BY 1, 2 ORDER BY 1, 2`,
    [[...new Set(cells.map(({ grant }) => grant))]],
  )
  return costsOf(by, by === 'funder' ? cells.flatMap((cell) => byFunder(cell, shares)) : cells)
}

type Keyed = CostCell & { readonly funder?: string }

/** The same for each funder: its journeys, and its part of their cost, all parts together to the cent. */
export function byFunder(cell: CostCell, shares: readonly FunderShare[]): readonly Keyed[] {
  const own = shares.filter(({ grant, cents }) => grant === cell.grant && cents > 0)
  const whole = own.reduce((sum, { cents }) => sum + cents, 0)
  const parts = sharesOf(
    own.map(({ funder, cents }) => ({ line: funder, payer: funder, cents })),
    cell.cents,
    whole,
  )
  const partOf = (funder: string) => parts.find(({ line }) => line === funder)?.cents ?? 0
  return own.map(({ funder }) => ({ ...cell, funder, cents: partOf(funder) }))
}

const keyOf: Readonly<Record<CostGroup, (cell: Keyed) => string>> = {
  grant: ({ grant }) => grant,
  epci: ({ epci }) => epci,
  funder: ({ funder = '' }) => funder,
}

/** Sums by key and by outcome, with what one journey and one completed journey have cost. */
export function costsOf(by: CostGroup, cells: readonly Keyed[]): Costs {
  const keys = [...new Set(cells.map(keyOf[by]))].sort()
  const rows = keys.map((key) => {
    const own = cells.filter((cell) => keyOf[by](cell) === key)
    const outcomes = [...new Set(own.map(({ outcome }) => outcome))].map((outcome) => ({
      outcome,
      ...figuresOf(own.filter((cell) => cell.outcome === outcome)),
    }))
    const figures = figuresOf(own)
    const completed = outcomes.find(({ outcome }) => outcome === 'completed')?.journeys ?? 0
    return { key, ...figures, perOutcomeCents: quotient(figures.costCents, completed), outcomes }
  })
  return { by, rows }
}

function figuresOf(cells: readonly CostCell[]) {
  const journeys = cells.reduce((sum, cell) => sum + cell.journeys, 0)
  const costCents = cells.reduce((sum, { cents }) => sum + cents, 0)
  return { journeys, costCents, perJourneyCents: quotient(costCents, journeys) }
}

const quotient = (cents: number, number: number): number | null => (number === 0 ? null : Math.round(cents / number))
