import type { RuleFault } from './rule.fault'

/** A fault of a definition: the place where it is, and what is wrong there. */
export interface Fault {
  readonly path: string
  readonly fr: string
  readonly en: string
}

export const fault = (path: string, fr: string, en: string): Fault => ({ path, fr, en })

/** What is wrong with the rule at a place. */
export const ruleFault = (path: string, { fr, en }: RuleFault): Fault =>
  fault(path, `cette règle ne convient pas : ${fr}`, en)
