import { createHash, randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { readMigrations } from '../event-store/migration.files'
import { migrate } from '../event-store/migrate'

/** A database of its own for one test file, cloned from a migrated template. */
export interface TestDatabase {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly keysUrl: string
  drop(): Promise<void>
}

/**
 * Clones a database for one test file on the PostgreSQL of DATABASE_OWNER_URL, whose role may create databases.
 * DATABASE_URL and KEYS_DATABASE_URL only give the passwords of the two roles, which belong to the whole cluster.
 * `root` is the project's folder.
 */
export async function createTestDatabase(root = process.cwd()): Promise<TestDatabase> {
  const ownerUrl = settingOf('DATABASE_OWNER_URL')
  const passwords = { app: passwordOf(settingOf('DATABASE_URL')), keys: passwordOf(settingOf('KEYS_DATABASE_URL')) }
  const template = await templateDatabase(ownerUrl, passwords, root)
  const name = await createFrom(ownerUrl, template)
  return {
    ownerUrl: urlOf(ownerUrl, name),
    appUrl: urlOf(ownerUrl, name, ['parcours_app', passwords.app]),
    keysUrl: urlOf(ownerUrl, name, ['parcours_keys', passwords.keys]),
    drop: () => dropped(ownerUrl, name),
  }
}

/** Another database with all that one holds; nobody may be connected to that one meanwhile. */
export async function copyOf({ ownerUrl, appUrl, keysUrl }: TestDatabase): Promise<TestDatabase> {
  const server = settingOf('DATABASE_OWNER_URL')
  const name = await createFrom(server, new URL(ownerUrl).pathname.slice(1))
  const [owner, app, keys] = [ownerUrl, appUrl, keysUrl].map((url) => urlOf(url, name)) as [string, string, string]
  return { ownerUrl: owner, appUrl: app, keysUrl: keys, drop: () => dropped(server, name) }
}

const dropped = (server: string, name: string) =>
  onServer(server, (client) => client.query(`DROP DATABASE ${name}`)).then(() => undefined)

/** The template carries the checksum of the migrations in its name, so that a changed migration makes a new one. */
async function templateDatabase(
  ownerUrl: string,
  passwords: { app: string; keys: string },
  root: string,
): Promise<string> {
  const checksums = readMigrations(root).map(({ name, checksum }) => `${name} ${checksum}`)
  const name = `parcours_template_${createHash('sha256').update(checksums.join()).digest('hex').slice(0, 12)}`
  await onServer(ownerUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [4_017_017])
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount) return
    const draft = `${name}_draft`
    await client.query(`DROP DATABASE IF EXISTS ${draft}`)
    await client.query(`CREATE DATABASE ${draft} TEMPLATE template0`)
    await migrate({ ownerUrl: urlOf(ownerUrl, draft), appPassword: passwords.app, keysPassword: passwords.keys, root })
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
  })
  return name
}

/** Two clones of one template at the same moment refuse each other for a short while: the lock puts them in a row. */
async function createFrom(server: string, template: string): Promise<string> {
  const name = `parcours_test_${randomBytes(6).toString('hex')}`
  await onServer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [4_017_018])
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  return name
}

/** A connection to a server, for as long as some work takes. */
export async function onServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The address of another database of the same server, for its owner or for the role given. */
export function urlOf(base: string, database: string, login?: readonly [user: string, password: string]): string {
  const url = new URL(base)
  url.pathname = `/${database}`
  if (login) [url.username, url.password] = [login[0], encodeURIComponent(login[1])]
  return url.href
}

/** The password that an address holds. */
export const passwordOf = (url: string) => decodeURIComponent(new URL(url).password)

function settingOf(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: these tests need a PostgreSQL (npm test starts one)`)
  return value
}
