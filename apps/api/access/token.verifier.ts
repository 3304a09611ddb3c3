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
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'] })
      return claimsSchema.safeParse(payload).data ?? null
    } catch {
      // Forged, expired or not a token at all: whoever sent it learns that it is not valid, and not why.
      return null
    }
  }
}
