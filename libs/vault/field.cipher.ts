import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** What is stored of an encrypted value: AES-256-GCM, a fresh nonce of 12 bytes, the tag of 16 bytes at the end. */
export interface Sealed {
  readonly nonce: Buffer
  readonly cipher: Buffer
}

const tagBytes = 16

/** Encrypts bytes under a key of 32 bytes; `context` is authenticated with them and not stored. */
export function sealBytes(plain: Buffer, key: Buffer, context: string): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return { nonce, cipher: Buffer.concat([body, cipher.getAuthTag()]) }
}

/** Decrypts what `sealBytes` made. Throws on another key, another context or changed bytes. */
export function openBytes({ nonce, cipher }: Sealed, key: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(cipher.subarray(-tagBytes))
  return Buffer.concat([decipher.update(cipher.subarray(0, -tagBytes)), decipher.final()])
}

/** A field can only be read where it was written: its stream and its name are part of the seal. */
export const fieldContext = (stream: string, field: string): string => `field\n${stream}\n${field}`

export const sealField = (value: unknown, key: Buffer, stream: string, field: string): Sealed =>
  sealBytes(Buffer.from(JSON.stringify(value)), key, fieldContext(stream, field))

export const openField = (sealed: Sealed, key: Buffer, stream: string, field: string): unknown =>
  JSON.parse(openBytes(sealed, key, fieldContext(stream, field)).toString())
