// Mutation of the core: `npm run mutation` changes one thing at a time in libs/domain and expects a test to notice.
// It exits 1 where less than 85 % of the changes are noticed. Paths after `--` limit it: npm run mutation -- libs/domain/lot.
export default {
  packageManager: 'npm',
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: { configFile: 'test/mutation/jest.config.cjs', enableFindRelatedTests: true },
  coverageAnalysis: 'perTest',
  mutate: ['libs/domain/**/*.ts', '!libs/domain/**/*.test.ts'],
  ignorePatterns: ['/dist', '/.data', '/docs', '/node_modules/.cache', 'test/replay/histories'],
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportScoreTable: true },
  jsonReporter: { fileName: 'coverage/mutation.json' },
  thresholds: { high: 95, low: 85, break: 85 },
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: 'coverage/mutation',
  cleanTempDir: 'always',
}
