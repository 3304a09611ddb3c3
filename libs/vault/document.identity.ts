import { createHash } from 'node:crypto'
import type { MediaType } from '../contracts/commands/document.parts'

/** What a document is known by. `sha256` is in hexadecimal. */
export interface DocumentIdentity {
  readonly id: string
  readonly sha256: string
  /** Null where the first bytes are of none of the types that are kept. */
  readonly mediaType: MediaType | null
  readonly bytes: number
}

/**
 * The identity of a document: the same bytes of the same kind for the same journey are the same document, however often
 * they are sent. The type is what the first bytes say, whatever a client calls it.
 */
export function identityOf(stream: string, kind: string, content: Buffer): DocumentIdentity {
  const sha256 = createHash('sha256').update(content).digest('hex')
  const own = createHash('sha256').update(`document\n${stream}\n${kind}\n${sha256}`).digest('hex')
  return { id: uuidFrom(own), sha256, mediaType: mediaTypeOf(content), bytes: content.length }
}

/** A uuid of version 8 (RFC 9562: made in a way of one's own) from the first digits of a hash. */
const uuidFrom = (hash: string) =>
  [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join(
    '-',
  )

const signatures: readonly (readonly [MediaType, Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
]

const mediaTypeOf = (content: Buffer): MediaType | null =>
  signatures.find(([, start]) => content.subarray(0, start.length).equals(start))?.[0] ?? null
