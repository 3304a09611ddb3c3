import { codePattern, MAX_MARK_CHARS, markSchema } from '../contracts/commands/parts'
import { digestPattern } from '../contracts/commands/device.commands'
import { broken, type CellParser, lineOf, read } from './line.cells'
import { problem } from './line.problem'
import { MAX_ROWS } from './table.format'
import { type Imported, importTable, type RowKey, sortOut } from './table.rows'
import { foldCode } from './text.fold'

/** A laptop as a list names it, by its serial or inventory number, and what the list says of that one alone. */
export interface NumberRow {
  readonly number: string
  readonly report: string | null
  readonly grade: string | null
}

const columns = ['numero', 'serie', 'inventaire'] as const
const format = { required: [], oneOf: [columns], optional: ['empreinte', 'etat'], others: 'refused' } as const
const once: RowKey<NumberRow> = { of: ({ number }) => number.toUpperCase(), column: 'numero' }

/** A number as a label reader gives it, or as a person types it, with spaces. */
const parseNumber: CellParser<string> = (text) => {
  const mark = markSchema.safeParse(text.replace(/ /g, ''))
  return mark.success ? read(mark.data) : broken('mark_format', String(MAX_MARK_CHARS))
}

const parseReport: CellParser<string> = (text) =>
  digestPattern.test(text.toLowerCase()) ? read(text.toLowerCase()) : broken('digest_format')

const parseGrade: CellParser<string> = (text) =>
  codePattern.test(foldCode(text)) ? read(foldCode(text)) : broken('value_not_allowed', 'etat')

/** The laptops of a pasted list, or of a CSV file whose header names one of `numero`, `serie` and `inventaire`. */
export function readNumbers(text: string): Imported<NumberRow> {
  const [first = ''] = text.trimStart().split('\n')
  const headed = first.split(/[;,\t]/).some((cell) => columns.some((column) => column === foldCode(cell)))
  return headed ? readTable(text) : readPasted(text)
}

const readTable = (text: string): Imported<NumberRow> =>
  importTable<NumberRow>(
    Buffer.from(text, 'utf8'),
    format,
    ({ line: number, cells }) => {
      const line = lineOf(number, cells)
      const column = columns.find((name) => line.text(name) !== '') ?? 'numero'
      const named = line.required(column, parseNumber)
      const report = line.optional('empreinte', parseReport)
      const grade = line.optional('etat', parseGrade)
      if (!named || line.problems.length > 0) return { line: number, problems: line.problems }
      return { line: number, row: { number: named, report, grade } }
    },
    once,
  )

function readPasted(text: string): Imported<NumberRow> {
  const cells = text.split('\n').flatMap((line, index) =>
    line
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map((cell) => ({ cell, line: index + 1 })),
  )
  if (cells.length === 0) return { ok: false, problems: [problem(0, null, 'file_empty')] }
  if (cells.length > MAX_ROWS) return { ok: false, problems: [problem(0, null, 'too_many_lines', String(MAX_ROWS))] }
  const results = cells.map(({ cell, line }) => {
    const number = parseNumber(cell)
    return number.ok
      ? { line, row: { number: number.value, report: null, grade: null } }
      : { line, problems: [problem(line, 'numero', number.rule, number.detail)] }
  })
  return { ok: true, ...sortOut<NumberRow>(results, [once]), ignored: [] }
}
