import type { Client } from 'pg'
import { superuserClient } from './postgres.service'
import type { Secrets } from './secrets.file'

/** BullMQ forgets no transaction open, but one left by a killed process would hold back the log's readers. */
const QUEUE_IDLE_LIMIT = '60s'

/** The addresses of the databases in our own cluster, by the name of the setting that carries each. */
export interface DatabaseUrls {
  readonly DATABASE_URL: string
  readonly DATABASE_OWNER_URL: string
  readonly KEYS_DATABASE_URL: string
  readonly QUEUE_DATABASE_URL: string
}

/** Where everyone connects; the application's and the key store's roles are made by the migrations. */
export function databaseUrls(port: number, secrets: Secrets): DatabaseUrls {
  const url = (role: string, password: string, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`
  return {
    DATABASE_URL: url('parcours_app', secrets.APP_PASSWORD, 'parcours'),
    DATABASE_OWNER_URL: url('parcours_owner', secrets.OWNER_PASSWORD, 'parcours'),
    KEYS_DATABASE_URL: url('parcours_keys', secrets.KEYS_PASSWORD, 'parcours'),
    QUEUE_DATABASE_URL: url('parcours_queue', secrets.QUEUE_PASSWORD, 'parcours_queue'),
  }
}

/**
 * Makes what a managed PostgreSQL would have been given with: an owner that is no superuser but may make roles,
 * its database, and the queue's. Can be run again: what is there is kept, passwords are set anew.
 */
export async function makeDatabases(port: number, secrets: Secrets): Promise<void> {
  const client = superuserClient(port, secrets.POSTGRES_PASSWORD, 'postgres')
  await client.connect()
  try {
    await makeRole(client, 'parcours_owner', 'CREATEROLE CREATEDB', secrets.OWNER_PASSWORD)
    await makeRole(client, 'parcours_queue', '', secrets.QUEUE_PASSWORD)
    await makeDatabase(client, 'parcours', 'parcours_owner')
    await makeDatabase(client, 'parcours_queue', 'parcours_queue')
    await client.query(`ALTER DATABASE parcours_queue SET idle_in_transaction_session_timeout = '${QUEUE_IDLE_LIMIT}'`)
  } finally {
    await client.end()
  }
}

async function makeRole(client: Client, role: string, rights: string, password: string): Promise<void> {
  const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
  const verb = known.rowCount === 0 ? 'CREATE' : 'ALTER'
  await client.query(`${verb} ROLE ${role} LOGIN ${rights} PASSWORD ${client.escapeLiteral(password)}`)
}

async function makeDatabase(client: Client, database: string, owner: string): Promise<void> {
  const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
  if (known.rowCount === 0) await client.query(`CREATE DATABASE ${database} OWNER ${owner}`)
}
