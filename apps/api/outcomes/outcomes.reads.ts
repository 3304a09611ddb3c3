import type { OutcomeQuery, Outcomes } from '../../../libs/contracts/api/outcome.schema'
import type { Actor } from '../../../libs/contracts/command'
import type { Clock } from '../../../libs/engine/clock.port'
import { refreshDefinitions } from '../../../libs/engine/definition.lookup'
import { type DefinitionStore, zoneOf } from '../../../libs/engine/definition.store'
import { readOutcomes } from '../../../libs/read-models/statistics/outcome.read'
import { problemOf, ProblemError } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'

/** What became of the journeys that an actor may count. Throws a problem where they may not. */
export type ReadOutcomes = (actor: Actor, query: OutcomeQuery) => Promise<Outcomes>

export const READ_OUTCOMES = Symbol('ReadOutcomes')

interface OutcomeReads {
  readonly readAs: ReadAs
  readonly definitions: DefinitionStore
  readonly clock: Clock
}

export function createOutcomeReads({ readAs, definitions, clock }: OutcomeReads): ReadOutcomes {
  return async (actor, query) => {
    const read = await readAs(actor, async (sql) => {
      await refreshDefinitions(definitions, sql)
      const deps = { definitions: definitions.all(), zone: zoneOf(definitions, actor.territory), now: clock.now() }
      return readOutcomes(sql, actor, query, deps)
    })
    if (!read.ok) throw new ProblemError(problemOf(read))
    return read.outcomes
  }
}
