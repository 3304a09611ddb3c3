import { cursorFrom } from '../../contracts/api/common.schemas'
import type { Place, PlaceQuery, Structure, StructureQuery } from '../../contracts/api/directory.schemas'
import type { Actor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { conditions, pageFrom, type Queryable, scopeSql } from './list.sql'
import { placeColumns, placeOf, type PlaceRow } from './place.columns'

/** A page of the directory, by name. */
export async function listPlaces(sql: Queryable, actor: Actor, query: PlaceQuery) {
  const where = conditions()
  const { value } = where
  where.and(scopeSql(scopeOf(actor.role, 'place'), actor, value))
  where.and(query.epci && `p.epci = ${value(query.epci)}`)
  where.and(query.structure && `p.structure = ${value(query.structure)}`)
  if (query.cursor) where.and(`(p.name, p.stream) > (${value(query.cursor[0])}, ${value(query.cursor[1])})`)
  const { rows } = await sql.query<PlaceRow>(
    `SELECT ${placeColumns} FROM place p JOIN head h ON h.stream = p.stream
     WHERE ${where.sql()} ORDER BY p.name, p.stream LIMIT ${value(query.limit + 1)}`,
    where.values,
  )
  return pageFrom(rows, query.limit, placeOf, ({ name, stream }) => cursorFrom([name, stream]))
}

/** One place, or null where there is none in the actor's territory. */
export async function readPlace(sql: Queryable, actor: Actor, stream: string): Promise<Place | null> {
  const where = conditions()
  where.and(`p.stream = ${where.value(stream)}`)
  where.and(scopeSql(scopeOf(actor.role, 'place'), actor, where.value))
  const { rows } = await sql.query<PlaceRow>(
    `SELECT ${placeColumns} FROM place p JOIN head h ON h.stream = p.stream WHERE ${where.sql()}`,
    where.values,
  )
  return rows[0] ? placeOf(rows[0]) : null
}

type StructureRow = Omit<Structure, 'id' | 'admittedOn'> & {
  readonly stream: string
  readonly admitted_on: string | null
}

/** A page of the network's structures, by name. */
export async function listStructures(sql: Queryable, actor: Actor, query: StructureQuery) {
  const where = conditions()
  const { value } = where
  where.and(scopeSql(scopeOf(actor.role, 'structure'), actor, value))
  where.and(query.role && `${value(query.role)} = ANY(s.roles)`)
  if (query.cursor) where.and(`(s.name, s.stream) > (${value(query.cursor[0])}, ${value(query.cursor[1])})`)
  const { rows } = await sql.query<StructureRow>(
    `SELECT s.stream, h.version, s.name, s.siret, s.roles, s.admitted_on FROM structure s JOIN head h ON h.stream = s.stream
     WHERE ${where.sql()} ORDER BY s.name, s.stream LIMIT ${value(query.limit + 1)}`,
    where.values,
  )
  return pageFrom(
    rows,
    query.limit,
    ({ stream, admitted_on: admittedOn, ...structure }): Structure => ({
      id: uuidOf(stream),
      ...structure,
      admittedOn,
    }),
    ({ name, stream }) => cursorFrom([name, stream]),
  )
}
