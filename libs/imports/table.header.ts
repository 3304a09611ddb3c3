import { type LineProblem, problem } from './line.problem'
import { MAX_COLUMNS, type TableFormat } from './table.format'
import { foldCode } from './text.fold'

/** `names`: for each cell of the header, the format's column or null where it is ignored. */
type Header =
  | { ok: true; names: (string | null)[]; columns: string[]; ignored: string[] }
  | { ok: false; problems: LineProblem[] }

/** Compares a header line with a format: unknown, repeated and missing columns are all told at once. */
export function readHeader(fields: string[], line: number, format: TableFormat): Header {
  const known = [...format.required, ...(format.oneOf ?? []).flat(), ...format.optional]
  const headings = withoutEmptyTail(fields).map(foldCode)
  if (headings.length > MAX_COLUMNS) return refuse(problem(line, null, 'too_many_columns', String(MAX_COLUMNS)))
  const names = headings.map((heading) => known.find((column) => foldCode(column) === heading) ?? null)
  // A file without any known heading is another file, or one without header: its first line may then hold people.
  if (names.every((name) => name === null)) {
    return refuse(problem(line, null, 'header_not_recognised', known.join(', ')))
  }
  const columns = names.filter((name) => name !== null)
  const ignored = headings.filter((_, index) => names[index] === null)
  const problems = [
    ...repeated(columns).map((column) => problem(line, column, 'column_repeated')),
    ...missing(columns, format).map((column) => problem(line, column, 'column_missing')),
  ]
  if (format.others === 'refused') {
    headings.forEach((heading, index) => {
      if (names[index] === null)
        problems.push(problem(line, nameOrPlace(heading, index), 'column_unknown', known.join(', ')))
    })
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, names, columns, ignored }
}

function refuse(only: LineProblem): Header {
  return { ok: false, problems: [only] }
}

/** Spreadsheets add empty cells after the last heading. */
function withoutEmptyTail(fields: string[]): string[] {
  const last = fields.findLastIndex((field) => field.trim() !== '')
  return fields.slice(0, last + 1)
}

function repeated(columns: string[]): string[] {
  return [...new Set(columns.filter((column, index) => columns.indexOf(column) !== index))]
}

function missing(columns: string[], format: TableFormat): string[] {
  const groups = (format.oneOf ?? []).filter((group) => !group.some((column) => columns.includes(column)))
  return [...format.required.filter((column) => !columns.includes(column)), ...groups.map((group) => group.join(' | '))]
}

/** An unknown heading is repeated only where it looks like a column name; otherwise its place is told. */
function nameOrPlace(heading: string, index: number): string {
  return /^[a-z][a-z0-9_]{0,39}$/.test(heading) ? heading : `n° ${index + 1}`
}
