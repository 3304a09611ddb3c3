/** Everybody who is one with the person `$1`, who may not be there yet. */
const one = `one AS (SELECT coalesce((SELECT canonical FROM person WHERE stream = $1), $1) AS canonical)`

/** What is asked of people, read through their aliases: whoever was merged counts under the one who stays. */
export const personStatements: Readonly<Record<string, readonly [types: string, sql: string]>> = {
  // `$2` is the household that a referral names, '' where it names none: then it is the one already known.
  fact_person: [
    'text, text',
    `WITH ${one}, house AS (SELECT coalesce(nullif($2, '')::uuid, household_of(canonical)) AS household FROM one)
     SELECT canonical, household,
       (SELECT max(last_handed_over_on) FROM person WHERE canonical = one.canonical) AS "lastHandedOverOn",
       (SELECT max(last_handed_over_on) FROM person WHERE canonical IN
         (SELECT canonical FROM person WHERE household = house.household)) AS "lastInHousehold",
       ARRAY(SELECT definition FROM person JOIN journey ON journey.person = person.stream
             WHERE person.canonical = one.canonical AND closed_at IS NULL ORDER BY journey.stream) AS following,
       ARRAY(SELECT other.canonical FROM duplicate JOIN person me ON me.stream = duplicate.stream
             JOIN person other ON other.stream = duplicate.person WHERE me.canonical = one.canonical
             UNION SELECT other.canonical FROM duplicate JOIN person me ON me.stream = duplicate.person
             JOIN person other ON other.stream = duplicate.stream WHERE me.canonical = one.canonical) AS compared
     FROM one, house`,
  ],
  // What two people hold under any of their ids; `mine` tells those of the first.
  fact_merge: [
    'text, text',
    `WITH ${one}, other AS (SELECT canonical FROM person WHERE stream = $2)
     SELECT $1 = $2 AS same, EXISTS (SELECT FROM other) AS known,
       EXISTS (SELECT FROM person WHERE stream = $1 AND merged_into = $2) AS already,
       coalesce(jsonb_agg(jsonb_build_object(
         'mine', binding.holder = one.canonical, 'dotation', binding.dotation,
         'referredAt', journey.referred_at, 'handedOverAt', binding.handed_over_at)
         ORDER BY binding.handed_over_at NULLS FIRST, binding.dotation)
       FILTER (WHERE binding.dotation IS NOT NULL), '[]') AS held
     FROM one LEFT JOIN other ON true
     LEFT JOIN (binding JOIN journey ON journey.stream = binding.journey)
       ON binding.open AND binding.holder IN (one.canonical, other.canonical)
     GROUP BY one.canonical, other.canonical`,
  ],
  // Whose the journeys of people are: a lieu that declined or did not answer has none of them.
  fact_followers: [
    'text[]',
    `SELECT DISTINCT journey.prescriber_structure, journey.mediator,
       CASE WHEN journey.mediator IS NOT NULL OR head.task = 'answer_referral' THEN journey.place END AS place,
       CASE WHEN journey.mediator IS NOT NULL OR head.task = 'answer_referral' THEN journey.place_structure END
         AS place_structure
     FROM person me JOIN person ON person.canonical = me.canonical JOIN journey ON journey.person = person.stream
     JOIN head ON head.stream = journey.stream WHERE me.stream = ANY($1)`,
  ],
  read_aliases: ['text', 'SELECT stream FROM person WHERE canonical = $1 AND stream <> $1 ORDER BY stream'],
}
