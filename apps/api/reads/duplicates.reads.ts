import { comparedFields, type Duplicate, type DuplicateQuery } from '../../../libs/contracts/api/person.schemas'
import { personalFieldsOf } from '../../../libs/policy/read.policy'
import { listDuplicates } from '../../../libs/read-models/lists/duplicate.list'
import type { Queryable, Reader } from '../../../libs/read-models/lists/list.sql'
import type { Reveal } from './reveal.port'

/** A page of pairs, each with what the two are compared by where the actor may read of both. */
export async function readDuplicates(
  sql: Queryable,
  vault: Reveal,
  actor: Reader,
  query: DuplicateQuery,
): Promise<{ items: Duplicate[]; next: string | null }> {
  const { items, next } = await listDuplicates(sql, actor, query)
  const fields = comparedFields.filter((field) => personalFieldsOf(actor.role).includes(field))
  const subjects = items.flatMap((item) => item.subjects)
  const revealed = await vault.ofSubjects(sql, [...new Set(subjects)], fields)
  const withPersonal = ({ pair, subjects: [one, other] }: (typeof items)[number]): Duplicate => ({
    ...pair,
    person: { ...pair.person, personal: (one && revealed.get(one)) || null },
    other: { ...pair.other, personal: (other && revealed.get(other)) || null },
  })
  return { items: items.map(withPersonal), next }
}
