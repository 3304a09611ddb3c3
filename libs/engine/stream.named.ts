import { createHash } from 'node:crypto'
import type { Stream, StreamKind } from '../contracts/stream'

/** The namespace of our names: any uuid does, as long as it is the same for ever. */
const namespace = Buffer.from('6f0c1d8e5b7a4f3c9a2e7d1b4c8f0a35', 'hex')

/**
 * The stream of what people call by a name: the same name leads to the same stream, for ever. A uuid of version 5
 * (RFC 9562, section 5.5).
 */
export function streamNamed(kind: StreamKind, name: string): Stream {
  const hash = createHash('sha1').update(namespace).update(`${kind} ${name}`).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex', 0, 16)
  return `${kind}-${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`
}
