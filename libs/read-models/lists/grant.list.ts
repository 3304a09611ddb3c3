import { cursorFrom } from '../../contracts/api/common.schemas'
import type { GrantLine, GrantQuery } from '../../contracts/api/grant.schemas'
import { otherwiseOf } from '../../contracts/api/otherwise.words'
import type { Actor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { type Conditions, conditions, pageFrom, type Queryable, scopeSql } from './list.sql'
import { ownedBy } from './task.list'
import { type OwnerColumns, waitingOf } from './waiting.columns'

/** A grant as lists show it, but for its title, which is in the vault. */
export type GrantFacts = Omit<GrantLine, 'title'>

interface GrantRow extends OwnerColumns {
  readonly stream: string
  readonly version: number
  readonly call: string
  readonly structure: string
  readonly stage: GrantLine['stage']
  readonly outcome: GrantLine['outcome']
  readonly asked_cents: number
  readonly granted_cents: number | null
  readonly submitted_at: string | null
  readonly closed_at: string | null
}

const grants = `
  SELECT g.*, h.version, h.task, h.owner_role, h.owner_id, h.deadline_at, h.deadline_command
  FROM grant_file g JOIN head h ON h.stream = g.stream`

/** Drafts come before all that was submitted. */
const DRAFT = '9999-12-31T00:00:00.000Z'

/** A page of the grants that the actor may read: drafts, then the last submitted first. */
export async function listGrants(sql: Queryable, actor: Actor, query: GrantQuery) {
  const where = scopedTo(actor)
  const { value } = where
  where.and(query.call && `g.call = ${value(query.call)}`)
  where.and(query.stage && `g.stage = ${value(query.stage)}`)
  where.and(query.structure && `g.structure = ${value(query.structure)}`)
  where.and(query.waitsFor && `h.owner_role = ${value(query.waitsFor)}`)
  where.and(query.mine ? awaits(actor, value) : undefined)
  const order = `coalesce(g.submitted_at, ${value(DRAFT)}::timestamptz)`
  if (query.cursor) {
    const [at, stream] = query.cursor.map(value)
    where.and(`${order} < ${at}::timestamptz OR (${order} = ${at}::timestamptz AND g.stream > ${stream})`)
  }
  const { rows } = await sql.query<GrantRow>(
    `${grants} WHERE ${where.sql()} ORDER BY ${order} DESC, g.stream LIMIT ${value(query.limit + 1)}`,
    [...where.values],
  )
  return pageFrom(rows, query.limit, lineOf, (row) => cursorFrom([row.submitted_at ?? DRAFT, row.stream]))
}

/** What waits for the actor; a reviewer has no task of their own, but an opinion to give. */
const awaits = (actor: Actor, value: Conditions['value']): string =>
  actor.role === 'reviewer'
    ? `g.stage = 'instruction' AND EXISTS (SELECT FROM grant_review r
         WHERE r.grant_id = g.stream AND r.reviewer = ${value(actor.sub)} AND r.state = 'asked')`
    : ownedBy(actor, value)

/** One grant, or null where there is none that the actor may read. */
export async function readGrantLine(sql: Queryable, actor: Actor, stream: string): Promise<GrantFacts | null> {
  const where = scopedTo(actor)
  where.and(`g.stream = ${where.value(stream)}`)
  const { rows } = await sql.query<GrantRow>(`${grants} WHERE ${where.sql()}`, [...where.values])
  return rows[0] ? lineOf(rows[0]) : null
}

function scopedTo(actor: Actor): Conditions {
  const where = conditions()
  where.and(scopeSql(scopeOf(actor.role, 'grant'), actor, where.value))
  return where
}

function lineOf(row: GrantRow): GrantFacts {
  const { version, call, structure, stage, outcome } = row
  const { owner, ...waits } = waitingOf(row)
  return {
    ...{ id: uuidOf(row.stream), version, call, structure, stage, outcome },
    ...{ askedCents: row.asked_cents, grantedCents: row.granted_cents },
    ...{ submittedAt: row.submitted_at, closedAt: row.closed_at, ...waits, waitsFor: owner },
    otherwise: otherwiseOf({ command: row.deadline_command, task: row.task ?? '', owner }, () => ({})),
  }
}
