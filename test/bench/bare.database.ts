import type { Client } from 'pg'
import { migrate } from '../../libs/event-store/migrate'
import { onServer, passwordOf, urlOf } from '../../libs/testing/database'

/** Addresses of the service's database, by role. */
export interface Addresses {
  readonly owner: string
  readonly app: string
  readonly keys: string
}

const name = 'parcours_bench'

/** The tables that a step reads or writes, but for the outbox: what is told once a step is committed is no copy's business. */
const copied = ['event', 'head', 'snapshot', 'journey', 'mail', 'command'] as const

/**
 * Makes a second database of the same cluster, with the same tables, indexes, policies and journeys, so that
 * the bare route writes on what the api writes on. Answers its addresses.
 */
export async function copyDatabase(addresses: Addresses, root: string): Promise<{ owner: string; app: string }> {
  const owner = urlOf(addresses.owner, name)
  await onServer(addresses.owner, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`))
  await migrate({
    ownerUrl: owner,
    appPassword: passwordOf(addresses.app),
    keysPassword: passwordOf(addresses.keys),
    root,
  })
  await onServer(addresses.owner, (from) => onServer(owner, (to) => copyRows(from, to)))
  return { owner, app: urlOf(addresses.app, name) }
}

async function copyRows(from: Client, to: Client): Promise<void> {
  for (const table of copied) {
    const read = await from.query<{ all: unknown }>(`SELECT jsonb_agg(${table}) AS all FROM ${table}`)
    const all = JSON.stringify(read.rows[0]?.all ?? [])
    await to.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [all])
  }
  await to.query('ANALYZE')
}

/** What the relay writes after the commit, and the transaction's own number. */
const notCompared = ['woken_version', 'status', 'xid8']

/**
 * Throws where the newest rows of a journey do not say as much in one database as in the other: the bare route must
 * write what the engine writes, whatever becomes of either.
 */
export async function compareRows(addresses: readonly [api: string, bare: string], journey: string): Promise<void> {
  const shapes = await Promise.all(addresses.map((url) => onServer(url, (client) => shapesOf(client, journey))))
  const [api, bare] = shapes as [Shapes, Shapes]
  const columns = [...new Set([...api.keys(), ...bare.keys()])]
  const differences = columns
    .filter((column) => api.get(column) !== bare.get(column))
    .map((column) => `${column}: ${api.get(column)}, ${bare.get(column)}`)
  if (differences.length === 0) return
  throw new Error(`the bare route does not write what the engine writes:\n${differences.join('\n')}`)
}

/** What each column of the newest rows holds: so many characters of JSON, or an instant. */
type Shapes = ReadonlyMap<string, number | 'instant'>

async function shapesOf(client: Client, journey: string): Promise<Shapes> {
  const shapes = new Map<string, number | 'instant'>()
  for (const table of copied) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(newestRow(table), [journey])
    for (const [column, value] of Object.entries(rows[0]?.row ?? {})) {
      if (!notCompared.includes(column)) shapes.set(`${table}.${column}`, sizeOf(JSON.stringify(value)))
    }
  }
  return shapes
}

function newestRow(table: (typeof copied)[number]): string {
  const select = `SELECT to_jsonb(${table}) AS row FROM ${table}`
  if (table === 'command') return `${select} WHERE answer->>'stream' = $1 ORDER BY at DESC LIMIT 1`
  return `${select} WHERE stream = $1 ${table === 'journey' ? '' : 'ORDER BY version DESC LIMIT 1'}`
}

/** PostgreSQL leaves out the last zeros of an instant. */
const sizeOf = (json: string) => (/^"\d{4}-\d\d-\d\dT/.test(json) ? 'instant' : json.length)
