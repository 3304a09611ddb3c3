const { readdirSync } = require('node:fs')
const { join } = require('node:path')

// Every test of the folder that MUTATED names stands here as one: what they load is then loaded once for each change
// that is tried, not once for each file. Walks that are drawn are left out: they take seconds for each change that they
// cover, and what is noticed must not depend on the draw.
const folder = join(__dirname, '../../libs/domain', process.env.MUTATED ?? '')
const tests = readdirSync(folder).filter((name) => name.endsWith('.test.ts') && !name.endsWith('.properties.test.ts'))
// What tries everything by tables comes last: most changes are noticed before.
const late = (name) => /\.(table|transitions)\.test\.ts$/.test(name)
for (const name of [...tests.filter((name) => !late(name)), ...tests.filter(late)])
  describe(name, () => void require(join(folder, name)))
