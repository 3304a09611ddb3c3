// Jest loads CommonJS: packages that ship ES modules alone are listed here, and compiled like our own sources.
const esModules = [
  '@marcbachmann/cel-js',
  '@react-email/render',
  'jose',
  'temporal-polyfill',
  'temporal-utils',
]

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['activities', 'apps', 'libs', 'test', 'tools', 'workflows'].map((folder) => `<rootDir>/${folder}`),
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  transform: { '\\.[cm]?[jt]sx?$': '@swc/jest' },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  // Tests talk to real services; what hangs is ended by its suite's budget.
  testTimeout: 30_000,
  watchman: false,
}
