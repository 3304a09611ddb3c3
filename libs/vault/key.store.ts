import { randomBytes, randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import type { MasterKey } from './master.key'

/** The key of one person: whatever is written about them is encrypted with it. */
export interface SubjectKey {
  readonly subject: string
  readonly id: string
  readonly key: Buffer
}

/** Where the keys of people are kept. Losing one is forgetting the person, in every backup too. */
export interface KeyStore {
  /** The key of a subject, made at the first call. Null where it was erased: nothing more is written about them. */
  keyFor(subject: string): Promise<SubjectKey | null>
  /** The keys that are there among those of the subjects. */
  keysOf(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKey>>
  /** Erases the key of a subject for ever. A second call changes nothing. */
  erase(subject: string): Promise<void>
  close(): Promise<void>
}

export interface KeyStoreOptions {
  /** URL of the role parcours_keys. */
  readonly url: string
  readonly master: MasterKey
  readonly now: () => string
  readonly onLost: (error: Error) => void
}

interface KeyRow {
  subject: string
  key_id: string
  wrapped: Buffer | null
  master_id: string
}

/** Keys in schema `keys` under a role and a pool of their own, each wrapped by the master key. */
export function postgresKeyStore(options: KeyStoreOptions): KeyStore {
  const { master, now } = options
  const pool = new Pool({ connectionString: options.url, max: 5, application_name: 'parcours-keys' })
  pool.on('error', options.onLost)
  const unwrapped = (row: KeyRow): SubjectKey | null => {
    if (row.wrapped === null) return null
    if (row.master_id !== master.id) {
      throw new Error(`a key was wrapped by another VAULT_MASTER_KEY (${row.master_id}, this one is ${master.id})`)
    }
    return { subject: row.subject, id: row.key_id, key: master.unwrap(row.wrapped, row.subject, row.key_id) }
  }
  const find = async (subjects: readonly string[]) => {
    const sql = 'SELECT subject, key_id, wrapped, master_id FROM keys.person_key WHERE subject = ANY($1)'
    return (await pool.query<KeyRow>(sql, [subjects])).rows
  }
  const make = async (subject: string): Promise<KeyRow | undefined> => {
    const id = randomUUID()
    const wrapped = master.wrap(randomBytes(32), subject, id)
    const sql = `INSERT INTO keys.person_key (subject, key_id, wrapped, master_id, created_at)
      VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING subject, key_id, wrapped, master_id`
    return (await pool.query<KeyRow>(sql, [subject, id, wrapped, master.id, now()])).rows[0]
  }
  return {
    async keyFor(subject) {
      // Whoever loses the race to make a key finds the winner's.
      const row = (await find([subject]))[0] ?? (await make(subject)) ?? (await find([subject]))[0]
      if (!row) throw new Error('a key was neither found nor made')
      return unwrapped(row)
    },
    async keysOf(subjects) {
      const rows = subjects.length ? await find(subjects) : []
      return new Map(rows.flatMap((row) => unwrapped(row) ?? []).map((key) => [key.subject, key]))
    },
    async erase(subject) {
      const sql = `UPDATE keys.person_key SET wrapped = NULL, erased_at = $2 WHERE subject = $1 AND erased_at IS NULL`
      await pool.query(sql, [subject, now()])
    },
    close: () => pool.end(),
  }
}
