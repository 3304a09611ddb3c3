import type {
  FundLineQuery,
  FundLines,
  FundStatement,
  FundStatementQuery,
} from '../../../libs/contracts/api/fund.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { dayOf } from '../../../libs/domain/kernel/wait'
import type { Clock } from '../../../libs/engine/clock.port'
import { refreshDefinitions } from '../../../libs/engine/definition.lookup'
import { type DefinitionStore, zoneOf } from '../../../libs/engine/definition.store'
import { scopeOf } from '../../../libs/policy/read.policy'
import { listFundLines } from '../../../libs/read-models/lists/fund.line.list'
import type { Queryable } from '../../../libs/read-models/lists/list.sql'
import { readFundStatement } from '../../../libs/read-models/lists/fund.statement'
import { problem } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'

/** What may be asked of the fund's money. Each throws a problem where the actor may not read it, or nothing is there. */
export interface FundReads {
  lines(actor: Actor, query: FundLineQuery): Promise<FundLines>
  statement(actor: Actor, stream: string, query: FundStatementQuery): Promise<FundStatement>
}

export const FUND = Symbol('FundReads')

interface FundReadDeps {
  readonly readAs: ReadAs
  readonly definitions: DefinitionStore
  readonly clock: Clock
}

export function createFundReads({ readAs, definitions, clock }: FundReadDeps): FundReads {
  const reading = async <T>(actor: Actor, read: (sql: Queryable) => Promise<T>): Promise<T> => {
    if (scopeOf(actor.role, 'fund_line') === 'none') throw problem('not_allowed')
    return readAs(actor, read)
  }
  return {
    lines: (actor, query) => reading(actor, (sql) => listFundLines(sql, actor, query)),
    statement: (actor, stream, query) =>
      reading(actor, async (sql) => {
        await refreshDefinitions(definitions, sql)
        const today = dayOf(clock.now(), zoneOf(definitions, actor.territory))
        const { on = today } = query
        // Something may still be recorded by then: it would not be the same tomorrow.
        if (on > today) throw problem('date_in_future', { field: 'on', date: on })
        const statement = await readFundStatement(sql, actor, stream, on)
        if (!statement) throw problem('unknown_stream')
        return statement
      }),
  }
}
