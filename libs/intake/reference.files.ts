import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DirectoryMapping, directoryMappingSchema } from '../imports/directory.mapping'
import { territorySettingsSchema } from '../domain/territory/territory.settings'
import { type TableSchema, tableSchema } from '../imports/national/table.schema'
import { type Territory, territoryOf } from '../imports/territory.rows'
import { readDecoupage } from '../imports/territory.source'

/** The data that imports are read against: how the directory's columns are to be understood, and the territories. */
export interface ReferenceFiles {
  readonly mapping: DirectoryMapping
  /** The national schema of places. */
  readonly schema: TableSchema
  /** The territory of a code, built from its settings and the national division; null where none has that code. */
  territory(code: string): Territory | null
}

/** Reads the mapping at once, and the national division (half a second) when it is first asked for. */
export function referenceFiles(root: string): ReferenceFiles {
  const json = (...path: readonly string[]): unknown =>
    JSON.parse(readFileSync(join(root, 'definitions', ...path), 'utf8'))
  const settings = readdirSync(join(root, 'definitions/territories'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => territorySettingsSchema.parse(json('territories', name)))
  const built = new Map<string, Territory>()
  return {
    mapping: directoryMappingSchema.parse(json('sources', 'les-landes.config.json')),
    schema: tableSchema.parse(json('sources', 'mednum-schema.tableschema.json')),
    territory(code) {
      const found = settings.find((each) => each.code === code)
      if (!found) return null
      const territory = built.get(code) ?? territoryOf(found, readDecoupage())
      built.set(code, territory)
      return territory
    },
  }
}
