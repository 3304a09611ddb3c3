import { createSecretKey } from 'node:crypto'
import { jwtVerify } from 'jose'
import { type Actor, actorSchema } from '../../../libs/contracts/command'

/** Who a token speaks for, or null where it says nothing that can be believed. */
export type VerifyToken = (token: string) => Promise<Actor | null>

/** The claims of a person: the machine has no token, and nobody acts in all territories at once. */
const claimsSchema = actorSchema
  .refine((actor) => actor.role !== 'system' && actor.territory !== '*')
  .refine((actor) => actor.structure === null || actor.structure.startsWith('structure-'))

/**
 * Verifies trial tokens: JWT, HS256, with the claims of an actor. The secret is shared by all who make tokens, so the
 * settings refuse it in production; without one, no token is believed.
 */
export function tokenVerifier(secret: string | undefined): VerifyToken {
  if (secret === undefined) return () => Promise.resolve(null)
  const key = createSecretKey(secret, 'utf8')
  return remembering(async (token) => {
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'] })
      const actor = claimsSchema.safeParse(payload).data
      return actor ? { actor, until: (payload.exp ?? Number.POSITIVE_INFINITY) * 1000 } : null
    } catch {
      // Forged, expired or not a token at all: whoever sent it learns that it is not valid, and not why.
      return null
    }
  })
}

/** Who a token speaks for, and the millisecond at which it expires. */
interface Believed {
  readonly actor: Actor
  readonly until: number
}

const mostRemembered = 1_000

/**
 * Somebody at work sends the same token with every step: its signature is verified once, and what it says believed
 * until it expires. The one remembered first is forgotten first.
 */
function remembering(verify: (token: string) => Promise<Believed | null>): VerifyToken {
  const believed = new Map<string, Believed>()
  return async (token) => {
    const known = believed.get(token) ?? (await verify(token))
    if (!known || known.until <= Date.now()) {
      believed.delete(token)
      return null
    }
    const [oldest] = believed.size >= mostRemembered && !believed.has(token) ? believed.keys() : []
    if (oldest !== undefined) believed.delete(oldest)
    believed.set(token, known)
    return known.actor
  }
}
