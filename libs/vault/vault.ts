import type { Transaction } from '../event-store/database'
import { execute } from '../event-store/database'
import type { DigestRow, EntryRow } from '../event-store/stored.rows'
import { createDigester, type Digest, type Digester } from './digests'
import { openField, sealField } from './field.cipher'
import type { KeyStore, SubjectKey } from './key.store'

/** Where a personal part is written: the stream and the version of the event it came with. */
export interface Place {
  readonly stream: string
  readonly version: number
  readonly territory: string
}

/** Reads with SQL; a transaction of the event store is one. */
export type Queryable = Pick<Transaction, 'query'>

/** Personal data by stream and field; a field that was never told, or whose subject was erased, is absent. */
export type Revealed = ReadonlyMap<string, Readonly<Record<string, unknown>>>

export interface Vault {
  readonly keys: KeyStore
  readonly digester: Digester
  /** Encrypts each field. Nothing is written: the rows go with the command's own transaction. */
  entries(place: Place, personal: Readonly<Record<string, unknown>>, key: SubjectKey): readonly EntryRow[]
  /** The last told value of fields, by stream; what was put right of their person since counts as told there. */
  ofStreams(database: Queryable, streams: readonly string[], fields: readonly string[]): Promise<Revealed>
  /** What was told with each event of one stream, by its version written as text: where several people told the same field. */
  ofVersions(database: Queryable, stream: string, fields: readonly string[]): Promise<Revealed>
  /** The last told value of fields, by subject, whatever the stream in which it was told. */
  ofSubjects(database: Queryable, subjects: readonly string[], fields: readonly string[]): Promise<Revealed>
}

interface StoredEntry {
  /** The stream or the subject that was asked for, or the version of its event. */
  asked: string
  stream: string
  field: string
  subject: string
  key_id: string
  nonce: Buffer
  cipher: Buffer
}

/** The vault: personal data, encrypted with a key per person. `digestKey` is DIGEST_KEY, 32 bytes. */
export function createVault(keys: KeyStore, digestKey: Buffer): Vault {
  const reveal = async (rows: readonly StoredEntry[]): Promise<Revealed> => {
    const found = await keys.keysOf([...new Set(rows.map((row) => row.subject))])
    const revealed = new Map<string, Record<string, unknown>>()
    for (const row of rows) {
      const key = found.get(row.subject)
      if (!key) continue
      if (key.id !== row.key_id) throw new Error('an entry of the vault was encrypted with another key')
      const fields = revealed.get(row.asked) ?? {}
      const value = openField(row, key.key, row.stream, row.field)
      // An empty field was unsaid: it is as if it had never been told.
      if (value !== null) fields[row.field] = value
      revealed.set(row.asked, fields)
    }
    return revealed
  }
  return {
    keys,
    digester: createDigester(digestKey),
    entries: (place, personal, key) =>
      Object.entries(personal)
        // At first nothing has to be said of what is not known; later, an empty field unsays what was told.
        .filter(([, value]) => value !== undefined && (value !== null || place.version > 1))
        .map(([field, value]) => entryRow(place, field, value, key)),
    ofStreams: async (database, streams, fields) => reveal(await lastEntries(database, 'stream', streams, fields)),
    ofVersions: async (database, stream, fields) => reveal(await entriesOf(database, stream, fields)),
    ofSubjects: async (database, subjects, fields) => reveal(await lastEntries(database, 'subject', subjects, fields)),
  }
}

function entryRow({ stream, version, territory }: Place, field: string, value: unknown, key: SubjectKey): EntryRow {
  const sealed = sealField(value, key.key, stream, field)
  return {
    ...{ stream, field, version, subject: key.subject, key_id: key.id, territory },
    nonce: `\\x${sealed.nonce.toString('hex')}`,
    cipher: `\\x${sealed.cipher.toString('hex')}`,
  }
}

/** What was put right of a person lies in the person's own stream, and counts in each of theirs. */
const toldIn = {
  stream: `(SELECT DISTINCT stream AS asked, subject AS whose FROM vault.entry WHERE stream = ANY($1)) AS own
    JOIN vault.entry ON entry.stream IN (own.asked, own.whose)`,
  subject: '(SELECT unnest($1::text[]) AS whose) AS own JOIN vault.entry ON entry.subject = own.whose',
} as const
const askedBy = { stream: 'own.asked', subject: 'own.whose' } as const

async function lastEntries(
  database: Queryable,
  by: 'stream' | 'subject',
  ids: readonly string[],
  fields: readonly string[],
): Promise<readonly StoredEntry[]> {
  if (ids.length === 0) return []
  // Entries lie in several streams; the one written last is the one in the latest transaction.
  const sql = `SELECT DISTINCT ON (asked, field) ${askedBy[by]} AS asked, entry.stream, field, subject, key_id, nonce, cipher
    FROM ${toldIn[by]} JOIN event ON event.stream = entry.stream AND event.version = entry.version
    WHERE field = ANY($2)
    ORDER BY asked, field, event.recorded_at DESC, entry.version DESC`
  return (await database.query<StoredEntry>(sql, [ids, fields])).rows
}

const entriesOf = async (database: Queryable, stream: string, fields: readonly string[]) =>
  (
    await database.query<StoredEntry>(
      `SELECT version::text AS asked, stream, field, subject, key_id, nonce, cipher
       FROM vault.entry WHERE stream = $1 AND field = ANY($2)`,
      [stream, fields],
    )
  ).rows

/** The rows by which a subject may be found again. */
export const digestRows = (subject: string, territory: string, digests: readonly Digest[]): readonly DigestRow[] =>
  digests.map(({ kind, digest }) => ({ subject, kind, digest, territory, day: null }))

/**
 * Removes what the vault holds of a subject, to be committed with the event that says so; erasing the key is what
 * makes backups unreadable too. Where a laptop was handed over, the digest that settles who it was stays with the day,
 * so that the look-back of the definition still holds.
 */
export const eraseExecutions = (subject: string, handedOverOn: string | null): readonly string[] => [
  ...(handedOverOn ? [execute('keep_look_back', subject, handedOverOn)] : []),
  execute('erase_digests', subject),
  execute('erase_entries', subject),
  execute('erase_documents', subject),
]
