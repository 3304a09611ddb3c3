// The tests that must notice a change of one folder of the core: its own. MUTATED names it. Walks that are drawn are
// left out: they take seconds for each change that they cover, and what is noticed must not depend on the draw.
const base = require('../../jest.config.cjs')

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: [`<rootDir>/libs/domain/${process.env.MUTATED ?? ''}`],
  testPathIgnorePatterns: ['\\.properties\\.test\\.ts$'],
}
