import { ProblemError } from '../problems/problem.error'
import { readCommandHeaders } from './command.headers'

const key = { 'idempotency-key': 'demo/1/refer' }

function codeFor(headers: Record<string, string>): string {
  try {
    readCommandHeaders(headers)
    return 'read'
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : 'thrown'
  }
}

describe('the headers of a command', () => {
  it('reads the key alone', () => {
    expect(readCommandHeaders(key)).toEqual({ commandId: 'demo/1/refer', ifVersion: undefined, waitMilliseconds: null })
  })

  it.each([{}, { 'idempotency-key': '' }, { 'idempotency-key': 'a b' }, { 'idempotency-key': 'x'.repeat(201) }])(
    'asks for a key: %p',
    (headers) => expect(codeFor(headers as Record<string, string>)).toBe('idempotency_key_required'),
  )

  it('reads a version in quotes, and nothing else', () => {
    expect(readCommandHeaders({ ...key, 'if-match': '"12"' }).ifVersion).toBe(12)
    for (const wrong of ['12', '*', 'W/"12"', '"x"', '"1", "2"', '"-1"', '"99999999999"']) {
      expect(codeFor({ ...key, 'if-match': wrong })).toBe('if_match_malformed')
    }
  })

  it.each([
    ['wait', 10_000],
    ['wait=5', 5_000],
    ['respond-async, wait=2', 2_000],
    ['wait="3"', 3_000],
    ['wait=9999', 30_000],
    ['return=minimal', null],
    ['waiting', null],
  ])('waits as is preferred: %s', (prefer, milliseconds) => {
    expect(readCommandHeaders({ ...key, prefer }).waitMilliseconds).toBe(milliseconds)
  })
})
