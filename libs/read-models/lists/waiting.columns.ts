import type { Words } from '../../contracts/api/common.schemas'
import { type Ends, otherwiseOf } from '../../contracts/api/otherwise.words'
import type { Owner } from '../../contracts/codes'
import type { Queryable } from './list.sql'

/** What a head says of the wait of its stream. */
export interface OwnerColumns {
  readonly task: string | null
  readonly owner_role: Owner['role'] | null
  readonly owner_id: string | null
  readonly deadline_at: string | null
  readonly deadline_command: string | null
}

/** How the waits of a definition end, by the definition's id. */
export type EndsOf = (definition: string) => Ends

/** What is awaited, from whom and until when. */
export interface Waiting {
  readonly task: string | null
  readonly owner: Owner | null
  readonly until: string | null
}

export function waitingOf(row: OwnerColumns): Waiting {
  const { owner_role: role, owner_id: id } = row
  return { task: row.task, owner: role && id ? { role, id } : null, until: row.deadline_at }
}

/** What happens at the end of the wait if nobody acts before. */
export function otherwiseFor(row: OwnerColumns & { readonly definition: string | null }, endsOf: EndsOf): Words | null {
  const { task, owner } = waitingOf(row)
  return otherwiseOf({ command: row.deadline_command, task: task ?? '', owner }, () => endsOf(row.definition ?? ''))
}

/** How the waits end of the definition that a stream follows. */
export async function readEnds(sql: Queryable, stream: string, endsOf: EndsOf): Promise<Ends> {
  const { rows } = await sql.query<{ definition: string }>('SELECT definition FROM head WHERE stream = $1', [stream])
  return endsOf(rows[0]?.definition ?? '')
}
