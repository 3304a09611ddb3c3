import { cursorFrom } from '../../contracts/api/common.schemas'
import type { JourneyLine, JourneyQuery } from '../../contracts/api/journey.schemas'
import type { OutcomeCode } from '../../contracts/codes'
import type { Entry } from '../../contracts/commands/referral.parts'
import type { Actor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import { readsWholeJourney, scopeOf } from '../../policy/read.policy'
import { conditions, pageFrom, type Queryable, type Reader, scopeSql } from './list.sql'
import { type OwnerColumns, waitingOf } from './waiting.columns'

export interface JourneyRow extends OwnerColumns {
  readonly stream: string
  readonly version: number
  readonly stage: JourneyLine['stage']
  readonly outcome: OutcomeCode | null
  readonly referred_at: string
  readonly closed_at: string | null
  readonly definition: string
  readonly epci: string | null
  readonly place: string | null
  readonly place_structure: string | null
  readonly prescriber_structure: string | null
  readonly prescriber_agent: string | null
  readonly entry: Entry
  readonly group_id: string | null
  readonly origin: JourneyLine['origin']
  readonly mediator: string | null
  readonly person: string
  readonly laptop: string | null
  readonly line_since: string | null
  readonly line_rank: number | null
}

export const journeyColumns = `j.stream, h.version, j.stage, j.outcome, j.referred_at, j.closed_at, j.definition, j.epci, j.place,
  j.place_structure, j.prescriber_structure, j.prescriber_agent, j.entry, j.group_id, j.origin, j.mediator, j.person,
  j.laptop, j.line_since, j.line_rank,
  h.task, h.owner_role, h.owner_id, coalesce(h.deadline_at, d.deadline_at) AS deadline_at,
  coalesce(h.deadline_command, d.deadline_command) AS deadline_command`

/** While a dotation is open its next date is the journey's: the wait is its child's. */
export const journeyTables = `journey j JOIN head h ON h.stream = j.stream
  LEFT JOIN head d ON d.stream = replace(j.stream, 'journey-', 'dotation-') AND d.closed_at IS NULL`

/** A page of the journeys that the actor may read, newest referral first. */
export async function listJourneys(sql: Queryable, actor: Reader, query: JourneyQuery) {
  const where = conditions()
  const { value } = where
  where.and(scopeSql(scopeOf(actor.role, 'journey'), actor, value))
  where.and(query.stage && `j.stage = ${value(query.stage)}`)
  where.and(query.lieu && `j.place = ${value(query.lieu)}`)
  where.and(query.prescriber && `j.prescriber_structure = ${value(query.prescriber)}`)
  where.and(query.group && `j.group_id = ${value(query.group)}`)
  where.and(
    query.due &&
      `h.closed_at IS NULL AND j.stream IN (SELECT regexp_replace(due.stream, '^dotation-', 'journey-') FROM head due
       WHERE due.deadline_at < ${value(query.due)}::date AND due.kind IN ('journey', 'dotation'))`,
  )
  where.and(query.mine ? `j.mediator = ${value(actor.sub)} OR j.prescriber_agent = ${value(actor.sub)}` : undefined)
  if (query.cursor) {
    const [referredAt, stream] = query.cursor
    where.and(`(j.referred_at, j.stream) < (${value(referredAt)}::timestamptz, ${value(stream)})`)
  }
  const { rows } = await sql.query<JourneyRow>(
    `SELECT ${journeyColumns} FROM ${journeyTables}
     WHERE ${where.sql()} ORDER BY j.referred_at DESC, j.stream DESC LIMIT ${value(query.limit + 1)}`,
    where.values,
  )
  return pageFrom(
    rows,
    query.limit,
    (row) => journeyLine(row, actor),
    ({ referred_at, stream }) => cursorFrom([referred_at, stream]),
  )
}

/** A journey as the actor may read it: a prescriber is told of a task only where it is theirs. */
export function journeyLine(row: JourneyRow, actor: Actor): JourneyLine {
  const { owner, until, task } = waitingOf(row)
  const whole = readsWholeJourney(actor.role) || owner?.role === 'prescriber'
  return {
    id: uuidOf(row.stream),
    version: row.version,
    stage: row.stage,
    task: whole ? task : null,
    owner: whole ? owner : null,
    until,
    outcome: row.outcome,
    referredAt: row.referred_at,
    closedAt: row.closed_at,
    definition: row.definition,
    epci: row.epci,
    place: row.place,
    prescriber: { structure: row.prescriber_structure, agent: row.prescriber_agent },
    ...{ entry: row.entry, group: row.group_id, origin: row.origin },
    mediator: row.mediator,
    line: row.line_since ? { since: row.line_since, rank: row.line_rank } : null,
  }
}
