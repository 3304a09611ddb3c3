import { CsvError, parse } from 'csv-parse/sync'
import { type LineProblem, problem } from './line.problem'
import { MAX_CELL_CHARS, MAX_LINE_BYTES, MAX_ROWS, type TableFormat } from './table.format'
import { readHeader } from './table.header'
import { decodeText } from './text.decoder'

/** `line`: where the row starts in the file, the header being 1. `cells`: NFC, trimmed, '' for an empty one. */
export type TableRow = { line: number; cells: Readonly<Record<string, string>> }

/**
 * `columns`: those of the format that the file has. `ignored`: its other headers, as folded.
 * `refused`: lines that cannot be cut into cells; the others are in `rows`.
 */
export type Table =
  | { ok: true; columns: string[]; ignored: string[]; rows: TableRow[]; refused: LineProblem[] }
  | { ok: false; problems: LineProblem[] }

type CsvRecord = { line: number; fields: string[] }

/** Rows of a CSV file whose separator (`;`, `,` or tab) is read from its header line. Never throws on bad bytes. */
export function readTable(bytes: Uint8Array, format: TableFormat): Table {
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  // Counted before anything is parsed: millions of short lines would hold the process for a minute.
  const lines = withoutEmptyTail(decoded.text.split('\n'))
  if (lines.length > MAX_ROWS + 1)
    return { ok: false, problems: [problem(0, null, 'too_many_lines', String(MAX_ROWS))] }
  const cut = cutIntoRecords(lines.join('\n'))
  if (!cut.ok) return { ok: false, problems: [cut.problem] }
  const [first, ...body] = cut.records
  const header = readHeader(first?.fields ?? [], first?.line ?? 1, format)
  if (!header.ok) return header
  if (body.length === 0) return { ok: false, problems: [problem(0, null, 'file_without_rows')] }

  const rows: TableRow[] = []
  const refused: LineProblem[] = []
  for (const { line, fields } of body) {
    const problems = shapeProblems(line, fields, header.names)
    if (problems.length > 0) refused.push(...problems)
    else rows.push({ line, cells: cellsOf(fields, header, format) })
  }
  return { ok: true, columns: header.columns, ignored: header.ignored, rows, refused }
}

/** Spreadsheets save rows that were once filled as separators alone, sometimes down to their last row. */
function withoutEmptyTail(lines: string[]): string[] {
  return lines.slice(0, lines.findLastIndex((line) => /[^;,\t ]/.test(line)) + 1)
}

function cutIntoRecords(text: string): { ok: true; records: CsvRecord[] } | { ok: false; problem: LineProblem } {
  const records: CsvRecord[] = []
  let nextLine = 1
  try {
    parse(text, {
      delimiter: separatorOf(text),
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_LINE_BYTES,
      on_record: (fields: string[], { lines }) => {
        const breaksInside = fields.reduce((sum, field) => sum + field.split('\n').length - 1, 0)
        nextLine = lines + 1
        if (fields.some((field) => field.trim() !== '')) records.push({ line: lines - breaksInside, fields })
        return null
      },
    })
    return { ok: true, records }
  } catch (error) {
    return { ok: false, problem: csvProblem(error, nextLine) }
  }
}

/** csv-parse's own messages quote the content of the line, so only its code is kept. */
function csvProblem(error: unknown, line: number): LineProblem {
  if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return problem(line, null, 'quote_not_closed')
  }
  if (error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE') {
    return problem(line, null, 'line_too_long', String(MAX_LINE_BYTES))
  }
  throw error
}

/** The candidate that is most often in the first line with text, outside quotes. */
function separatorOf(text: string): string {
  const header = (text.match(/^.*\S.*$/m)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const times = (separator: string) => header.split(separator).length
  return [';', ',', '\t'].reduce((best, candidate) => (times(candidate) > times(best) ? candidate : best))
}

function shapeProblems(line: number, fields: string[], names: (string | null)[]): LineProblem[] {
  const beyond = fields.slice(names.length).some((field) => field.trim() !== '')
  if (fields.length < names.length || beyond) return [problem(line, null, 'line_ragged', String(names.length))]
  return names
    .filter((_, index) => (fields[index] ?? '').length > MAX_CELL_CHARS)
    .map((name) => problem(line, name, 'cell_too_long', String(MAX_CELL_CHARS)))
}

function cellsOf(
  fields: string[],
  { names, columns }: { names: (string | null)[]; columns: string[] },
  { keepsSpaces = false }: TableFormat,
): Record<string, string> {
  const cleanedCell = (column: string) => cleaned(fields[names.indexOf(column)] ?? '')
  // Spaces that do not break come with copy and paste as well, and mean a space.
  const plain = (cell: string) => (keepsSpaces ? cell : cell.replace(/[\u00a0\u202f]/g, ' '))
  return Object.fromEntries(columns.map((column) => [column, plain(cleanedCell(column))]))
}

/**
 * Marks of direction and of no width come with copy and paste, nobody sees them and they mean nothing here. Marks that
 * turn the order of letters round stay, and are refused.
 */
function cleaned(field: string): string {
  return field
    .normalize('NFC')
    .replace(/[\u200b\u200e\u200f\u202a\u202c\ufeff]/g, '')
    .trim()
}
