/** One thing that must hold, and the seconds it may take on two cores. */
export interface Suite {
  readonly name: string
  /** A jest run counts its tests; any other command is one check. */
  readonly kind: 'jest' | 'check'
  /** A script under node_modules or the clone, and its arguments. */
  readonly run: readonly string[]
  readonly budgetSeconds: number
}

const jestBin = 'node_modules/jest/bin/jest.js'

/** Folders under test/ with a suite of their own; every other test is a unit test. */
const ownSuites = ['acceptance', 'demo', 'e2e', 'integration', 'replay']

/** Every suite of `npm test`, in order: what is quick and says most comes first. */
export const suites: readonly Suite[] = [
  {
    name: 'types',
    kind: 'check',
    run: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
    budgetSeconds: 40,
  },
  { name: 'lint', kind: 'check', run: ['node_modules/eslint/bin/eslint.js', '.'], budgetSeconds: 85 },
  { name: 'format', kind: 'check', run: ['node_modules/@biomejs/biome/bin/biome', 'format', '.'], budgetSeconds: 5 },
  {
    name: 'boundaries',
    kind: 'check',
    run: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      'activities',
      'apps',
      'libs',
      'tools',
      'workflows',
    ],
    budgetSeconds: 20,
  },
  { name: 'dead code', kind: 'check', run: ['node_modules/knip/bin/knip.js'], budgetSeconds: 15 },
  { name: 'sizes', kind: 'check', run: ['tools/check/sizes.mjs'], budgetSeconds: 5 },
  {
    name: 'unit',
    kind: 'jest',
    run: [jestBin, '--maxWorkers=2', '--testPathIgnorePatterns', `<rootDir>/test/(${ownSuites.join('|')})/`],
    budgetSeconds: 130,
  },
  { name: 'integration', kind: 'jest', run: [jestBin, '--maxWorkers=2', 'test/integration/'], budgetSeconds: 260 },
  { name: 'skipped time', kind: 'jest', run: [jestBin, '--maxWorkers=2', 'test/acceptance/'], budgetSeconds: 215 },
  { name: 'replay', kind: 'jest', run: [jestBin, '--runInBand', 'test/replay/'], budgetSeconds: 20 },
  { name: 'end to end', kind: 'jest', run: [jestBin, '--runInBand', 'test/e2e/'], budgetSeconds: 180 },
  { name: 'main job', kind: 'jest', run: [jestBin, '--runInBand', 'test/demo/'], budgetSeconds: 160 },
]
