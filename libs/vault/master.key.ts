import { createHash } from 'node:crypto'
import { openBytes, sealBytes } from './field.cipher'

/** The key that wraps each person's key. `id` tells which one it was, and nothing about it. */
export interface MasterKey {
  readonly id: string
  wrap(key: Buffer, subject: string, keyId: string): Buffer
  unwrap(wrapped: Buffer, subject: string, keyId: string): Buffer
}

const context = (subject: string, keyId: string) => `key\n${subject}\n${keyId}`

/** Takes VAULT_MASTER_KEY, 32 bytes. Throws a TypeError on another length. */
export function masterKey(secret: Buffer): MasterKey {
  if (secret.length !== 32) throw new TypeError('VAULT_MASTER_KEY holds 32 bytes')
  return {
    id: createHash('sha256').update('parcours master key').update(secret).digest('hex').slice(0, 16),
    wrap: (key, subject, keyId) => {
      const { nonce, cipher } = sealBytes(key, secret, context(subject, keyId))
      return Buffer.concat([nonce, cipher])
    },
    unwrap: (wrapped, subject, keyId) =>
      openBytes({ nonce: wrapped.subarray(0, 12), cipher: wrapped.subarray(12) }, secret, context(subject, keyId)),
  }
}
