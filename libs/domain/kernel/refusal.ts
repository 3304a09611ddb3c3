import { rules, type RuleCode } from './rules'

/** A refusal is a value: the rule that was broken, told in French and English. */
export interface Refusal {
  readonly ok: false
  readonly rule: RuleCode
  readonly fr: string
  readonly en: string
  readonly details?: Readonly<Record<string, string | number>>
}

/** Refuses by a named rule; `details` hold codes and dates only, never a personal value. */
export function refuse(rule: RuleCode, details?: Readonly<Record<string, string | number>>): Refusal {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, key: string) => String(details?.[key] ?? whole))
  const [fr, en] = rules[rule]
  return { ok: false, rule, fr: fill(fr), en: fill(en), ...(details ? { details } : {}) }
}

export const accept = <E>(...events: readonly E[]) => ({ ok: true, events }) as const

/** Marks what no case can reach, so that a new one fails to compile until it is handled. */
export function never(value: never): never {
  throw new TypeError(`unhandled case: ${JSON.stringify(value)}`)
}
