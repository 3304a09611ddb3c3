import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface MigrationFile {
  readonly name: string
  readonly sql: string
  /** sha256 of the file in hex, as Prisma computes it. */
  readonly checksum: string
}

/** The migrations of the project in the order in which they apply. `root` is the project's folder. */
export function readMigrations(root: string): readonly MigrationFile[] {
  const folder = join(root, 'prisma', 'migrations')
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}
