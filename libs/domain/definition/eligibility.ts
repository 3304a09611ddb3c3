import type { Definition } from './definition.schema'
import { type Unmet, unmetConditions } from './condition'
import { type FactTypes, rulesOver } from './rule'
import { monthsBetween } from '../kernel/wait'

/** The typed facts that an eligibility rule may read. All are derived; none identifies a person. */
export interface EligibilityFacts {
  readonly naturalPerson: boolean
  readonly commitment: boolean
  readonly reasons: readonly string[]
  readonly needs: readonly string[]
  /** How the person came: prescriber, walk_in, paper or group. */
  readonly entry: string
  /** Age in years on the day of referral; ageKnown says whether it could be computed. */
  readonly ageKnown: boolean
  readonly age: number
  /** Whether a laptop was handed over to this person before, on which day ('' where none), how many whole months ago. */
  readonly equipped: boolean
  readonly lastHandedOverOn: string
  readonly monthsSinceEquipped: number
}

/** What is told of somebody from which these facts follow: `age` null where it is not known, `today` the day of referral. */
export interface Candidate {
  readonly naturalPerson: boolean
  readonly commitment: boolean
  readonly reasons: readonly string[]
  readonly needs: readonly string[]
  readonly entry: string
  readonly age: number | null
  readonly lastHandedOverOn: string | null
  readonly today: string
}

export function eligibilityFactsOf({ age, lastHandedOverOn, today, ...told }: Candidate): EligibilityFacts {
  const { naturalPerson, commitment, reasons, needs, entry } = told
  return {
    ...{ naturalPerson, commitment, reasons, needs, entry },
    ageKnown: age !== null,
    age: age ?? 0,
    equipped: lastHandedOverOn !== null,
    lastHandedOverOn: lastHandedOverOn ?? '',
    monthsSinceEquipped: lastHandedOverOn ? monthsBetween(lastHandedOverOn, today) : 0,
  }
}

export const eligibilityFactTypes = {
  naturalPerson: 'bool',
  commitment: 'bool',
  reasons: 'list<string>',
  needs: 'list<string>',
  entry: 'string',
  ageKnown: 'bool',
  age: 'int',
  equipped: 'bool',
  lastHandedOverOn: 'string',
  monthsSinceEquipped: 'int',
} as const satisfies Record<keyof EligibilityFacts, FactTypes[string]>

export const eligibilityRules = rulesOver(eligibilityFactTypes)

/** An age is not told: events, mails and answers hold codes and dates alone. */
const untold = ['age', 'ageKnown'] as const satisfies readonly (keyof EligibilityFacts)[]

/** In the definition's order; no code where the person is eligible. */
export const unmetRules = ({ eligibility }: Definition, facts: EligibilityFacts): Unmet =>
  unmetConditions(eligibilityRules, eligibility, { ...facts }, untold)
