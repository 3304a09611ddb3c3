import type { ASTNode } from '@marcbachmann/cel-js'

/** What is wrong with a rule, in both languages; its place in the rule is part of the words. */
export interface RuleFault {
  readonly fr: string
  readonly en: string
}

/** A fault at a character of a rule, counted from 1 as editors do. */
export const faultAt = (start: number, fr: string, en: string): RuleFault => ({
  fr: `${fr} (caractère ${start + 1})`,
  en: `${en} (character ${start + 1})`,
})

/** Something of CEL that rules do without: it may fail on somebody's facts, or cost more than its length tells. */
export const notAllowed = ({ start }: ASTNode, what: string): RuleFault =>
  faultAt(start, `une règle ne se sert pas de « ${what} »`, `a rule does not use “${what}”`)

/** What the language itself says of an expression that does not compile. */
export interface NotCel {
  readonly code: string
  readonly summary: string
  readonly range?: { readonly start: number; readonly end: number }
}

const wordsOf: Readonly<Record<string, string>> = {
  unknown_variable: 'ce fait n’est pas déclaré',
  no_such_overload: 'ces types ne vont pas ensemble',
  no_matching_overload: 'cette fonction n’existe pas pour ces types',
  invalid_condition_type: 'il faut ici vrai ou faux',
  invalid_logical_operand: 'il faut ici vrai ou faux',
  incompatible_ternary_branches: 'les deux réponses possibles n’ont pas le même type',
  heterogeneous_list_element: 'une liste ne mêle pas les types',
  invalid_comprehension_range: 'seule une liste se parcourt',
  limit_exceeded: 'cette règle a trop de parties, ou trop de niveaux',
  unexpected_token: 'la règle n’est pas complète, ou un signe y est de trop',
}

/** The same in both languages, with the piece of the rule that it is about. */
export function notCel({ code, summary, range }: NotCel, rule: string): RuleFault {
  const start = range?.start ?? 0
  const piece = rule.slice(start, range?.end ?? start)
  const about = piece && ` : « ${piece} »`
  return faultAt(start, `${wordsOf[code] ?? 'cela ne se lit pas en CEL'}${about}`, summary)
}
