import { z } from 'zod'
import { MAX_MARK_CHARS, markSchema } from '../contracts/commands/parts'
import { type KnownStructure, parseStructure } from './known.finder'
import { broken, type CellParser, lineOf, read } from './line.cells'
import type { TableFormat } from './table.format'
import { type Imported, importTable } from './table.rows'
import { parseText } from './text.parsers'

const text = z.string().min(1).max(100)

/**
 * A reconditioned laptop as a recyclerie lists it, without any name of a person. `serial` is in capitals without
 * spaces, as a label reader gives it; `owner` and `recyclerie` are ids of structures as the application knows them.
 */
export const deviceRowSchema = z.strictObject({
  serial: markSchema,
  inventory: markSchema,
  brand: text,
  model: text,
  owner: z.string(),
  recyclerie: z.string(),
})
export type DeviceRow = z.infer<typeof deviceRowSchema>

const format: TableFormat = {
  required: ['serie', 'inventaire', 'marque', 'modele', 'structure_proprietaire', 'recyclerie'],
  optional: [],
  others: 'refused',
}

export const parseMark: CellParser<string> = (text) => {
  const mark = markSchema.safeParse(text)
  return mark.success ? read(mark.data) : broken('mark_format', String(MAX_MARK_CHARS))
}

export const parseSerial: CellParser<string> = (text) => parseMark(text.replace(/ /g, '').toUpperCase())

/** The laptops of a CSV file, and what was refused of it, line by line. */
export function readDevices(
  bytes: Uint8Array,
  { structures }: { structures: readonly KnownStructure[] },
): Imported<DeviceRow> {
  const parseOwner = parseStructure(structures, 'owner')
  const parseRecyclerie = parseStructure(structures, 'recyclerie')
  return importTable<DeviceRow>(
    bytes,
    format,
    ({ line: number, cells }) => {
      const line = lineOf(number, cells)
      const serial = line.required('serie', parseSerial)
      const inventory = line.required('inventaire', parseMark)
      const brand = line.required('marque', parseText(100))
      const model = line.required('modele', parseText(100))
      const owner = line.required('structure_proprietaire', parseOwner)
      const recyclerie = line.required('recyclerie', parseRecyclerie)
      const complete = serial && inventory && brand && model && owner && recyclerie
      if (!complete || line.problems.length > 0) return { line: number, problems: line.problems }
      return { line: number, row: { serial, inventory, brand, model, owner: owner.id, recyclerie: recyclerie.id } }
    },
    { of: ({ serial }) => serial, column: 'serie' },
  )
}
