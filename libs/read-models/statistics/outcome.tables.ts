import type { OutcomeQuery } from '../../contracts/api/outcome.schema'
import type { OutcomeCode } from '../../contracts/codes'
import { conditions, type Queryable } from '../lists/list.sql'
import { waitingSince } from './outcome.lag'
import type { OpenStage } from './outcome.row'

/** How many journeys, and how many people at least: each person counts once, where their first journey is. */
export interface Tally {
  readonly journeys: number
  readonly people: number
}

/** What the database has counted, all as of one moment. */
export interface OutcomeTables {
  readonly groups: readonly (Tally & {
    stage: OpenStage | 'closed'
    outcome: OutcomeCode | null
    epci: string
    handed_over: boolean
    reprise: boolean
  })[]
  /** Laptops handed over before this service to people whose journey it does not know. */
  readonly past: readonly Tally[]
  readonly times: readonly (Tally & { stage: OpenStage; median: number; p90: number })[]
  readonly sentiment: readonly (Tally & {
    instrument: string
    moment: 'after_training' | 'follow_up'
    before: number
    after: number
  })[]
  readonly skills: readonly (Tally & { instrument: string; item: string; moment: 'before' | 'after'; level: string })[]
  readonly answers: readonly (Tally & { instrument: string; question: string; answer: string })[]
  readonly epcis: readonly { siren: string; name: string }[]
  /** When the last event counted was recorded, and the first of those that are not counted yet. */
  readonly counted_until: string | null
  readonly waiting_since: string | null
}

const tally = 'count(*)::int AS journeys, (count(*) FILTER (WHERE first))::int AS people'
const added = 'sum(alike.journeys)::int AS journeys, sum(alike.people)::int AS people'

const parts: Readonly<Record<keyof Omit<OutcomeTables, 'past' | 'counted_until' | 'waiting_since'>, string>> = {
  groups: `
    SELECT stage, outcome, epci, handed_over_on IS NOT NULL AS handed_over, reprise, ${tally}
    FROM kept GROUP BY 1, 2, 3, 4, 5`,
  times: `
    SELECT took.stage, ${tally}, percentile_cont(0.5) WITHIN GROUP (ORDER BY took.seconds::float8) AS median,
           percentile_cont(0.9) WITHIN GROUP (ORDER BY took.seconds::float8) AS p90
    FROM kept CROSS JOIN LATERAL jsonb_each_text(stage_seconds) AS took (stage, seconds) GROUP BY 1`,
  sentiment: `
    SELECT before->'sentiment'->>'instrument' AS instrument, later.moment, ${tally},
           avg((before->'sentiment'->>'value')::int)::float8 AS before,
           avg((later.measured->'sentiment'->>'value')::int)::float8 AS after
    FROM kept CROSS JOIN LATERAL (VALUES ('after_training', after), ('follow_up', follow_up)) AS later (moment, measured)
    WHERE before->'sentiment'->>'instrument' = later.measured->'sentiment'->>'instrument' GROUP BY 1, 2`,
  // Alike answers are counted once before they are taken apart: there are far fewer of them than journeys.
  skills: `
    SELECT alike.early->>'instrument' AS instrument, one.item, each.moment, each.level, ${added}
    FROM (SELECT before->'skills' AS early, after->'skills' AS late, ${tally} FROM kept GROUP BY 1, 2) AS alike
    CROSS JOIN LATERAL jsonb_each_text(alike.early->'levels') AS one (item, level)
    CROSS JOIN LATERAL (VALUES ('before', one.level), ('after', alike.late->'levels'->>one.item)) AS each (moment, level)
    WHERE alike.early->>'instrument' = alike.late->>'instrument' AND alike.late->'levels' ? one.item GROUP BY 1, 2, 3, 4`,
  answers: `
    SELECT alike.instrument, given.question, given.answer, ${added}
    FROM (SELECT follow_up->>'instrument' AS instrument, follow_up->'answers' AS answers, ${tally}
          FROM kept WHERE follow_up IS NOT NULL GROUP BY 1, 2) AS alike
    CROSS JOIN LATERAL jsonb_each_text(alike.answers) AS given (question, answer) GROUP BY 1, 2, 3`,
  epcis: 'SELECT siren, name FROM epci',
}

const columns =
  'o.stage, o.outcome, o.epci, o.handed_over_on, o.reprise, o.stage_seconds, o.before, o.after, o.follow_up'

/** Whether a journey is its person's first of those kept: who reads exact figures needs not know, and is not made to wait. */
const journeys = {
  exact: `SELECT ${columns}, true AS first FROM outcome AS o`,
  masked: `
    SELECT ${columns},
      row_number() OVER (PARTITION BY coalesce(p.canonical, j.person) ORDER BY o.referred_at, o.stream) = 1 AS first
    FROM outcome AS o JOIN journey AS j ON j.stream = o.stream LEFT JOIN person AS p ON p.stream = j.person`,
} as const

/** Nobody's definition is known of what was before: asked by one, there is none. */
function pastSql({ from, to, definition, epci }: OutcomeQuery, value: (given: unknown) => string): string {
  const kept = [
    'taken_over_on IS NOT NULL',
    ...(from ? [`taken_over_on >= ${value(from)}::date`] : []),
    ...(to ? [`taken_over_on <= ${value(to)}::date`] : []),
    ...(epci ? [`epci = ${value(epci)}`] : []),
    ...(definition ? ['false'] : []),
  ]
  return `SELECT count(*)::int AS journeys, count(*)::int AS people FROM person WHERE ${kept.join(' AND ')}`
}

/**
 * Counts the journeys of a query, within the territory that `sql` sees. One statement, hence one moment: figures read
 * at two moments would not add up. `zone` is where the days of the query begin and end; people are as many as journeys
 * where the figures are `exact`.
 */
export async function readTables(
  sql: Queryable,
  query: OutcomeQuery,
  { zone, figures }: { readonly zone: string; readonly figures: keyof typeof journeys },
): Promise<OutcomeTables> {
  const where = conditions()
  const value = (given: unknown) => where.value(given)
  const midnight = (day: string) => `(${day})::timestamp AT TIME ZONE ${value(zone)}`
  where.and(query.from && `o.referred_at >= ${midnight(`${value(query.from)}::date`)}`)
  where.and(query.to && `o.referred_at < ${midnight(`${value(query.to)}::date + 1`)}`)
  where.and(query.definition && `o.definition = ${value(query.definition)}`)
  where.and(query.epci && `o.epci = ${value(query.epci)}`)
  const past = { past: pastSql(query, value) }
  const tables = Object.entries({ ...parts, ...past }).map(
    ([name, select]) => `(SELECT coalesce(jsonb_agg(part), '[]') FROM (${select}) AS part) AS ${name}`,
  )
  const { rows } = await sql.query<OutcomeTables>(
    `WITH kept AS MATERIALIZED (${journeys[figures]} WHERE ${where.sql()})
     SELECT ${tables.join(', ')}, (${waitingSince}) AS waiting_since,
            (SELECT recorded_at FROM projection WHERE name = 'outcome') AS counted_until`,
    where.values,
  )
  const [read] = rows
  if (!read) throw new Error('one row of figures was expected')
  // An EPCI that was not asked about has journeys all the same: it is left out, not told to have none.
  return { ...read, epcis: read.epcis.filter(({ siren }) => query.epci === undefined || siren === query.epci) }
}
