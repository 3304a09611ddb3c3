import { createHmac } from 'node:crypto'
import { type Identity, yearOf } from './duplicate.score'
import { nameWords, soundOf } from './name.normal'

/** What a digest was taken of. `identity` is name and full birth date together, the only one that settles who it is. */
export type DigestKind = 'name' | 'sound' | 'birth_date' | 'year_name' | 'phone' | 'email' | 'identity' | 'agent_email'

export interface Digest {
  readonly kind: DigestKind
  readonly digest: string
}

/** Takes keyed digests: without the key, nobody can try names against them. */
export interface Digester {
  /** Every digest by which the same person may be found again, spelt otherwise or with something missing. */
  ofPerson(identity: Identity): readonly Digest[]
  /** How an agent is found by the e-mail that a file names. */
  ofAgent(email: string): Digest
}

/** `key` is DIGEST_KEY, 32 bytes. */
export function createDigester(key: Buffer): Digester {
  const take = (kind: DigestKind, text: string): Digest => ({
    kind,
    digest: createHmac('sha256', key).update(`${kind}\n${text}`).digest('base64url'),
  })
  return {
    ofAgent: (email) => take('agent_email', email.trim().toLowerCase()),
    ofPerson(identity) {
      const { lastName, firstName, birthDate, phone, email } = identity
      const words = [...nameWords(lastName), ...nameWords(firstName)]
      // Sorted, so that a first name written in the place of the last name changes nothing.
      const name = [...words].sort().join(' ')
      const sounds = words.map(soundOf)
      const year = yearOf(identity)
      const digests = [
        take('name', name),
        take('sound', [...sounds].sort().join(' ')),
        ...(birthDate ? [take('birth_date', birthDate), take('identity', `${name}\n${birthDate}`)] : []),
        ...(year === null ? [] : sounds.map((sound) => take('year_name', `${year}\n${sound}`))),
        ...(phone ? [take('phone', phone)] : []),
        ...(email ? [take('email', email.toLowerCase())] : []),
      ]
      return [...new Map(digests.map((digest) => [digest.digest, digest])).values()]
    },
  }
}
