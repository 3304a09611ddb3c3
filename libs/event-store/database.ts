import { escapeLiteral, Pool, type PoolClient, type QueryResult, type QueryResultRow, types } from 'pg'
import type { Actor } from '../contracts/command'
import { prepareAll } from './statements'

/** Who asks, as far as the database cares: it shows the rows of one territory, or all of them to the machine. */
export type Viewer = Pick<Actor, 'role' | 'territory'>

/** An open transaction. Each call is one round trip. */
export interface Transaction {
  query<R extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<QueryResult<R>>
  /** Runs prepared statements as one message; see `execute`. */
  readonly batch: (executions: readonly string[]) => Promise<readonly QueryResult[]>
  /** Runs the last statements and commits, in one message. Nothing may follow. */
  commit(executions: readonly string[]): Promise<readonly QueryResult[]>
  /** Gives everything up. Nothing may follow. */
  rollback(): Promise<void>
}

export interface Database {
  /**
   * Runs `work` in one transaction as `viewer`; `first` is sent together with BEGIN, its results are handed over.
   * Commits at the end unless `work` has already committed or rolled back; whatever it throws rolls back.
   */
  withTransaction<T>(
    viewer: Viewer,
    work: (transaction: Transaction, opened: readonly QueryResult[]) => Promise<T>,
    first?: readonly string[],
  ): Promise<T>
  /** Runs prepared statements for reading, in one round trip and one implicit transaction. */
  readBatch(viewer: Viewer, executions: readonly string[]): Promise<readonly QueryResult[]>
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  /** Connections at most. */
  readonly connections?: number
  /** Told of a connection that was lost; the pool makes another. */
  readonly onLost: (error: Error) => void
}

/** Opens the only pool that writes the log. Connects at the first use. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString: options.url,
    max: options.connections ?? 20,
    application_name: 'parcours',
    statement_timeout: 60_000,
    // A transaction left open would hold back everyone who reads the log in order.
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser },
    verify: prepare,
  })
  // A connection may also be lost between two statements; the next statement then fails, this only keeps the process up.
  pool.on('connect', (client) => client.on('error', options.onLost))
  pool.on('error', options.onLost)
  return {
    withTransaction: (viewer, work, first = []) => runTransaction(pool, viewer, work, first),
    readBatch: async (viewer, executions) => {
      const client = await pool.connect()
      try {
        return (await send(client, [see(viewer), ...executions])).slice(1)
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

/** One prepared statement with its parameters: text, lists of text, or rows that become JSON. */
export function execute(name: string, ...parameters: readonly unknown[]): string {
  const literals = parameters.map((value) => {
    if (typeof value === 'string') return plain.test(value) ? `'${value}'` : escapeLiteral(value)
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return textArray(value)
    return escapeLiteral(JSON.stringify(value))
  })
  return literals.length ? `EXECUTE parcours_${name} (${literals.join(', ')})` : `EXECUTE parcours_${name}`
}

/** Nothing of base64 has to be escaped, and looking at each of its characters would take a second for a scan. */
const plain = /^[\w+/=-]*$/

const textArray = (items: readonly string[]) =>
  items.length ? `ARRAY[${items.map(escapeLiteral).join(', ')}]` : `'{}'::text[]`

async function runTransaction<T>(
  pool: Pool,
  viewer: Viewer,
  work: (transaction: Transaction, opened: readonly QueryResult[]) => Promise<T>,
  first: readonly string[],
): Promise<T> {
  const setting = see(viewer)
  const client = await pool.connect()
  let over = false
  const end = async (statements: readonly string[]) => {
    const results = await send(client, statements)
    over = true
    return results
  }
  const transaction: Transaction = {
    query: (sql, values) => client.query(sql, values as unknown[]),
    batch: (executions) => send(client, executions),
    commit: async (executions) => (await end([...executions, 'COMMIT'])).slice(0, -1),
    rollback: async () => void (await end(['ROLLBACK'])),
  }
  try {
    const opened = await send(client, ['BEGIN', setting, ...first])
    const answer = await work(transaction, opened.slice(2))
    if (!over) await end(['COMMIT'])
    client.release()
    return answer
  } catch (error) {
    await giveUp(client, over)
    throw error
  }
}

/** A connection that cannot even roll back is thrown away; its transaction dies with it. */
async function giveUp(client: PoolClient, over: boolean): Promise<void> {
  try {
    if (!over) await client.query('ROLLBACK')
    client.release()
  } catch (error) {
    client.release(error instanceof Error ? error : true)
  }
}

async function send(client: PoolClient, statements: readonly string[]): Promise<readonly QueryResult[]> {
  const results: unknown = await client.query(statements.join(';'))
  return (Array.isArray(results) ? results : [results]) as QueryResult[]
}

function see(viewer: Viewer): string {
  if (viewer.territory === '*' && viewer.role !== 'system') throw new TypeError('only the machine sees all territories')
  return `SELECT set_config('parcours.territory', ${escapeLiteral(viewer.territory)}, true)`
}

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [types.builtins.DATE]: (text) => text,
  [types.builtins.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
  [types.builtins.INT8]: Number,
}

/** Dates stay days, instants become ISO 8601 in UTC, and counters are small enough for numbers. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  return parsers[oid] ?? types.getTypeParser(oid, format)
}

/** Tells a new connection every statement before anybody uses it. */
function prepare(client: PoolClient, done: (error?: Error) => void): void {
  client.query(prepareAll).then(() => done(), done)
}
