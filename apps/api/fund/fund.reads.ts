import type {
  FundLineQuery,
  FundLines,
  FundStatement,
  FundStatementQuery,
} from '../../../libs/contracts/api/fund.schemas'
import type { FunderStatement } from '../../../libs/contracts/api/funder.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { dayOf } from '../../../libs/domain/kernel/wait'
import type { Clock } from '../../../libs/engine/clock.port'
import { refreshDefinitions } from '../../../libs/engine/definition.lookup'
import { type DefinitionStore, zoneOf } from '../../../libs/engine/definition.store'
import { scopeOf } from '../../../libs/policy/read.policy'
import { listFundLines } from '../../../libs/read-models/lists/fund.line.list'
import type { Queryable } from '../../../libs/read-models/lists/list.sql'
import { readFundStatement } from '../../../libs/read-models/lists/fund.statement'
import { readFunderStatement } from '../../../libs/read-models/lists/funder.statement'
import { problem } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'
import type { Reveal } from '../reads/reveal.port'

/** What may be asked of the fund's money. Each throws a problem where the actor may not read it, or nothing is there. */
export interface FundReads {
  lines(actor: Actor, query: FundLineQuery): Promise<FundLines>
  statement(actor: Actor, stream: string, query: FundStatementQuery): Promise<FundStatement>
  /** All that a structure gives, as far as the actor may read its lines. */
  funder(actor: Actor, structure: string, query: FundStatementQuery): Promise<FunderStatement>
}

export const FUND = Symbol('FundReads')

interface FundReadDeps {
  readonly readAs: ReadAs
  readonly vault: Reveal
  readonly definitions: DefinitionStore
  readonly clock: Clock
}

export function createFundReads({ readAs, vault, definitions, clock }: FundReadDeps): FundReads {
  const reading = async <T>(actor: Actor, read: (sql: Queryable) => Promise<T>): Promise<T> => {
    if (scopeOf(actor.role, 'fund_line') === 'none') throw problem('not_allowed')
    return readAs(actor, read)
  }
  /** What a read finds at the end of a day that is not to come, since something may still be recorded by then. */
  const at = <T>(
    actor: Actor,
    query: FundStatementQuery,
    read: (sql: Queryable, on: string) => Promise<T | null>,
  ): Promise<T> =>
    reading(actor, async (sql) => {
      await refreshDefinitions(definitions, sql)
      const today = dayOf(clock.now(), zoneOf(definitions, actor.territory))
      const { on = today } = query
      if (on > today) throw problem('date_in_future', { field: 'on', date: on })
      const found = await read(sql, on)
      if (found === null) throw problem('unknown_stream')
      return found
    })
  return {
    lines: (actor, query) => reading(actor, (sql) => listFundLines(sql, actor, query)),
    statement: (actor, stream, query) => at(actor, query, (sql, on) => readFundStatement(sql, actor, stream, on)),
    funder: (actor, structure, query) =>
      at(actor, query, async (sql, on) => {
        const statement = await readFunderStatement(sql, actor, structure, on)
        return statement && titled(sql, vault, statement)
      }),
  }
}

/** Whoever may read what a grant has of a line may read what it is for. */
async function titled(sql: Queryable, vault: Reveal, statement: FunderStatement): Promise<FunderStatement> {
  const titles = await vault.ofStreams(
    sql,
    statement.grants.map(({ grant }) => grant),
    ['title'],
  )
  const titleOf = (grant: string) => {
    const title = titles.get(grant)?.title
    return typeof title === 'string' ? title : null
  }
  return { ...statement, grants: statement.grants.map((given) => ({ ...given, title: titleOf(given.grant) })) }
}
