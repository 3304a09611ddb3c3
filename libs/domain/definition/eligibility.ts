import type { Definition } from './definition.schema'
import { type FactTypes, type FactValue, rulesOver } from './rule'
import { filled } from './filled.words'
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

/** Why somebody is not eligible: the codes of the rules that are not met, and the facts that these rules and their words name. */
export interface Unmet {
  readonly codes: readonly string[]
  readonly facts: Readonly<Record<string, FactValue>>
}

/** A rule that is not met, in the words of the definition, with the facts that they name. */
export interface Why {
  readonly code: string
  readonly fr: string
  readonly en: string
}

/** Why somebody was refused, from what was kept of it: « La personne a reçu un ordinateur le 2025-03-04 … ». */
export function explained({ eligibility }: Definition, unmet: Unmet): readonly Why[] {
  const told = Object.fromEntries(
    Object.entries(unmet.facts).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
    ),
  )
  return eligibility
    .filter(({ code }) => unmet.codes.includes(code))
    .map(({ code, fr, en }) => ({ code, fr: filled(fr, told), en: filled(en, told) }))
}

/** The facts whose values have a place in the words of a rule: « le {lastHandedOverOn} ». */
const namedIn = (words: string): readonly string[] =>
  [...words.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? [])

/** An age is not told: events, mails and answers hold codes and dates alone. */
const untold = ['age', 'ageKnown'] as const satisfies readonly (keyof EligibilityFacts)[]

/** In the definition's order; no code where the person is eligible. */
export function unmetRules(definition: Definition, facts: EligibilityFacts): Unmet {
  const known = { ...facts }
  const unmet = definition.eligibility.filter(({ rule }) => !eligibilityRules.holds(rule, known))
  const read = new Set(
    unmet.flatMap(({ rule, fr, en }) => [...eligibilityRules.readBy(rule), ...namedIn(fr), ...namedIn(en)]),
  )
  for (const name of untold) read.delete(name)
  return {
    codes: unmet.map(({ code }) => code),
    facts: Object.fromEntries(Object.entries(known).filter(([name]) => read.has(name))),
  }
}
