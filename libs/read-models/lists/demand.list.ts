import type { Demand } from '../../contracts/api/lot.schemas'
import type { Actor } from '../../contracts/command'
import { scopeOf } from '../../policy/read.policy'
import { conditions, type Queryable, scopeSql } from './list.sql'

const WEEKS = 8
/** Twelve weeks: how long it takes from a referral to the need of a laptop, as long as nothing is known of it. */
const USUAL_DAYS = 84
const dayMs = 86_400_000

interface PlaceRow extends Omit<Demand['items'][number], 'weeks'> {
  /** Journeys by the week in which they are expected to need a laptop: the number of the week from the present one. */
  readonly expected: Readonly<Record<string, number>>
}

/**
 * What each place will need, for the workshop that prepares for its owner, or for all where none does yet: how many wait now
 * and what they need, then eight weeks of how many are expected. Expected are those in training, on a definition that ends
 * with a laptop and unless their diagnostic said that they need none, at the day of their referral plus the median time from
 * referral to need of the last year's dotations; whoever is past that day is expected this week.
 * @param today a day, ISO 8601
 * @param definitions the definitions that have a stage of dotation
 */
export async function listDemand(
  sql: Queryable,
  actor: Actor,
  today: string,
  definitions: readonly string[],
): Promise<Demand> {
  const monday = mondayOf(today)
  const where = conditions()
  const [day, first, followed] = [where.value(today), where.value(monday), where.value(definitions)]
  const own = scopeSql(scopeOf(actor.role, 'demand'), actor, where.value)
  // Where nobody prepares for an owner yet, every workshop that might is told.
  const admitted =
    actor.role === 'recyclerie'
      ? `EXISTS (SELECT FROM structure s WHERE s.stream = ${where.value(actor.structure)} AND s.admitted_on IS NOT NULL)`
      : 'true'
  const { rows } = await sql.query<PlaceRow>(
    `WITH usual AS (
       SELECT coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY q.asked_on - j.referred_at::date), ${USUAL_DAYS}) AS days
       FROM dotation q JOIN journey j ON j.stream = replace(q.stream, 'dotation-', 'journey-')
       WHERE q.asked_on > ${day}::date - 365),
     expected AS (
       SELECT j.place, (greatest(j.referred_at::date + usual.days, ${day}::date) - ${first}::date) / 7 AS week,
              count(*)::int AS journeys
       FROM journey j CROSS JOIN usual
       WHERE j.stage = 'training' AND j.definition = ANY(${followed}) AND j.laptop_needed IS NOT FALSE GROUP BY 1, 2),
     worked AS (SELECT owner, recyclerie FROM device UNION SELECT owner, recyclerie FROM lot)
     SELECT p.stream AS place, p.name, p.structure AS owner,
       (SELECT count(*)::int FROM dotation q WHERE q.place = p.stream AND q.stage = 'stock') AS waiting,
       coalesce((SELECT jsonb_object_agg(need, laptops) FROM (
         SELECT need, count(*)::int AS laptops FROM dotation q CROSS JOIN unnest(q.needs) AS need
         WHERE q.place = p.stream AND q.stage = 'stock' GROUP BY need) each), '{}') AS needs,
       coalesce((SELECT jsonb_object_agg(week, journeys) FROM expected e WHERE e.place = p.stream AND week < ${WEEKS}),
                '{}') AS expected
     FROM place p
     WHERE p.structure IN (SELECT d.owner FROM worked d WHERE ${own})
        OR (${admitted} AND p.structure NOT IN (SELECT owner FROM worked)
            AND (EXISTS (SELECT FROM dotation q WHERE q.place = p.stream AND q.stage = 'stock')
                 OR EXISTS (SELECT FROM expected e WHERE e.place = p.stream)))
     ORDER BY p.name, p.stream`,
    [...where.values],
  )
  return { items: rows.map(({ expected, ...place }) => ({ ...place, weeks: weeksFrom(monday, expected) })) }
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** The Monday of a day's week. */
const mondayOf = (day: string): string => dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

const weeksFrom = (monday: string, expected: PlaceRow['expected']) =>
  Array.from({ length: WEEKS }, (_, week) => ({ from: dayAfter(monday, week * 7), expected: expected[week] ?? 0 }))
