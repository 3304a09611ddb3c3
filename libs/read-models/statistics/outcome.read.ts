import type { OutcomeQuery, Outcomes } from '../../contracts/api/outcome.schema'
import type { Actor } from '../../contracts/command'
import type { Definition } from '../../domain/definition/definition.schema'
import { type Refusal, refuse } from '../../domain/kernel/refusal'
import { readsExactOutcomes, scopeOf } from '../../policy/read.policy'
import type { Queryable } from '../lists/list.sql'
import { answerOf } from './outcome.answer'
import { cellsOf } from './outcome.cells'
import { scalesOf } from './outcome.scales'
import { readTables } from './outcome.tables'
import { withheldCells } from './small.groups'

export interface OutcomeDeps {
  /** Definitions that journeys follow; those of another territory are left aside. */
  readonly definitions: readonly Definition[]
  /** Where the days of a query begin and end, for example Europe/Paris. */
  readonly zone: string
  /** The present UTC instant. */
  readonly now: string
}

/**
 * What became of the journeys of the actor's territory, through the `sql` of `withActor`. Refused to roles that read no
 * outcomes. Who reads no small group asks for the whole territory: two filtered answers, subtracted, would tell of one.
 */
export async function readOutcomes(
  sql: Queryable,
  actor: Actor,
  query: OutcomeQuery,
  deps: OutcomeDeps,
): Promise<{ readonly ok: true; readonly outcomes: Outcomes } | Refusal> {
  if (scopeOf(actor.role, 'outcome') === 'none') return refuse('not_allowed')
  const exact = readsExactOutcomes(actor.role)
  if (!exact && Object.values(query).some((given) => given !== undefined)) return refuse('whole_territory_only')
  const tables = await readTables(sql, query, { zone: deps.zone, figures: exact ? 'exact' : 'masked' })
  const followed = deps.definitions.filter(({ id, territory }) =>
    query.definition === undefined ? territory === actor.territory : id === query.definition,
  )
  const scales = scalesOf(followed, tables)
  const table = cellsOf(tables, scales)
  const withheld = exact ? null : withheldCells(table)
  return { ok: true, outcomes: answerOf(tables, scales, { table, withheld }, deps.now) }
}
