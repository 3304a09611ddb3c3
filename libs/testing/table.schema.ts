import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { isSiret } from '../domain/kernel/siret'

const fieldSchema = z.object({
  name: z.string(),
  type: z.enum(['string', 'number', 'date', 'boolean']),
  trueValues: z.array(z.string()).default([]),
  falseValues: z.array(z.string()).default([]),
  constraints: z
    .strictObject({
      required: z.boolean(),
      pattern: z.string(),
      maxLength: z.int(),
      enum: z.array(z.string()),
      minimum: z.number(),
      maximum: z.number(),
    })
    .partial()
    .default({}),
})
type Field = z.output<typeof fieldSchema>

/** The two checks beyond Table Schema that French schemas name (Validata's « custom checks »). */
const customSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('french-siret-value'), params: z.object({ column: z.string() }) }),
  z.object({ name: z.literal('one-of-required'), params: z.object({ column1: z.string(), column2: z.string() }) }),
])
const tableSchema = z.object({ fields: z.array(fieldSchema).min(1), custom_checks: z.array(customSchema).default([]) })
type Table = z.output<typeof tableSchema>

type Row = Readonly<Record<string, string>>

/** A Table Schema of `definitions/sources`; a constraint that is not checked here is refused. */
export const readTableSchema = (file: string): Table =>
  tableSchema.parse(JSON.parse(readFileSync(join(process.cwd(), 'definitions/sources', file), 'utf8')))

/** Everything that a Table Schema has against a CSV file, as « line column constraint »; none where it is valid. */
export function faultsOfTable(csv: string, { fields, custom_checks: checks }: Table): readonly string[] {
  const [header = [], ...lines] = parse(csv)
  const names = fields.map(({ name }) => name)
  if (JSON.stringify(header) !== JSON.stringify(names)) return [`1 header ${header.join()}`]
  return lines.flatMap((cells, index) => {
    const row: Row = Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))
    const ofCells = fields.flatMap((field) =>
      constraintsOf(field, row[field.name] ?? '').map((broken) => `${field.name} ${broken}`),
    )
    return [...ofCells, ...checks.flatMap((check) => customOf(check, row))].map((fault) => `${index + 2} ${fault}`)
  })
}

function constraintsOf({ type, constraints, trueValues, falseValues }: Field, cell: string): readonly string[] {
  if (cell === '') return constraints.required ? ['required'] : []
  const holds: Readonly<Record<string, boolean>> = {
    type: isOfType(type, cell, [...trueValues, ...falseValues]),
    pattern: constraints.pattern === undefined || new RegExp(`^(?:${constraints.pattern})$`).test(cell),
    maxLength: [...cell].length <= (constraints.maxLength ?? Number.POSITIVE_INFINITY),
    enum: constraints.enum === undefined || constraints.enum.includes(cell),
    minimum: constraints.minimum === undefined || Number(cell) >= constraints.minimum,
    maximum: constraints.maximum === undefined || Number(cell) <= constraints.maximum,
  }
  return Object.keys(holds).filter((name) => !holds[name])
}

function isOfType(type: Field['type'], cell: string, booleans: readonly string[]): boolean {
  switch (type) {
    case 'string':
      return true
    case 'number':
      return /^[+-]?\d+(\.\d+)?$/.test(cell)
    case 'boolean':
      return booleans.includes(cell)
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(cell) && new Date(`${cell}T00:00:00Z`).toJSON()?.slice(0, 10) === cell
  }
}

function customOf(check: Table['custom_checks'][number], row: Row): readonly string[] {
  if (check.name === 'one-of-required') {
    const { column1, column2 } = check.params
    return row[column1] || row[column2] ? [] : [`${column1} ${check.name}`]
  }
  const cell = row[check.params.column] ?? ''
  return cell === '' || isSiret(cell) ? [] : [`${check.params.column} ${check.name}`]
}
