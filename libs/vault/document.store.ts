import type { KeptKind, MediaType } from '../contracts/commands/document.parts'
import type { DocumentRow } from '../event-store/stored.rows'
import { openBytes, sealBytes } from './field.cipher'
import type { KeyStore, SubjectKey } from './key.store'
import type { Queryable } from './vault'

/** A document to be kept, as its event names it. */
export interface KeptDocument {
  readonly id: string
  readonly stream: string
  readonly kind: KeptKind
  readonly mediaType: MediaType
  readonly sha256: string
  readonly territory: string
  readonly createdAt: string
}

/** A document is read where it was written, and as what it was written. */
const contextOf = ({ id, stream, kind }: Pick<KeptDocument, 'id' | 'stream' | 'kind'>) =>
  `document\n${stream}\n${kind}\n${id}`

/** Encrypts a document under its person's key. Nothing is written: the row goes with the command's own transaction. */
export function sealDocument(document: KeptDocument, content: Buffer, key: SubjectKey): DocumentRow {
  const { mediaType, createdAt, ...same } = document
  const { nonce, cipher } = sealBytes(content, key.key, contextOf(document))
  return {
    ...same,
    ...{ subject: key.subject, key_id: key.id, media_type: mediaType, bytes: content.length, created_at: createdAt },
    nonce: `\\x${nonce.toString('hex')}`,
    cipher: cipher.toString('base64'),
  }
}

/** A document in clear. */
export interface OpenedDocument {
  readonly mediaType: MediaType
  readonly sha256: string
  readonly content: Buffer
}

interface StoredDocument {
  stream: string
  kind: KeptKind
  subject: string
  key_id: string
  media_type: MediaType
  sha256: string
  nonce: Buffer
  cipher: Buffer
}

/** The journey or the grant that a document belongs to; null where there is none. */
export async function streamOfDocument(database: Queryable, id: string): Promise<string | null> {
  const { rows } = await database.query<{ stream: string }>('SELECT stream FROM vault.document WHERE id = $1', [id])
  return rows[0]?.stream ?? null
}

/** Reads a document; null where there is none, or where its person was erased. Who may read it is asked elsewhere. */
export async function openDocument(keys: KeyStore, database: Queryable, id: string): Promise<OpenedDocument | null> {
  const { rows } = await database.query<StoredDocument>(
    'SELECT stream, kind, subject, key_id, media_type, sha256, nonce, cipher FROM vault.document WHERE id = $1',
    [id],
  )
  const row = rows[0]
  const key = row && (await keys.keysOf([row.subject])).get(row.subject)
  if (!row || !key) return null
  if (key.id !== row.key_id) throw new Error('a document of the vault was encrypted with another key')
  const content = openBytes(row, key.key, contextOf({ id, stream: row.stream, kind: row.kind }))
  return { mediaType: row.media_type, sha256: row.sha256, content }
}
