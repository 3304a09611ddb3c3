// The tests that must notice a change of one folder of the core: its own.
const base = require('../../jest.config.cjs')

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/mutation'],
  testMatch: ['**/folder.tests.cjs'],
  testEnvironment: require.resolve('./first.failure.cjs'),
}
