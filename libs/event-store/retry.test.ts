import { brokenConstraint, MovedError, withRetries } from './retry'

const failure = (code: string, constraint?: string) => Object.assign(new Error(code), { code, constraint })

/** Fails with each error in turn, then answers how often it was tried. */
function failing(...errors: readonly Error[]): () => Promise<number> {
  let tried = 0
  return () => {
    const error = errors[tried]
    tried += 1
    return error ? Promise.reject(error) : Promise.resolve(tried)
  }
}

test.each([
  ['a serialisation failure', failure('40001')],
  ['a deadlock', failure('40P01')],
  ['a stream opened by another a moment earlier', failure('23505', 'head_pkey')],
  ['the same command given by another a moment earlier', failure('23505', 'command_pkey')],
  ['a stream that moved between two looks', new MovedError()],
])('%s is worth another try', async (_, error) => {
  expect(await withRetries(failing(error, error))).toBe(3)
})

test.each([
  ['a rule of the database', failure('23505', 'binding_one_per_device')],
  ['anything else', new Error('disk full')],
])('%s is not', async (_, error) => {
  await expect(withRetries(failing(error))).rejects.toBe(error)
})

test('the fifth failure is told', async () => {
  const error = failure('40P01')
  await expect(withRetries(failing(error, error, error, error, error))).rejects.toBe(error)
  expect(await withRetries(failing(error, error, error, error))).toBe(5)
})

test('only a unique violation names its constraint', () => {
  expect(brokenConstraint(failure('23505', 'device_serial'))).toBe('device_serial')
  expect(brokenConstraint(failure('23514', 'head_check'))).toBeNull()
  expect(brokenConstraint('text')).toBeNull()
})
