import type { ImportRule } from './import.rules'
import { type LineProblem, problem } from './line.problem'
import type { TableFormat } from './table.format'
import { readTable, type TableRow } from './table.reader'

/** A line as taken; `warnings` tell what was left out of it. */
type TakenRow<T> = { line: number; row: T; warnings?: readonly LineProblem[] }

/** One line as taken or refused. */
export type RowResult<T> = TakenRow<T> | { line: number; problems: LineProblem[] }

/** What no two rows of a file may share: its name for a row (null where the row has none), and where it is written. */
export type RowKey<T> = { of: (row: T) => string | null; column: string | null; rule?: ImportRule }

/**
 * A file as taken line by line: the rows to turn into commands, and every refusal in the order of the file.
 * `ignored`: columns that were there and are not of the format.
 */
export type Imported<T> =
  | { ok: true; rows: TakenRow<T>[]; refused: LineProblem[]; ignored: string[] }
  | { ok: false; problems: LineProblem[] }

/** Reads a CSV file of a format, in which no two rows may share one of `keys`. */
export function importTable<T>(
  bytes: Uint8Array,
  format: TableFormat,
  parseRow: (row: TableRow) => RowResult<T>,
  ...keys: readonly RowKey<T>[]
): Imported<T> {
  const table = readTable(bytes, format)
  if (!table.ok) return table
  const { rows, refused } = sortOut(table.rows.map(parseRow), keys)
  const inOrder = [...table.refused, ...refused].sort((one, other) => one.line - other.line)
  return { ok: true, rows, refused: inOrder, ignored: table.ignored }
}

/** Separates rows from refusals; of two rows that share a key the first is taken and the second names it. */
export function sortOut<T>(
  results: RowResult<T>[],
  keys: readonly RowKey<T>[],
): { rows: TakenRow<T>[]; refused: LineProblem[] } {
  const rows: TakenRow<T>[] = []
  const refused: LineProblem[] = []
  const seen = keys.map((key) => ({ key, lines: new Map<string, number>() }))
  for (const result of results) {
    if ('problems' in result) {
      refused.push(...result.problems)
      continue
    }
    const { line, row } = result
    const named = seen.flatMap(({ key, lines }) => {
      const name = key.of(row)
      return name === null ? [] : [{ key, lines, name, first: lines.get(name) }]
    })
    const shared = named.filter(({ first }) => first !== undefined)
    for (const { key, first } of shared) {
      refused.push(problem(line, key.column, key.rule ?? 'line_repeated', String(first)))
    }
    if (shared.length > 0) continue
    for (const { lines, name } of named) lines.set(name, line)
    rows.push(result)
  }
  return { rows, refused }
}
