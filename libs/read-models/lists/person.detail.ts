import type { Person } from '../../contracts/api/person.schemas'
import { uuidOf } from '../../contracts/stream'
import { readsWholeJourney, scopeOf } from '../../policy/read.policy'
import { conditions, type Queryable, type Reader, scopeSql } from './list.sql'

interface PersonRow {
  readonly version: number
  readonly household: string | null
  readonly canonical: string
  readonly aliases: readonly string[]
  readonly last: string | null
}

interface ConsentRow {
  readonly stream: string
  readonly data: Omit<Person['consents'][number], 'person'>
}

/** One person under all their ids, or null where there is none that the actor may read. No name is here. */
export async function readPerson(sql: Queryable, actor: Reader, stream: string): Promise<Person | null> {
  const where = conditions()
  const { value } = where
  const whole = readsWholeJourney(actor.role)
  where.and(`me.stream = ${value(stream)}`)
  // Whoever follows somebody follows them under every id; a prescriber knows them by the one they referred.
  const theirs = whole ? 'p.canonical = me.canonical' : 'p.stream = me.stream'
  where.and(`EXISTS (SELECT FROM person p JOIN journey j ON j.person = p.stream
    WHERE ${theirs} AND (${scopeSql(scopeOf(actor.role, 'person'), actor, value)}))`)
  const { rows } = await sql.query<PersonRow>(
    `SELECT h.version, household_of(me.canonical) AS household, me.canonical,
       (SELECT max(last_handed_over_on) FROM person WHERE canonical = me.canonical) AS last,
       ARRAY(SELECT stream FROM person WHERE canonical = me.canonical AND stream <> me.stream ORDER BY stream) AS aliases
     FROM person me JOIN head h ON h.stream = me.stream WHERE ${where.sql()}`,
    where.values,
  )
  const row = rows[0]
  if (!row) return null
  const { version, household } = row
  const known = { id: uuidOf(stream), version, household }
  if (!whole) return { ...known, canonical: null, aliases: [], consents: [], lastHandedOverOn: null }
  return {
    ...known,
    canonical: uuidOf(row.canonical),
    aliases: row.aliases.map(uuidOf),
    consents: await consentsOf(sql, [stream, ...row.aliases]),
    lastHandedOverOn: row.last,
  }
}

/** What the person agreed to under any of their ids, the oldest first. */
async function consentsOf(sql: Queryable, streams: readonly string[]): Promise<Person['consents']> {
  const { rows } = await sql.query<ConsentRow>(
    `SELECT event.stream, data FROM event JOIN person ON person.stream = event.stream
     WHERE event.stream = ANY($1) AND type = 'ConsentGiven' AND NOT erased ORDER BY recorded_at, event.stream, version`,
    [streams],
  )
  return rows.map(({ stream, data: { textVersion, date, mode } }) => ({
    person: uuidOf(stream),
    textVersion,
    date,
    mode,
  }))
}
