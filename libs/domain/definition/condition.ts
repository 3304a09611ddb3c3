import { filled } from './filled.words'
import type { FactValue, Rules } from './rule'
import type { Condition } from './rule.schema'

/** Why somebody is not eligible: the codes of the rules that are not met, and the facts that these rules and their words name. */
export interface Unmet {
  readonly codes: readonly string[]
  readonly facts: Readonly<Record<string, FactValue>>
}

/** A rule that is not met, in the words of its data, with the facts that they name. */
export interface Why {
  readonly code: string
  readonly fr: string
  readonly en: string
}

/** The facts whose values have a place in the words of a rule: « le {lastHandedOverOn} ». */
const namedIn = (words: string): readonly string[] =>
  [...words.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? [])

/**
 * The conditions that facts do not meet, in the order in which they are written; no code where all are met.
 * @param untold facts that are kept nowhere, whatever rules read
 */
export function unmetConditions(
  rules: Rules,
  conditions: readonly Condition[],
  facts: Readonly<Record<string, FactValue>>,
  untold: readonly string[] = [],
): Unmet {
  const unmet = conditions.filter(({ rule }) => !rules.holds(rule, facts))
  const read = new Set(unmet.flatMap(({ rule, fr, en }) => [...rules.readBy(rule), ...namedIn(fr), ...namedIn(en)]))
  for (const name of untold) read.delete(name)
  return {
    codes: unmet.map(({ code }) => code),
    facts: Object.fromEntries(Object.entries(facts).filter(([name]) => read.has(name))),
  }
}

type Told = Readonly<Record<string, string | number>>

/** Texts and numbers as they are; of other facts nothing is told. */
const asTheyAre = (facts: Unmet['facts']): Told =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
    ),
  )

/**
 * Why somebody was refused, from what was kept of it: « La personne a reçu un ordinateur le 2025-03-04 … ».
 * @param tell how facts are written in words
 */
export function explained(
  { eligibility }: { readonly eligibility: readonly Condition[] },
  { codes, facts }: Unmet,
  tell: (facts: Unmet['facts'], language: 'fr' | 'en') => Told = asTheyAre,
): readonly Why[] {
  return eligibility
    .filter(({ code }) => codes.includes(code))
    .map(({ code, fr, en }) => ({ code, fr: filled(fr, tell(facts, 'fr')), en: filled(en, tell(facts, 'en')) }))
}
