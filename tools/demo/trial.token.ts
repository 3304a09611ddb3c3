import { SignJWT } from 'jose'
import type { Actor } from '../../libs/contracts/command'

/** Signs a trial token: who acts, as the API reads it until there is a login. Valid for twelve hours. */
export function trialToken({ sub, ...claims }: Actor, secret: string): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime('12h')
    .sign(new TextEncoder().encode(secret))
}
