import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import type { TerritorySettings } from '../../libs/domain/territory/territory.settings'

type Laptops = TerritorySettings['laptops']

/** What the territory of the demonstration has agreed on about laptops. */
export function laptopRulesOf(root: string): Laptops {
  const settings = readFileSync(join(root, 'definitions/territories/landes.json'), 'utf8')
  return (JSON.parse(settings) as TerritorySettings).laptops
}

const firstOf = (list: readonly { readonly code: string }[]): string => {
  const [first] = list
  if (!first) throw new Error('a list of the territory is empty')
  return first.code
}

/** The statuses of a laptop that is at the workshop, and what is done next to it there. */
export const steps = {
  received: 'ReleaseDevice',
  released: 'WipeDevice',
  wiped: 'TestDevice',
  tested: 'GradeDevice',
} as const
export type Preparing = keyof typeof steps

/** The data of each step, done on one day: every test is passed, and the report of the wiping bench is that of the day. */
export function dataOfStep(status: Preparing, on: string, rules: Laptops): object {
  switch (status) {
    case 'received':
      return { on, locksRemoved: true, tagsRemoved: true, ownershipTransferred: true }
    case 'released': {
      const report = createHash('sha256').update(`demo report of ${on}`).digest('hex')
      return { on, method: firstOf(rules.wipe.methods), tool: firstOf(rules.wipe.tools), report }
    }
    case 'wiped': {
      const answers = Object.fromEntries(rules.tests.criteria.map(({ code }) => [code, true]))
      return { on, version: rules.tests.version, answers }
    }
    case 'tested': {
      const { grades, batteries, systems } = rules
      const condition = { grade: firstOf(grades), battery: firstOf(batteries), system: firstOf(systems) }
      return { on, ...condition, charger: true, screenInches: 14, accessibility: [] }
    }
  }
}
