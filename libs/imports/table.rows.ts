import { type LineProblem, problem } from './line.problem'
import type { TableFormat } from './table.format'
import { readTable, type TableRow } from './table.reader'

/** One line as taken or refused. */
export type RowResult<T> = { line: number; row: T } | { line: number; problems: LineProblem[] }

/**
 * A file as taken line by line: the rows to turn into commands, and every refusal in the order of the file.
 * `ignored`: columns that were there and are not of the format.
 */
export type Imported<T> =
  | { ok: true; rows: { line: number; row: T }[]; refused: LineProblem[]; ignored: string[] }
  | { ok: false; problems: LineProblem[] }

/** Reads a CSV file of a format: `keyOf` names the row within its file, `keyColumn` where that name is written. */
export function importTable<T>(
  bytes: Uint8Array,
  format: TableFormat,
  parseRow: (row: TableRow) => RowResult<T>,
  key: { of: (row: T) => string; column: string | null },
): Imported<T> {
  const table = readTable(bytes, format)
  if (!table.ok) return table
  const { rows, refused } = sortOut(table.rows.map(parseRow), key)
  const inOrder = [...table.refused, ...refused].sort((one, other) => one.line - other.line)
  return { ok: true, rows, refused: inOrder, ignored: table.ignored }
}

/** Separates rows from refusals; of two rows with one key the first is taken and the second names it. */
export function sortOut<T>(
  results: RowResult<T>[],
  key: { of: (row: T) => string; column: string | null },
): { rows: { line: number; row: T }[]; refused: LineProblem[] } {
  const rows: { line: number; row: T }[] = []
  const refused: LineProblem[] = []
  const lineByKey = new Map<string, number>()
  for (const result of results) {
    if ('problems' in result) {
      refused.push(...result.problems)
      continue
    }
    const name = key.of(result.row)
    const first = lineByKey.get(name)
    if (first === undefined) {
      lineByKey.set(name, result.line)
      rows.push(result)
    } else {
      refused.push(problem(result.line, key.column, 'line_repeated', String(first)))
    }
  }
  return { rows, refused }
}
