import { createHmac } from 'node:crypto'
import { type Identity, yearOf } from './duplicate.score'
import { nameWords, soundOf } from './name.normal'
import { phoneDigits } from './phone.normal'

/** What a digest was taken of. `identity` is name and full birth date together, the only one that settles who it is. */
export type DigestKind =
  | 'name'
  | 'sound'
  | 'birth_date'
  | 'year_name'
  | 'phone'
  | 'email'
  | 'identity'
  | 'look_back'
  | 'agent_email'

export interface Digest {
  readonly kind: DigestKind
  readonly digest: string
}

/** Takes keyed digests: without the key, nobody can try names against them. */
export interface Digester {
  /** Every digest by which the same person may be found again, spelt otherwise or with something missing. */
  ofPerson(identity: Identity): readonly Digest[]
  /** What stays of a household in which somebody who was erased had received a laptop. */
  ofHousehold(household: string): Digest
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
    ofHousehold: (household) => take('look_back', household),
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
        // Nor does a name that is written in one word or in several.
        take(
          'name',
          [nameWords(lastName), nameWords(firstName)]
            .map((part) => part.join(''))
            .sort()
            .join(' '),
        ),
        take('sound', [...sounds].sort().join(' ')),
        ...(birthDate ? [take('birth_date', birthDate), take('identity', `${name}\n${birthDate}`)] : []),
        ...(year === null ? [] : sounds.map((sound) => take('year_name', `${year}\n${sound}`))),
        ...(phone ? [take('phone', phoneDigits(phone))] : []),
        ...(email ? [take('email', email.trim().toLowerCase())] : []),
      ]
      return [...new Map(digests.map((digest) => [digest.digest, digest])).values()]
    },
  }
}
