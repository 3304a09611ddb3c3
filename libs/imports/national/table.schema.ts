import { z } from 'zod'
import { labelsWithSpace } from '../../contracts/commands/place.values'
import { parsePastDay } from '../day.parsers'
import { parseDegrees } from '../identifier.parsers'
import { broken, type CellParser, type Line, read } from '../line.cells'

/** What is read of a Table Schema (Frictionless): the columns of a table in their order, and what each may hold. */
export const tableSchema = z.object({
  version: z.string(),
  fields: z
    .array(
      z.object({
        name: z.string(),
        type: z.enum(['string', 'number', 'date']),
        example: z.string(),
        constraints: z.object({
          required: z.boolean().optional(),
          pattern: z.string().optional(),
          maxLength: z.int().optional(),
        }),
      }),
    )
    .min(1),
})
export type TableSchema = z.infer<typeof tableSchema>
type Field = TableSchema['fields'][number]

/**
 * The values of a closed list, from a pattern such as `(?:(?:^|\|)(one|two \(2\)))+$`; null where the pattern is of
 * another kind. As a pattern it would take `anything|one`, since nothing holds its beginning.
 */
export function closedListOf(pattern: string): readonly string[] | null {
  const inner = /^\(\?:\(\?:\^\|\\\|\)\((.*)\)\)\+\$$/s.exec(pattern)?.[1]
  return inner === undefined ? null : inner.split('|').map((value) => value.replace(/\\(.)/g, '$1'))
}

/** What the schema has against a cell that is not empty, in a field's own words. `today` is an ISO 8601 day. */
function parserOf(field: Field, today: string): CellParser<unknown> {
  const { type, example, constraints } = field
  const { pattern, maxLength } = constraints
  if (type === 'number') return parseDegrees
  if (type === 'date') return isoDay(today)
  const list = pattern === undefined ? null : closedListOf(pattern)
  if (list) return oneOfEach([...list, ...(field.name === 'formations_labels' ? labelsWithSpace : [])])
  const form = pattern === undefined ? null : new RegExp(`^(?:${pattern})$`, 'u')
  return (text) => {
    if (form && !form.test(text)) return broken('schema_pattern', example)
    return maxLength !== undefined && text.length > maxLength ? broken('cell_too_long', String(maxLength)) : read(text)
  }
}

const isoDay =
  (today: string): CellParser<string> =>
  (text) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) ? parsePastDay(today)(text) : broken('date_format')

const oneOfEach =
  (list: readonly string[]): CellParser<readonly string[]> =>
  (text) => {
    const values = splitValues(text)
    return values.every((value) => list.includes(value)) ? read(values) : broken('value_not_allowed', list.join(', '))
  }

/** The values of a cell: a bar splits them, whatever the schema's readme says. */
export const splitValues = (text: string): string[] =>
  text
    .split('|')
    .map((value) => value.trim())
    .filter((value) => value !== '')

/** Checks the cells of one line, each by its field; what is wrong is told by its column. */
export function schemaCheck({ fields }: TableSchema, today: string): (line: Line) => void {
  const parsers = fields.map((field) => ({ field, parse: parserOf(field, today) }))
  return (line) => {
    for (const { field, parse } of parsers) {
      if (field.constraints.required) line.required(field.name, parse)
      else line.optional(field.name, parse)
    }
  }
}
