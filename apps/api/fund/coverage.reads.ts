import type { CostQuery, Costs, CoverageCosts, Coverages } from '../../../libs/contracts/api/coverage.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { type Readable, scopeOf } from '../../../libs/policy/read.policy'
import { listCoverageCosts, listCoverages } from '../../../libs/read-models/lists/coverage.list'
import type { Queryable } from '../../../libs/read-models/lists/list.sql'
import { readCosts } from '../../../libs/read-models/statistics/cost.read'
import { problem } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'

/** What may be asked of journeys that grants pay for. Each throws a problem where the actor may not read it. */
export interface CoverageReads {
  coverages(actor: Actor): Promise<Coverages>
  /** What each journey comes to; throws where the coverage is not there. */
  costsOf(actor: Actor, stream: string): Promise<CoverageCosts>
  costs(actor: Actor, query: CostQuery): Promise<Costs>
}

export const COVERAGES = Symbol('CoverageReads')

export function createCoverageReads(readAs: ReadAs): CoverageReads {
  const reading = async <T>(actor: Actor, what: Readable, read: (sql: Queryable) => Promise<T>): Promise<T> => {
    if (scopeOf(actor.role, what) === 'none') throw problem('not_allowed')
    return readAs(actor, read)
  }
  return {
    coverages: (actor) => reading(actor, 'coverage', (sql) => listCoverages(sql, actor)),
    costsOf: (actor, stream) =>
      reading(actor, 'cost', async (sql) => {
        const { items } = await listCoverages(sql, actor)
        if (!items.some(({ id }) => stream === `coverage-${id}`)) throw problem('unknown_stream')
        return listCoverageCosts(sql, stream)
      }),
    costs: (actor, query) => reading(actor, 'cost', (sql) => readCosts(sql, query)),
  }
}
