import type { z } from 'zod'
import type { Grant, GrantDocuments, grantPageSchema, GrantQuery } from '../../../libs/contracts/api/grant.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { readsGrantDocuments } from '../../../libs/policy/grant.policy'
import { scopeOf } from '../../../libs/policy/read.policy'
import { readGrant, readGrantDocuments } from '../../../libs/read-models/lists/grant.detail'
import { listGrants } from '../../../libs/read-models/lists/grant.list'
import { grantTextFields } from '../../../libs/read-models/lists/grant.texts'
import type { Queryable } from '../../../libs/read-models/lists/list.sql'
import { problem } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'
import type { Reveal } from '../reads/reveal.port'

/** What may be asked of grants. Each throws a problem where the actor may not read it, or nothing is there. */
export interface GrantReads {
  list(actor: Actor, query: GrantQuery): Promise<z.infer<typeof grantPageSchema>>
  grant(actor: Actor, stream: string): Promise<Grant>
  documents(actor: Actor, stream: string): Promise<GrantDocuments>
}

export const GRANTS = Symbol('GrantReads')

export function createGrantReads(readAs: ReadAs, vault: Reveal): GrantReads {
  const reading = async <T>(actor: Actor, read: (sql: Queryable) => Promise<T | null>): Promise<T> => {
    if (scopeOf(actor.role, 'grant') === 'none') throw problem('not_allowed')
    const item = await readAs(actor, read)
    // What is not there and what the actor may not see answer alike.
    if (item === null) throw problem('unknown_stream')
    return item
  }
  return {
    list: (actor, query) =>
      reading(actor, async (sql) => {
        const page = await listGrants(sql, actor, query)
        const streams = page.items.map(({ id }) => `grant-${id}`)
        const titles = await vault.ofStreams(sql, streams, ['title'])
        return {
          ...page,
          items: page.items.map((line) => ({ ...line, title: titleOf(titles.get(`grant-${line.id}`)) })),
        }
      }),
    grant: (actor, stream) =>
      reading(actor, (sql) => readGrant(sql, actor, stream, (of) => vault.ofVersions(sql, of, grantTextFields))),
    documents: (actor, stream) => {
      if (!readsGrantDocuments(actor.role)) throw problem('not_allowed')
      return reading(actor, (sql) => readGrantDocuments(sql, actor, stream))
    },
  }
}

const titleOf = ({ title }: Readonly<Record<string, unknown>> = {}) => (typeof title === 'string' ? title : null)
