import { otherwiseOf } from '../../contracts/api/otherwise.words'
import type { Words } from '../../contracts/api/common.schemas'
import type { Owner } from '../../contracts/codes'

/** What a head says of the wait of its stream. */
export interface OwnerColumns {
  readonly task: string | null
  readonly owner_role: Owner['role'] | null
  readonly owner_id: string | null
  readonly deadline_at: string | null
  readonly deadline_command: string | null
}

/** What is awaited, from whom, until when, and what happens then. */
export interface Waiting {
  readonly task: string | null
  readonly owner: Owner | null
  readonly until: string | null
  readonly otherwise: Words | null
}

export function waitingOf(row: OwnerColumns): Waiting {
  const { owner_role: role, owner_id: id } = row
  return {
    task: row.task,
    owner: role && id ? { role, id } : null,
    until: row.deadline_at,
    otherwise: otherwiseOf({ command: row.deadline_command, task: row.task ?? '' }),
  }
}
