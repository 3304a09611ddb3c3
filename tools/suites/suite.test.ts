import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportOf } from './suite.report'
import { countsOf, runSuite } from './suite.run'
import { type Suite, suites } from './suite.table'
import { suiteEnvironment, withoutSettings } from './test.environment'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-suites-'))
  jest.spyOn(console, 'log').mockReturnValue()
})
afterEach(() => {
  jest.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const none = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  success: true,
}

function check(code: string, budgetSeconds: number): Suite {
  const script = join(folder, 'check.js')
  writeFileSync(script, code)
  return { name: 'a check', kind: 'check', run: [script], budgetSeconds }
}

describe('the suites', () => {
  it('fit in 19 minutes together', () => {
    const seconds = suites.reduce((sum, { budgetSeconds }) => sum + budgetSeconds, 0)
    expect(seconds).toBeLessThan(19 * 60)
  })

  it.each(suites)('$name runs a program that is there', ({ run }) => {
    expect(existsSync(run[0] ?? '')).toBe(true)
  })
})

describe('the counts of a jest run', () => {
  it.each([
    ['its tests', { ...none, numPassedTests: 7, numFailedTests: 2 }, true, { passed: 7, failed: 2 }],
    ['a file that cannot run', { ...none, numRuntimeErrorTestSuites: 1 }, false, { passed: 0, failed: 1 }],
    ['a skipped test as failed', { ...none, numPassedTests: 1, numPendingTests: 1 }, true, { passed: 1, failed: 1 }],
    ['a run that failed for no test of it', { ...none, numPassedTests: 3 }, false, { passed: 3, failed: 1 }],
  ])('count %s', (_, report, succeeded, expected) => {
    writeFileSync(join(folder, 'report.json'), JSON.stringify(report))
    expect(countsOf(join(folder, 'report.json'), succeeded)).toEqual(expected)
  })

  it('count a run that left no report as failed', () => {
    expect(countsOf(join(folder, 'nothing.json'), true)).toEqual({ passed: 0, failed: 1 })
  })
})

describe('a check', () => {
  it('passes or fails by its exit code', async () => {
    expect(await runSuite(check('', 10), folder, process.env)).toMatchObject({ passed: 1, failed: 0 })
    expect(await runSuite(check('process.exit(2)', 10), folder, process.env)).toMatchObject({ passed: 0, failed: 1 })
  })

  it('has one failure more when it is late, and is ended when it hangs', async () => {
    const hanging = await runSuite(check('setInterval(() => 0, 1000)', 0.2), folder, process.env)
    expect(hanging).toMatchObject({ passed: 0, failed: 2 })
    expect(hanging.seconds).toBeLessThan(5)
  })
})

describe('the report', () => {
  const suite: Suite = { name: 'unit', kind: 'jest', run: [], budgetSeconds: 9 }

  it('ends with the sum of all suites, alone on its line', () => {
    const results = [
      { suite, passed: 2, failed: 0, seconds: 1 },
      { suite, passed: 3, failed: 1, seconds: 2.5 },
    ]
    const { text, failed } = reportOf(results, true)
    expect(text.split('\n').at(-1)).toBe('5 passed, 1 failed')
    expect(failed).toBe(1)
    expect(text).not.toContain('Redis')
  })

  it('says loudly that there was no Redis', () => {
    expect(reportOf([], false).text).toMatch(/\*\*\* Sans Redis .+\n\n0 passed, 0 failed$/)
  })
})

describe('the environment of tests', () => {
  it("holds nothing of someone's own services, and the address of each that was started", () => {
    const own = { PATH: '/bin', DATABASE_URL: 'postgresql://in-service', SMTP_URL: 'smtp://in-service' }
    const secrets = { JWT_SECRET: 'j', VAULT_MASTER_KEY: 'v', DIGEST_KEY: 'd', CODEC_KEY: 'c' } as never
    const env = suiteEnvironment(withoutSettings(own), { REDIS_URL: 'redis://started' }, secrets, '/test-server')
    expect(env).toEqual({
      PATH: '/bin',
      REDIS_URL: 'redis://started',
      TEST_SERVER_PATH: '/test-server',
      NODE_ENV: 'test',
      JWT_SECRET: 'j',
      VAULT_MASTER_KEY: 'v',
      DIGEST_KEY: 'd',
      CODEC_KEY: 'c',
    })
  })
})
