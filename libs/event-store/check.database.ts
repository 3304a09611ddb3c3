import { Client } from 'pg'
import { readMigrations } from './migration.files'

/** What is wrong with a database, told to the person who runs the service. */
export interface DatabaseProblem {
  readonly code: 'unreachable' | 'too_old' | 'schema_missing' | 'schema_differs' | 'not_durable'
  readonly fr: string
  readonly en: string
}

/**
 * Whether the database can be trusted with the log: reachable, PostgreSQL 15 or later, the schema of this program,
 * and commits that survive a power cut. Answers every problem at once; none means ready. `root` is the project's folder.
 */
export async function checkDatabase(url: string, root: string): Promise<readonly DatabaseProblem[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => undefined)
    return [unreachable(error)]
  }
  try {
    return [...(await checkServer(client)), ...(await checkSchema(client, root))]
  } finally {
    await client.end()
  }
}

function unreachable(error: unknown): DatabaseProblem {
  const reason =
    error instanceof Error ? error.message || ((error as { code?: string }).code ?? error.name) : String(error)
  return {
    code: 'unreachable',
    fr: `PostgreSQL (DATABASE_URL) ne répond pas : ${reason}`,
    en: `PostgreSQL (DATABASE_URL) does not answer: ${reason}`,
  }
}

async function checkServer(client: Client): Promise<DatabaseProblem[]> {
  const { rows } = await client.query<{ version: number; fsync: string; commit: string }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('fsync') AS fsync,
            current_setting('synchronous_commit') AS commit`,
  )
  const { version, fsync, commit } = rows[0] ?? { version: 0, fsync: 'off', commit: 'off' }
  const problems: DatabaseProblem[] = []
  if (version < 150_000) {
    problems.push({
      code: 'too_old',
      fr: `PostgreSQL 15 ou plus récent est nécessaire (ici ${version})`,
      en: `PostgreSQL 15 or later is needed (this one is ${version})`,
    })
  }
  for (const [setting, value] of [
    ['fsync', fsync],
    ['synchronous_commit', commit],
  ] as const) {
    if (value !== 'off') continue
    problems.push({
      code: 'not_durable',
      fr: `PostgreSQL : ${setting} = off ; une étape confirmée pourrait se perdre. Remettez ${setting} = on.`,
      en: `PostgreSQL: ${setting} = off; an acknowledged step could be lost. Set ${setting} = on.`,
    })
  }
  return problems
}

async function checkSchema(client: Client, root: string): Promise<DatabaseProblem[]> {
  const table = await client.query<{ found: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`)
  const files = readMigrations(root)
  if (!table.rows[0]?.found) return [missing(files.map((file) => file.name))]
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  const here = new Map(files.map((file) => [file.name, file.checksum]))
  const done = new Set(rows.map((row) => row.name))
  const absent = files.filter((file) => !done.has(file.name)).map((file) => file.name)
  const strange = rows.filter((row) => here.get(row.name) !== row.checksum).map((row) => row.name)
  return [...(absent.length ? [missing(absent)] : []), ...(strange.length ? [differs(strange)] : [])]
}

const missing = (names: readonly string[]): DatabaseProblem => ({
  code: 'schema_missing',
  fr: `Migrations à appliquer avant de démarrer : ${names.join(', ')}`,
  en: `Migrations to apply before starting: ${names.join(', ')}`,
})

const differs = (names: readonly string[]): DatabaseProblem => ({
  code: 'schema_differs',
  fr: `La base a des migrations que ce programme ne connaît pas ou qui ont changé : ${names.join(', ')}`,
  en: `The database has migrations that this program does not know, or that were changed: ${names.join(', ')}`,
})
