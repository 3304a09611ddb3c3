import { cursorFrom } from '../../contracts/api/common.schemas'
import type { Task, TaskQuery } from '../../contracts/api/task.schemas'
import type { Actor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import { conditions, ownPlaces, pageFrom, type Queryable } from './list.sql'
import { type EndsOf, otherwiseFor, type OwnerColumns, waitingOf } from './waiting.columns'

interface TaskRow extends OwnerColumns {
  readonly stream: string
  readonly kind: Task['kind']
  readonly version: number
  readonly stage: string
  readonly task: string
  readonly referred_on: string | null
  readonly definition: string | null
}

/** What has no deadline comes after all that has one. */
const NEVER = '9999-12-31T00:00:00.000Z'

/** A page of what waits for the actor, the most overdue first. `now` is an ISO 8601 instant. */
export async function listTasks(sql: Queryable, actor: Actor, query: TaskQuery, now: string, endsOf: EndsOf) {
  const where = conditions()
  const { value } = where
  // A guarantee is somebody's, and asks nothing of them as long as the laptop works.
  where.and(`h.closed_at IS NULL AND h.task IS NOT NULL AND h.task <> 'under_guarantee'`)
  where.and(ownedBy(actor, value))
  const due = `coalesce(h.deadline_at, ${value(NEVER)}::timestamptz)`
  if (query.cursor) {
    const [until, stream] = query.cursor
    where.and(`(${due}, h.stream) > (${value(until)}::timestamptz, ${value(stream)})`)
  }
  const { rows } = await sql.query<TaskRow>(
    `SELECT h.stream, h.kind, h.version, h.stage, h.task, h.owner_role, h.owner_id, h.deadline_at, h.deadline_command,
       h.referred_on, h.definition
     FROM head h WHERE ${where.sql()} ORDER BY ${due}, h.stream LIMIT ${value(query.limit + 1)}`,
    where.values,
  )
  return pageFrom(
    rows,
    query.limit,
    (row) => taskOf(row, now, endsOf),
    ({ deadline_at, stream }) => cursorFrom([deadline_at ?? NEVER, stream]),
  )
}

/** A task waits for the actor in person, or for the place, the structure or the territory that they act for. */
export function ownedBy({ role, sub, structure, lieu, territory }: Actor, value: (given: unknown) => string): string {
  const owned = (ownerRole: string, id: unknown) => `h.owner_role = '${ownerRole}' AND h.owner_id = ${value(id)}`
  switch (role) {
    case 'prescriber':
      return owned('prescriber', sub)
    case 'mediator': {
      const places = `SELECT p.stream FROM place p WHERE p.structure = ${value(structure)}`
      const ownPlace = `h.owner_id = ${value(lieu)} OR h.owner_id IN (${ownPlaces(sub, value)} UNION ${places})`
      return `(${owned('mediator', sub)}) OR (h.owner_role = 'lieu' AND (${ownPlace}))`
    }
    case 'recyclerie':
      return owned('recyclerie', structure)
    case 'coordinator':
      return owned('coordinator', territory)
    case 'applicant':
      return owned('applicant', structure)
    case 'fund_manager':
      return owned('fund_manager', territory)
    case 'payer':
      return owned('payer', structure)
    case 'evaluator':
    case 'reviewer':
    case 'member':
    case 'funder':
    case 'system':
      return 'false'
  }
}

function taskOf(row: TaskRow, now: string, endsOf: EndsOf): Task {
  const { until } = waitingOf(row)
  const otherwise = otherwiseFor(row, endsOf)
  const { kind, version, stage, task, definition, referred_on: referredOn } = row
  const overdue = until !== null && until < now
  return { kind, id: uuidOf(row.stream), version, stage, task, until, overdue, otherwise, referredOn, definition }
}
