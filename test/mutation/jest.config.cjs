// The core's own tests alone: they are what must notice a change of the core.
const base = require('../../jest.config.cjs')

/** @type {import('jest').Config} */
module.exports = { ...base, rootDir: '../..', roots: ['<rootDir>/libs/domain'] }
