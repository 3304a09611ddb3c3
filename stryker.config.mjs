// Mutation of one folder of the core, named by MUTATED: one thing at a time is changed in it, and a test of that folder is
// expected to notice. `npm run mutation` runs it for each folder; what was tried before and is as it was then is not tried again.
const folder = process.env.MUTATED ?? ''
const name = folder || 'all'

export default {
  packageManager: 'npm',
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: { configFile: 'test/mutation/jest.config.cjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  mutate: [
    `${['libs/domain', folder].filter(Boolean).join('/')}/**/*.ts`,
    '!libs/domain/**/*.test.ts',
    // Sentences that people read, and nothing else: a test that repeats them would prove nothing.
    '!libs/domain/kernel/*rules.ts',
    '!libs/domain/definition/{definition,fact}.words.ts',
  ],
  // What is evaluated once while a file is loaded is noticed by every test or by none: each would cost a whole run.
  ignoreStatic: true,
  incremental: true,
  incrementalFile: `coverage/mutation/${name}.incremental.json`,
  ignorePatterns: ['/dist', '/coverage', '/biome.json', '/.data', '/node_modules/.cache', 'test/replay/histories'],
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportScoreTable: true },
  jsonReporter: { fileName: `coverage/mutation/${name}.json` },
  thresholds: { high: 95, low: 85, break: null },
  // Jest keeps what every try has loaded: after some of them a runner is begun anew, before its memory slows it down.
  maxTestRunnerReuse: 40,
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 2),
  timeoutMS: 20_000,
  tempDirName: `coverage/mutation/sandbox-${name}`,
  cleanTempDir: 'always',
}
