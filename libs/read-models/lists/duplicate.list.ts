import { cursorFrom } from '../../contracts/api/common.schemas'
import type { Duplicate, DuplicateQuery } from '../../contracts/api/person.schemas'
import { uuidOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { conditions, pageFrom, type Queryable, type Reader, scopeSql } from './list.sql'

/** A pair as it is read: the streams whose identities may be revealed to the reader, or none. */
export interface ReadPair {
  readonly pair: Duplicate
  readonly subjects: readonly string[]
}

interface PairRow {
  readonly stream: string
  readonly person: string
  readonly score: number
  readonly why: string[]
  readonly state: Duplicate['state']
  readonly version: number
  readonly other_version: number
  readonly canonical: string
  readonly other_canonical: string
  readonly reads_both: boolean
}

/** A page of the pairs that the actor may read, the likeliest first. Two people are one pair, whoever was flagged first. */
export async function listDuplicates(sql: Queryable, actor: Reader, query: DuplicateQuery) {
  const where = conditions()
  const { value } = where
  const mine = (canonical: string) => `EXISTS (SELECT FROM person p JOIN journey j ON j.person = p.stream
    WHERE p.canonical = ${canonical} AND (${scopeSql(scopeOf(actor.role, 'duplicate'), actor, value)}))`
  where.and('pair.reads_one OR pair.reads_other')
  where.and(query.state && `pair.state = ${value(query.state)}`)
  if (query.cursor) {
    const [score, stream, person] = query.cursor
    where.and(`(-pair.score, pair.stream, pair.person) > (-${value(score)}::float, ${value(stream)}, ${value(person)})`)
  }
  const { rows } = await sql.query<PairRow>(
    `SELECT pair.*, h.version, o.version AS other_version, reads_one AND reads_other AS reads_both
     FROM (
       SELECT DISTINCT ON (least(d.stream, d.person), greatest(d.stream, d.person))
         d.stream, d.person, d.score, d.why, one.canonical, other.canonical AS other_canonical,
         CASE WHEN one.canonical = other.canonical THEN 'merged' ELSE d.state END AS state,
         ${mine('one.canonical')} AS reads_one, ${mine('other.canonical')} AS reads_other
       FROM duplicate d JOIN person one ON one.stream = d.stream JOIN person other ON other.stream = d.person
       WHERE NOT one.erased AND NOT other.erased
       ORDER BY least(d.stream, d.person), greatest(d.stream, d.person), d.state = 'dismissed' DESC,
         d.state = 'asked' DESC, d.stream
     ) pair JOIN head h ON h.stream = pair.stream JOIN head o ON o.stream = pair.person
     WHERE ${where.sql()} ORDER BY pair.score DESC, pair.stream, pair.person LIMIT ${value(query.limit + 1)}`,
    where.values,
  )
  return pageFrom(rows, query.limit, pairOf, ({ score, stream, person }) => cursorFrom([score, stream, person]))
}

function pairOf(row: PairRow): ReadPair {
  const { stream, person, score, why, state } = row
  const side = (id: string, version: number, canonical: string) => ({
    ...{ id: uuidOf(id), version, canonical: uuidOf(canonical), personal: null },
  })
  return {
    pair: {
      person: side(stream, row.version, row.canonical),
      other: side(person, row.other_version, row.other_canonical),
      ...{ score, why, state },
    },
    subjects: row.reads_both ? [stream, person] : [],
  }
}
