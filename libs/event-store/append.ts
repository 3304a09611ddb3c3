import { execute } from './database'
import { kindOf } from '../contracts/stream'
import { columnsOf, grownTables, inlineTables, shared } from './statements'
import type { Append } from './stored.rows'

/**
 * The executions that write everything a command has decided, to be committed with them in one round trip.
 * Throws a TypeError on a row with a column that its table does not have.
 */
export function appendExecutions(append: Append): readonly string[] {
  const put = (name: string, rows: readonly unknown[]) => (rows.length ? [execute(`put_${name}`, rows)] : [])
  return [
    ...put('event', append.events),
    ...put('head', append.heads),
    ...put('snapshot', append.snapshots),
    ...inlineExecutions(append),
    ...grownExecutions(append.rows),
    ...put('mail', append.mails),
    ...put('entry', append.entries),
    ...append.documents.map(({ cipher, ...row }) => execute('put_document', row, cipher)),
    ...put('digest', append.digests),
    ...put('command', append.command ? [append.command] : []),
    ...put('outbox', append.outbox),
  ]
}

/** The executions that add what events say for ever. Throws a TypeError on a row with a column that its table does not have. */
export function grownExecutions(rows: Append['rows']): readonly string[] {
  return grownTables.flatMap((table) => {
    const own = rows.filter((item) => item.table === table).map((item) => item.row)
    for (const row of own) refuseStrangeColumns(table, row)
    return own.length ? [execute(`put_${table}`, own)] : []
  })
}

/** The executions that bring the inline tables to what the streams of `append` now say. */
export function inlineExecutions(append: Pick<Append, 'rows' | 'heads'>): readonly string[] {
  const rowsOf = (table: string) => append.rows.filter((item) => item.table === table).map((item) => item.row)
  for (const { table, row } of append.rows) refuseStrangeColumns(table, row)
  const kept = Object.entries(shared).flatMap(([table, { kind, owner, key }]) =>
    append.heads
      .filter((head) => kindOf(head.stream) === kind)
      .map(({ stream }) => {
        const keys = rowsOf(table).filter((row) => row[owner] === stream)
        return execute(
          `keep_${table}`,
          stream,
          keys.map((row) => String(row[key])),
        )
      }),
  )
  const put = inlineTables.flatMap((table) => {
    const rows = rowsOf(table)
    return rows.length ? [execute(`put_${table}`, rows)] : []
  })
  return [...kept, ...put]
}

function refuseStrangeColumns(table: string, row: Readonly<Record<string, unknown>>): void {
  const known = columnsOf(table)
  const strange = Object.keys(row).filter((column) => !known.includes(column))
  if (strange.length) throw new TypeError(`table ${table} has no column ${strange.join(', ')}`)
}
