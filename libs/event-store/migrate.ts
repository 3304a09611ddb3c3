import { randomUUID } from 'node:crypto'
import { Client, escapeLiteral } from 'pg'
import { type MigrationFile, readMigrations } from './migration.files'

/** Prisma's own lock: its `migrate deploy` and this runner never work at the same time. */
const prismaLock = 72_707_369

const migrationsTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`

export interface MigrateOptions {
  /** URL of the owner of the database, who may create roles. */
  readonly ownerUrl: string
  readonly appPassword: string
  readonly keysPassword: string
  /** The project's folder, which holds prisma/migrations. */
  readonly root: string
}

/**
 * Applies what is missing of prisma/migrations, each in a transaction of its own, then sets the passwords of the two
 * roles. Keeps Prisma's table and checksums, so that `prisma migrate deploy` can take over where its engine is to be had.
 * Answers the names applied now. Throws where an applied migration was changed, or is unknown here.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const files = readMigrations(options.root)
  const client = new Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock])
    await client.query(migrationsTable)
    const done = await appliedMigrations(client)
    refuseChanged(files, done)
    const missing = files.filter((file) => !done.has(file.name))
    for (const file of missing) await apply(client, file)
    await client.query('GRANT SELECT ON _prisma_migrations TO parcours_app')
    await setPassword(client, 'parcours_app', options.appPassword)
    await setPassword(client, 'parcours_keys', options.keysPassword)
    return { applied: missing.map((file) => file.name) }
  } finally {
    await client.end()
  }
}

async function appliedMigrations(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

function refuseChanged(files: readonly MigrationFile[], done: ReadonlyMap<string, string>): void {
  const here = new Map(files.map((file) => [file.name, file.checksum]))
  for (const [name, checksum] of done) {
    if (!here.has(name))
      throw new Error(`migration ${name} is applied in the database and unknown here: older program?`)
    if (here.get(name) !== checksum)
      throw new Error(`migration ${name} was changed after it was applied: add a new one`)
  }
}

async function apply(client: Client, file: MigrationFile): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(file.sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), file.checksum, file.name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`migration ${file.name} failed`, { cause: error })
  }
}

/** Roles belong to the cluster: another database's set-up may be changing the same row, which is worth a second try. */
async function setPassword(client: Client, role: string, password: string, triesLeft = 5): Promise<void> {
  try {
    await client.query(`ALTER ROLE ${role} PASSWORD ${escapeLiteral(password)}`)
  } catch (error) {
    const concurrent = error instanceof Error && error.message.includes('concurrently updated')
    if (!concurrent || triesLeft === 0) throw error
    await setPassword(client, role, password, triesLeft - 1)
  }
}
