import { Environment } from '@marcbachmann/cel-js'
import type { Definition } from './definition.schema'

/** The typed facts that an eligibility rule may read. All are derived; none identifies a person. */
export interface EligibilityFacts {
  readonly naturalPerson: boolean
  readonly commitment: boolean
  readonly reasons: readonly string[]
  readonly needs: readonly string[]
  /** Age in years on the day of referral; ageKnown says whether it could be computed. */
  readonly ageKnown: boolean
  readonly age: number
  /** Whether a laptop was handed over to this person before, and how many whole months ago. */
  readonly equipped: boolean
  readonly monthsSinceEquipped: number
}

const environment = new Environment({ unlistedVariablesAreDyn: false })
  .registerVariable('naturalPerson', 'bool')
  .registerVariable('commitment', 'bool')
  .registerVariable('reasons', 'list<string>')
  .registerVariable('needs', 'list<string>')
  .registerVariable('ageKnown', 'bool')
  .registerVariable('age', 'int')
  .registerVariable('equipped', 'bool')
  .registerVariable('monthsSinceEquipped', 'int')

/** The codes of the rules that are not met, in the definition's order; empty where the person is eligible. */
export function unmetRules(definition: Definition, facts: EligibilityFacts): readonly string[] {
  // CEL's integers are 64 bits: the library takes them as bigint.
  const context = { ...facts, age: BigInt(facts.age), monthsSinceEquipped: BigInt(facts.monthsSinceEquipped) }
  return definition.eligibility
    .filter(({ rule }) => environment.evaluate(rule, context) !== true)
    .map(({ code }) => code)
}

/** What is wrong with a rule, or null: it must compile over the declared facts and answer a boolean. */
export function faultOfRule(rule: string): string | null {
  const checked = environment.check(rule)
  if (!checked.valid) return checked.error?.message.split('\n')[0] ?? 'invalid expression'
  return checked.type === 'bool' ? null : `a rule answers a boolean, this one answers ${checked.type}`
}
