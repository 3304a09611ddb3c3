import { spawn } from 'node:child_process'
import { exitWith } from './supervisor/session'

/**
 * Changes one thing at a time in libs/domain and expects a test to notice; exits 1 where less than 85 % are noticed.
 * Arguments are Stryker's: `npm run mutation -- -m libs/domain/lot/lot.plan.ts` tries one file.
 */
function mutation(args: readonly string[]): Promise<number> {
  const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js'
  const child = spawn(process.execPath, [stryker, 'run', ...args], { stdio: 'inherit' })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

exitWith(mutation(process.argv.slice(2)))
