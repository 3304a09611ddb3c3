import { tmpdir } from 'node:os'
import { reportOf } from './suites/suite.report'
import { runSuite, type SuiteResult } from './suites/suite.run'
import { suites } from './suites/suite.table'
import { exitWith } from './supervisor/session'

/** Types, lint, format, boundaries, dead code, sizes: what `npm test` checks without any service. */
async function check(): Promise<number> {
  const results: SuiteResult[] = []
  for (const suite of suites.filter(({ kind }) => kind === 'check')) {
    results.push(await runSuite(suite, tmpdir(), process.env))
  }
  const report = reportOf(results, true)
  console.log(report.text)
  return report.failed === 0 ? 0 : 1
}

exitWith(check())
