import { createHmac } from 'node:crypto'
import type { GroupSheet, GroupStep } from '../contracts/api/group.schemas'
import type { Actor } from '../contracts/command'
import { dotationOf } from '../contracts/stream'
import { commandTable } from '../domain/command.table'
import { type RowKey, sortOut } from '../imports/table.rows'
import { scopeOf } from '../policy/read.policy'
import { conditions, scopeSql } from '../read-models/lists/list.sql'
import { noColumns } from './file.columns'
import { type IntakeDeps, type RowPlan, streamFor, takeRows } from './intake'
import { type Intake, saidOf } from './intake.report'

type Person = GroupSheet['people'][number]

/**
 * Refers everybody on one sheet, each by a command of their own: what stops one stops nobody else. A sheet that is sent
 * again finds whom it has referred, and refers the others. `group` is the uuid of the sheet.
 */
export async function takeGroup(deps: IntakeDeps, actor: Actor, group: string, sheet: GroupSheet): Promise<Intake> {
  const { people, consent, ...common } = sheet
  const planOf = ({ number, data, personal }: Person): RowPlan => {
    const own = streamFor(deps.key, 'person', 'group', group, String(number))
    const consented = { ...consent, ...(data.consent as object | undefined) }
    return {
      stream: streamFor(deps.key, 'journey', 'group', group, String(number)),
      type: 'Refer',
      commandId: `group/${group}/${number}`,
      data: { ...common, person: own, ...data, consent: consented, entry: 'group', group },
      personal,
      refusals: { key_reused: changed, already_exists: changed },
    }
  }
  const byNumber = { of: ({ number }: Person) => String(number), column: null }
  const listed = listOf(people, (person) => person.number, byNumber)
  // One after another: a likely duplicate may be the line above.
  return takeRows(deps, actor, listed, planOf, { columns: noColumns, together: 1 })
}

const changed = saidOf(null, 'sheet_line_changed')

type Line = GroupStep['lines'][number]

/**
 * Gives one command to several journeys of a group, each in its own transaction. `key` is the sender's own for this
 * request: sent again, it finds what was done.
 */
export async function takeGroupStep(
  deps: IntakeDeps,
  actor: Actor,
  group: string,
  key: string,
  { action, data, lines }: GroupStep,
): Promise<Intake> {
  const known = await journeysOf(deps, actor, group)
  const request = createHmac('sha256', deps.key)
    .update(JSON.stringify([group, action, key]))
    .digest('hex')
  const planOf = (line: Line): RowPlan => {
    const journey = `journey-${line.journey}`
    if (!known.has(journey)) return { refused: saidOf(null, 'not_of_group') }
    const stream = commandTable[action].leads === 'dotation' ? dotationOf(journey) : journey
    const commandId = `group/${request}/${line.journey}`
    return { stream, type: action, data: { ...data, ...line.data }, commandId, acts: true }
  }
  const byJourney = { of: ({ journey }: Line) => journey, column: null }
  const listed = listOf(lines, (_, index) => index + 1, byJourney)
  return takeRows(deps, actor, listed, planOf, { columns: noColumns })
}

/** Rows that come as a list: each is a line, and no two may share the key. */
function listOf<T>(rows: readonly T[], lineOf: (row: T, index: number) => number, key: RowKey<T>) {
  const lines = rows.map((row, index) => ({ line: lineOf(row, index), row }))
  return { ok: true as const, ...sortOut(lines, [key]), ignored: [] }
}

/** The journeys of a group that the actor may read. */
async function journeysOf({ readAs }: IntakeDeps, actor: Actor, group: string): Promise<ReadonlySet<string>> {
  const where = conditions()
  where.and(`j.group_id = ${where.value(group)}`)
  where.and(scopeSql(scopeOf(actor.role, 'journey'), actor, where.value))
  const { rows } = await readAs(actor, (sql) =>
    sql.query<{ stream: string }>(`SELECT j.stream FROM journey j WHERE ${where.sql()}`, [...where.values]),
  )
  return new Set(rows.map(({ stream }) => stream))
}
