import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { checkDatabase } from '../../../libs/event-store/check.database'
import { migrate } from '../../../libs/event-store/migrate'
import { createTestDatabase, type TestDatabase } from '../../../libs/testing/database'

let database: TestDatabase
let client: Client
const passwordIn = (url: string) => new URL(url).password

beforeAll(async () => {
  database = await createTestDatabase()
  client = new Client({ connectionString: database.ownerUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const options = (root: string) => ({
  ownerUrl: database.ownerUrl,
  appPassword: passwordIn(database.appUrl),
  keysPassword: passwordIn(database.keysUrl),
  root,
})

/** A copy of the project's migrations that a test may change. */
function copyOfMigrations(): string {
  const root = mkdtempSync(join(tmpdir(), 'parcours-migrations-'))
  cpSync(join(process.cwd(), 'prisma'), join(root, 'prisma'), { recursive: true })
  return root
}

test('a second run applies nothing', async () => {
  expect(await migrate(options(process.cwd()))).toEqual({ applied: [] })
})

test('an applied migration that was changed is refused, and the check says so too', async () => {
  const root = copyOfMigrations()
  writeFileSync(join(root, 'prisma/migrations/0001_init/migration.sql'), '-- changed\n', { flag: 'a' })
  await expect(migrate(options(root))).rejects.toThrow('0001_init was changed')
  expect(await checkDatabase(database.appUrl, root)).toMatchObject([{ code: 'schema_differs' }])
  rmSync(root, { recursive: true })
})

test('a migration that fails leaves nothing behind', async () => {
  const root = copyOfMigrations()
  cpSync(join(root, 'prisma/migrations/0001_init'), join(root, 'prisma/migrations/0002_wrong'), { recursive: true })
  writeFileSync(join(root, 'prisma/migrations/0002_wrong/migration.sql'), 'CREATE TABLE half (); SELECT wrong;')
  await expect(migrate(options(root))).rejects.toThrow('0002_wrong failed')
  expect((await client.query(`SELECT to_regclass('half') AS half`)).rows).toEqual([{ half: null }])
  expect(await checkDatabase(database.appUrl, root)).toMatchObject([{ code: 'schema_missing' }])
  rmSync(root, { recursive: true })
})

test('a migrated, durable database has no problem', async () => {
  expect(await checkDatabase(database.appUrl, process.cwd())).toEqual([])
})

test('a database that would lose acknowledged steps is told, in French and English', async () => {
  const name = new URL(database.ownerUrl).pathname.slice(1)
  await client.query(`ALTER DATABASE ${name} SET synchronous_commit = off`)
  const problems = await checkDatabase(database.appUrl, process.cwd())
  await client.query(`ALTER DATABASE ${name} RESET synchronous_commit`)
  expect(problems.map(({ code }) => code)).toEqual(['not_durable'])
  expect(problems[0]?.fr).toContain('synchronous_commit')
  expect(problems[0]?.en).toContain('synchronous_commit')
})

test('a server that does not answer is a problem, not a crash', async () => {
  expect(await checkDatabase('postgresql://nobody@127.0.0.1:1/none', process.cwd())).toMatchObject([
    { code: 'unreachable' },
  ])
})

test('the application owns nothing and cannot read the keys', async () => {
  const app = new Client({ connectionString: database.appUrl })
  await app.connect()
  await expect(app.query('SELECT * FROM keys.person_key')).rejects.toThrow('permission denied')
  await expect(app.query('CREATE TABLE mine ()')).rejects.toThrow('permission denied')
  await app.end()
})

test.each(['UPDATE event SET type = type', 'DELETE FROM event', 'TRUNCATE event'])(
  'events are immutable: %s',
  async (sql) => {
    const app = new Client({ connectionString: database.appUrl })
    await app.connect()
    await expect(app.query(sql)).rejects.toThrow('permission denied')
    await app.end()
  },
)
