import { SignJWT } from 'jose'
import { tokenVerifier } from './token.verifier'

const secret = 'a secret of the tests, long enough'
const claims = { sub: 'actor-1', role: 'mediator', structure: 'structure-1', lieu: 'place-1', territory: '40' }

const sign = (payload: object, options: { secret?: string; alg?: string; expires?: string } = {}) => {
  const token = new SignJWT({ ...payload }).setProtectedHeader({ alg: options.alg ?? 'HS256' })
  if (options.expires) token.setExpirationTime(options.expires)
  return token.sign(new TextEncoder().encode(options.secret ?? secret))
}

describe('a token', () => {
  const verify = tokenVerifier(secret)

  it('tells who acts', async () => {
    expect(await verify(await sign(claims))).toEqual(claims)
    expect(await verify(await sign(claims, { expires: '1h' }))).toEqual(claims)
  })

  it.each([
    ['of another secret', () => sign(claims, { secret: 'another secret, as long as it takes' })],
    ['of another algorithm', () => sign(claims, { alg: 'HS512', secret: secret.repeat(4) })],
    ['that has expired', () => sign(claims, { expires: '-1h' })],
    ['of the machine', () => sign({ ...claims, role: 'system' })],
    ['of all territories', () => sign({ ...claims, territory: '*' })],
    ['of a role that is none', () => sign({ ...claims, role: 'mayor' })],
    ['without a subject', () => sign({ ...claims, sub: '' })],
    ['that is none', () => Promise.resolve('abc')],
  ])('%s is not believed', async (_, make) => {
    expect(await verify(await make())).toBeNull()
  })

  it('is believed no longer than it says, however often it was shown', async () => {
    const token = await sign(claims, { expires: '1h' })
    expect(await verify(token)).toEqual(claims)
    expect(await verify(token)).toEqual(claims)
    jest.useFakeTimers({ now: Date.now() + 3_601_000, doNotFake: ['nextTick', 'setImmediate'] })
    try {
      expect(await verify(token)).toBeNull()
    } finally {
      jest.useRealTimers()
    }
  })

  it('of somebody is not taken for that of another, however many are shown', async () => {
    const subjects = Array.from({ length: 1_100 }, (_, number) => `actor-${number}`)
    const tokens = await Promise.all(subjects.map((sub) => sign({ ...claims, sub })))
    for (const round of [1, 2]) {
      const told = await Promise.all(tokens.map((token) => verify(token)))
      expect({ round, told: told.map((actor) => actor?.sub) }).toEqual({ round, told: subjects })
    }
  })

  it('is never believed without a secret', async () => {
    expect(await tokenVerifier(undefined)(await sign(claims))).toBeNull()
  })
})
