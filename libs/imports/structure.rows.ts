import { z } from 'zod'
import { parseSiret } from './identifier.parsers'
import { lineOf } from './line.cells'
import type { TableFormat } from './table.format'
import { type Imported, importTable } from './table.rows'
import { parseCode, parseCodes, parseName, parseReference } from './text.parsers'

/** What a structure may be, several at once, by the word of the file. */
const roleOf = { prescripteur: 'prescriber', lieu: 'lieu', recyclerie: 'recyclerie', proprietaire: 'owner' } as const
const kindOf = {
  association: 'association',
  centre_social: 'social_centre',
  collectivite: 'local_authority',
  operateur: 'public_operator',
  prive: 'private',
} as const

/** A structure: an employer or legal person. `key` is its identifier in the network's own list. */
export const structureRowSchema = z.strictObject({
  key: z.string().min(1).max(64),
  name: z.string().min(1).max(200),
  siret: z
    .string()
    .regex(/^\d{14}$/)
    .nullable(),
  kind: z.enum(Object.values(kindOf)),
  roles: z.array(z.enum(Object.values(roleOf))).min(1),
})
export type StructureRow = z.infer<typeof structureRowSchema>

const format: TableFormat = {
  required: ['identifiant', 'nom', 'type', 'roles'],
  optional: ['siret'],
  others: 'refused',
}

/** The structures of a CSV file, and what was refused of it, line by line. */
export function readStructures(bytes: Uint8Array): Imported<StructureRow> {
  return importTable<StructureRow>(
    bytes,
    format,
    ({ line: number, cells }) => {
      const line = lineOf(number, cells)
      const key = line.required('identifiant', parseReference(64))
      const name = line.required('nom', parseName(200))
      const siret = line.optional('siret', parseSiret)
      const kind = line.required('type', parseCode(keysOf(kindOf)))
      const roles = line.required('roles', parseCodes(keysOf(roleOf)))
      if (!key || !name || !kind || !roles || line.problems.length > 0) return { line: number, problems: line.problems }
      return { line: number, row: { key, name, siret, kind: kindOf[kind], roles: roles.map((role) => roleOf[role]) } }
    },
    { of: ({ key }) => key, column: 'identifiant' },
  )
}

function keysOf<Key extends string>(words: Record<Key, string>): Key[] {
  return Object.keys(words) as Key[]
}
