import { cursorFrom } from '../../contracts/api/common.schemas'
import type { Agent, AgentQuery } from '../../contracts/api/directory.schemas'
import type { Actor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { conditions, pageFrom, type Queryable, scopeSql } from './list.sql'

type AgentFacts = Omit<Agent, 'lastName' | 'firstName'>
type Hours = readonly Pick<Agent['permanences'][number], 'weekday' | 'hours'>[]
interface AgentRow extends Omit<AgentFacts, 'id' | 'places' | 'permanences'> {
  readonly stream: string
  readonly at: readonly { readonly place: string; readonly permanences: Hours }[]
}

/** Where an agent works, the places in the order of their ids. */
const worksAt = `coalesce((SELECT jsonb_agg(jsonb_build_object('place', at.place, 'permanences', at.permanences)
  ORDER BY at.place) FROM actor_place at WHERE at.actor = a.stream), '[]') AS at`

/** A page of the agents, but for their names: those of the territory, or of the actor's own structure. */
export async function listAgents(sql: Queryable, actor: Actor, query: AgentQuery) {
  const where = conditions()
  const { value } = where
  where.and(scopeSql(scopeOf(actor.role, 'agent'), actor, value))
  where.and(query.structure && `a.structure = ${value(query.structure)}`)
  where.and(query.role && `a.role = ${value(query.role)}`)
  where.and(query.left === 'true' ? undefined : 'a.left_on IS NULL')
  if (query.cursor) where.and(`a.stream > ${value(query.cursor[0])}`)
  const { rows } = await sql.query<AgentRow>(
    `SELECT a.stream, h.version, a.role, a.structure, a.place, a.capacity, a.left_on AS "leftOn", ${worksAt}
     FROM actor a JOIN head h ON h.stream = a.stream
     WHERE ${where.sql()} ORDER BY a.stream LIMIT ${value(query.limit + 1)}`,
    where.values,
  )
  return pageFrom(rows, query.limit, agentOf, ({ stream }) => cursorFrom([stream]))
}

const agentOf = ({ stream, at, ...agent }: AgentRow): AgentFacts => ({
  id: uuidOf(stream),
  ...agent,
  places: at.map(({ place }) => place),
  permanences: at.flatMap(({ place, permanences }) => permanences.map((each) => ({ place, ...each }))),
})
