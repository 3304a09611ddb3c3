import type { CallLine, WouldBeApplication } from '../../../libs/contracts/api/call.schemas'
import type { DefinitionDraft, EligibilityAnswer } from '../../../libs/contracts/api/definition.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { explained, unmetRules } from '../../../libs/domain/call/application.facts'
import { faultsOf } from '../../../libs/domain/call/call.check'
import { type Call, callSchema } from '../../../libs/domain/call/call.schema'
import type { Fault } from '../../../libs/domain/definition/fault'
import { mayEver } from '../../../libs/policy/policy'
import { scopeOf } from '../../../libs/policy/read.policy'
import { listCalls, readPublishedCall } from '../../../libs/read-models/lists/call.list'
import { readWritten } from '../../../libs/read-models/lists/definition.list'
import type { Queryable } from '../../../libs/read-models/lists/list.sql'
import { problem } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'

/** What may be asked of calls. Each throws a problem where the actor may not read it, or nothing is there. */
export interface CallReads {
  list(actor: Actor): Promise<readonly CallLine[]>
  /** A call that is or was published. */
  published(actor: Actor, id: string): Promise<Call>
  /** What was written under that id, with its faults: for those who write calls. */
  written(actor: Actor, id: string): Promise<DefinitionDraft>
  /** What an application like this would be answered, and why. */
  eligibility(actor: Actor, id: string, application: WouldBeApplication): Promise<EligibilityAnswer>
  /** Every fault of what may become a call; nothing is kept. */
  check(actor: Actor, input: unknown): readonly Fault[]
}

export const CALLS = Symbol('Calls')

/** Whoever may write drafts reads those of others. */
const readsDrafts = ({ role }: Actor) => mayEver(role, 'DraftCall')

export function createCallReads(readAs: ReadAs): CallReads {
  const reading = async <T>(actor: Actor, read: (sql: Queryable) => Promise<T>): Promise<T> => {
    mayRead(actor)
    return readAs(actor, read)
  }
  const published = async (actor: Actor, id: string): Promise<Call> => {
    const content = await reading(actor, (sql) => readPublishedCall(sql, id))
    if (content === null) throw problem('unknown_stream')
    return callSchema.parse(content)
  }
  return {
    list: (actor) => reading(actor, (sql) => listCalls(sql, readsDrafts(actor))),
    published,
    written: async (actor, id) => {
      if (!readsDrafts(actor)) throw problem('not_allowed')
      const found = await reading(actor, (sql) => readWritten(sql, 'call', id))
      if (!found) throw problem('unknown_stream')
      return { id, ...found, faults: [...faultsOf(found.content)] }
    },
    eligibility: async (actor, id, application) => {
      const call = await published(actor, id)
      const unmet = unmetRules(call, application)
      return { eligible: unmet.codes.length === 0, why: [...explained(call, unmet)] }
    },
    check: (actor, input) => {
      mayRead(actor)
      return faultsOf(input)
    },
  }
}

function mayRead({ role }: Actor): void {
  if (scopeOf(role, 'call') === 'none') throw problem('not_allowed')
}
