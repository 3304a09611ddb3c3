import type { Refusal } from '../domain/kernel/refusal'

/** The rule that was broken, then everything that its sentence is told: `unknown_agreement field=document document=CONV-3`. */
export const whyNot = ({ rule, details = {} }: Refusal): string =>
  [rule, ...Object.entries(details).map(([name, value]) => `${name}=${value}`)].join(' ')
