import type {
  CandidateQuery,
  DefinitionDraft,
  DefinitionLine,
  EligibilityAnswer,
} from '../../../libs/contracts/api/definition.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { faultsOf } from '../../../libs/domain/definition/definition.check'
import type { Definition } from '../../../libs/domain/definition/definition.schema'
import { explained } from '../../../libs/domain/definition/condition'
import { eligibilityFactsOf, unmetRules } from '../../../libs/domain/definition/eligibility'
import type { Fault } from '../../../libs/domain/definition/fault'
import { diagramOf } from '../../../libs/domain/definition/stage.diagram'
import { dayOf } from '../../../libs/domain/kernel/wait'
import type { Clock } from '../../../libs/engine/clock.port'
import { refreshDefinitions } from '../../../libs/engine/definition.lookup'
import type { DefinitionStore } from '../../../libs/engine/definition.store'
import { mayEver } from '../../../libs/policy/policy'
import { scopeOf } from '../../../libs/policy/read.policy'
import { listDefinitions, readWritten } from '../../../libs/read-models/lists/definition.list'
import type { Queryable } from '../../../libs/read-models/lists/list.sql'
import { problem } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'

/** What may be asked of definitions. Each throws a problem where the actor may not read it, or nothing is there. */
export interface DefinitionReads {
  list(actor: Actor): Promise<readonly DefinitionLine[]>
  /** A version that is or was published. */
  published(actor: Actor, id: string): Promise<Definition>
  /** What was written here under that id, with its faults. */
  written(actor: Actor, id: string): Promise<DefinitionDraft>
  /** Its Mermaid diagram. */
  diagram(actor: Actor, id: string): Promise<string>
  /** What a referral of somebody like this would be answered, and why. */
  eligibility(actor: Actor, id: string, candidate: CandidateQuery): Promise<EligibilityAnswer>
  /** Every fault of what may become a definition; nothing is kept. */
  check(actor: Actor, input: unknown): readonly Fault[]
}

export const DEFINITIONS = Symbol('Definitions')

interface Deps {
  readonly readAs: ReadAs
  readonly definitions: DefinitionStore
  readonly clock: Clock
}

/** Whoever may write drafts reads those of others. */
const readsDrafts = ({ role }: Actor) => mayEver(role, 'DraftDefinition')

export function createDefinitionReads({ readAs, definitions, clock }: Deps): DefinitionReads {
  const reading = async <T>(actor: Actor, read: (sql: Queryable) => Promise<T>): Promise<T> => {
    mayRead(actor)
    return readAs(actor, read)
  }
  const published = async (actor: Actor, id: string): Promise<Definition> => {
    await reading(actor, (sql) => refreshDefinitions(definitions, sql))
    const definition = definitions.get(id)
    if (definition?.territory !== actor.territory) throw problem('unknown_stream')
    return definition
  }
  return {
    list: async (actor) => {
      const written = await reading(actor, (sql) => listDefinitions(sql, readsDrafts(actor)))
      const own = definitions.shipped().filter(({ territory }) => territory === actor.territory)
      return [...own.map((each) => shippedLine(each, written)), ...written.filter(notIn(own))]
    },
    published,
    written: async (actor, id) => {
      if (!readsDrafts(actor)) throw problem('not_allowed')
      const found = await reading(actor, (sql) => readWritten(sql, 'definition', id))
      if (!found) throw problem('unknown_stream')
      return { id, ...found, faults: [...faultsOf(found.content)] }
    },
    diagram: async (actor, id) => `${diagramOf(await published(actor, id))}\n`,
    eligibility: async (actor, id, { on, ...told }) => {
      const definition = await published(actor, id)
      const today = on ?? dayOf(clock.now(), definition.zone)
      const unmet = unmetRules(definition, eligibilityFactsOf({ ...told, today }))
      return { eligible: unmet.codes.length === 0, why: [...explained(definition, unmet)] }
    },
    check: (actor, input) => {
      mayRead(actor)
      return faultsOf(input)
    },
  }
}

function mayRead({ role }: Actor): void {
  if (scopeOf(role, 'definition') === 'none') throw problem('not_allowed')
}

const notIn =
  (own: readonly Definition[]) =>
  ({ id }: DefinitionLine) =>
    !own.some((each) => each.id === id)

/** A version of the project's own: followed from the start, until the log says that it was retired. */
function shippedLine({ id, title }: Definition, written: readonly DefinitionLine[]): DefinitionLine {
  const logged = written.find((each) => each.id === id)
  const followed = { status: 'published', adoptedBy: null, publishedAt: null, retiredAt: null } as const
  return { ...followed, ...logged, id, title, origin: 'project' }
}
