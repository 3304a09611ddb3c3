import { eurosOf } from './euros'
import { type EarlierStep, earlierSteps, rules, type RuleCode } from './rules'

/** A refusal is a value: the rule that was broken, told in French and English. */
export interface Refusal {
  readonly ok: false
  readonly rule: RuleCode
  readonly fr: string
  readonly en: string
  readonly details?: Details
  /** Where several things are wrong at once: each with its place. */
  readonly issues?: readonly Issue[]
}

interface Issue {
  readonly field: string
  readonly fr: string
  readonly en: string
}

type Details = Readonly<Record<string, string | number>>

const fill = (text: string, details: Details = {}) =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => String(details[key] ?? whole))

/** Refuses by a named rule; `details` hold codes and dates only, never a personal value. */
export function refuse(rule: RuleCode, details?: Details): Refusal {
  const [fr, en] = rules[rule]
  return { ok: false, rule, fr: fill(fr, details), en: fill(en, details), ...(details ? { details } : {}) }
}

/** Refuses by a named rule, with everything that is wrong. */
export const refuseWith = (rule: RuleCode, details: Details, issues: readonly Issue[]): Refusal => ({
  ...refuse(rule, details),
  issues,
})

/** Refuses a date that people gave and that precedes an earlier step: the details hold its code, the sentences its words. */
export function refuseBefore(what: EarlierStep, day: string, field: string, date: string): Refusal {
  const details = { field, date, what, day }
  const [[fr, en], [whatFr, whatEn]] = [rules.date_before, earlierSteps[what]]
  const told = { fr: fill(fr, { ...details, what: whatFr }), en: fill(en, { ...details, what: whatEn }) }
  return { ok: false, rule: 'date_before', ...told, details }
}

/** Refuses by a named rule that is about amounts: the details hold them in cents, the sentences as people read them. */
export function refuseMoney(rule: RuleCode, cents: Readonly<Record<string, number>>, more: Details = {}): Refusal {
  const details = { ...cents, ...more }
  const told = (language: 'fr' | 'en') =>
    Object.fromEntries(Object.entries(cents).map(([name, amount]) => [name, eurosOf(amount, language)]))
  const [fr, en] = rules[rule]
  return {
    ...{ ok: false, rule, details },
    fr: fill(fr, { ...details, ...told('fr') }),
    en: fill(en, { ...details, ...told('en') }),
  }
}

export const accept = <E>(...events: readonly E[]) => ({ ok: true, events }) as const

/** Marks what no case can reach, so that a new one fails to compile until it is handled. */
export function never(value: never): never {
  throw new TypeError(`unhandled case: ${JSON.stringify(value)}`)
}
