import { callSchema } from '../../domain/call/call.schema'
import type { OutsideFacts } from '../../domain/facts'
import { execute } from '../../event-store/database'
import type { FactPart } from './fact.parts'

interface CallRow {
  readonly status: NonNullable<OutsideFacts['call']>['status']
  readonly content: unknown
}

/** A call as it was published, by its id; a draft is nobody's call yet. */
export const callFact = (id: string): FactPart => ({
  execution: execute('fact_call', id),
  read: (rows) => {
    const [row] = rows as readonly CallRow[]
    return { call: row ? { status: row.status, content: callSchema.parse(row.content) } : null }
  },
})

/** The same, once nobody may retire it before the commit: for what begins on it. */
export const openCallFacts = (id: string): readonly FactPart[] => [
  { execution: execute('share_call', id), read: () => ({}) },
  callFact(id),
]

/** A call is retired once those who apply to it just now have done so. */
export const retiringCallPart = (id: string): FactPart => ({ execution: execute('lock_call', id), read: () => ({}) })
