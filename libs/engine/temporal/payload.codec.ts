import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Payload, PayloadCodec } from '@temporalio/common'
import { temporal } from '@temporalio/proto'

const { Payload: payloadMessage } = temporal.api.common.v1

const encoding = 'binary/encrypted'
const nonceBytes = 12
const tagBytes = 16

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (value: Uint8Array | null | undefined) => (value ? new TextDecoder().decode(value) : '')

/**
 * Encrypts whole payloads (AES-256-GCM: nonce, tag, cipher), so that Temporal's database holds nothing readable.
 * `secret` is 32 bytes; throws a RangeError on another length.
 */
export function encryptingCodec(secret: Buffer): PayloadCodec {
  if (secret.length !== 32) throw new RangeError('CODEC_KEY must be 32 bytes')
  // Told beside each payload: a wrong key is then an error that says so, and not noise.
  const keyId = createHash('sha256').update(secret).digest('hex').slice(0, 8)

  function encrypt(payload: Payload): Payload {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', secret, nonce)
    const plain = payloadMessage.encode(payload).finish()
    const hidden = Buffer.concat([cipher.update(plain), cipher.final()])
    return {
      metadata: { encoding: bytes(encoding), 'encryption-key-id': bytes(keyId) },
      data: Buffer.concat([nonce, cipher.getAuthTag(), hidden]),
    }
  }

  function decrypt(payload: Payload): Payload {
    // What was written before the codec, or by the server itself, is readable as it is.
    if (text(payload.metadata?.encoding) !== encoding) return payload
    const writtenWith = text(payload.metadata?.['encryption-key-id'])
    if (writtenWith !== keyId) throw new Error(`payload encrypted with key ${writtenWith}, CODEC_KEY is ${keyId}`)
    const data = Buffer.from(payload.data ?? [])
    const decipher = createDecipheriv('aes-256-gcm', secret, data.subarray(0, nonceBytes))
    decipher.setAuthTag(data.subarray(nonceBytes, nonceBytes + tagBytes))
    const plain = Buffer.concat([decipher.update(data.subarray(nonceBytes + tagBytes)), decipher.final()])
    return payloadMessage.decode(plain)
  }

  return {
    encode: (payloads) => Promise.resolve(payloads.map(encrypt)),
    // What cannot be decrypted rejects, like any fault of a promise.
    decode: (payloads) => new Promise((resolve) => resolve(payloads.map(decrypt))),
  }
}
