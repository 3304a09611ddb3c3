import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Suite } from './suite.table'

/** A suite that hangs is ended once it has taken its budget this many times. */
const PATIENCE = 2

/** What came out of one suite. */
export interface SuiteResult {
  readonly suite: Suite
  readonly passed: number
  readonly failed: number
  readonly seconds: number
}

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
  success: z.boolean(),
})

/** Runs a suite with its output shown; a late one has one failure more. Never rejects for what the suite found. */
export async function runSuite(suite: Suite, folder: string, env: NodeJS.ProcessEnv): Promise<SuiteResult> {
  console.log(`\n=== ${suite.name} (${suite.budgetSeconds} s au plus)`)
  const report = join(folder, `${suite.name.replaceAll(' ', '-')}.json`)
  const args = suite.kind === 'jest' ? [...suite.run, '--json', `--outputFile=${report}`] : suite.run
  const start = performance.now()
  // Jest prints its whole report again with --json: only what it says to people, on stderr, is shown.
  const stdout = suite.kind === 'jest' ? 'ignore' : 'inherit'
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', stdout, 'inherit'], detached: true })
  const succeeded = await endsWell(child, suite.budgetSeconds * PATIENCE * 1000)
  const seconds = (performance.now() - start) / 1000
  const { passed, failed } = suite.kind === 'jest' ? countsOf(report, succeeded) : countOfCheck(succeeded)
  const late = seconds > suite.budgetSeconds
  if (late) console.log(`*** ${suite.name} : ${seconds.toFixed(1)} s, plus que son budget de ${suite.budgetSeconds} s.`)
  return { suite, passed, failed: failed + (late ? 1 : 0), seconds }
}

function countOfCheck(succeeded: boolean): { passed: number; failed: number } {
  return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A file that cannot run, a skipped test and a crash of jest itself are failures too. */
export function countsOf(report: string, succeeded: boolean): { passed: number; failed: number } {
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const counts = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')))
  const failed = counts.numFailedTests + counts.numPendingTests + counts.numTodoTests + counts.numRuntimeErrorTestSuites
  return { passed: counts.numPassedTests, failed: failed === 0 && !succeeded ? 1 : failed }
}

/** Ends the suite's whole process group when it is late or when we end: a test's own processes go with it. */
function endsWell(child: ChildProcess, withinMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const kill = () => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, 'SIGKILL')
    }
    const late = setTimeout(kill, withinMs)
    process.once('exit', kill)
    child.once('error', reject)
    child.once('exit', (code) => {
      clearTimeout(late)
      process.removeListener('exit', kill)
      resolve(code === 0)
    })
  })
}
