import { type ASTNode, Environment } from '@marcbachmann/cel-js'

/** The types that a fact may have in a rule. */
export type FactType = 'bool' | 'int' | 'string' | 'list<string>'
export type FactValue = boolean | number | string | readonly string[]

/** Facts that rules may read, by name, with their types: what is not declared is a fault of the rule. */
export type FactTypes = Readonly<Record<string, FactType>>

/** A language of rules over some declared facts. */
export interface Rules {
  /** What is wrong with a rule, or null: it compiles over the declared facts, answers a boolean and costs little. */
  faultOf(rule: string): string | null
  holds(rule: string, facts: Readonly<Record<string, FactValue>>): boolean
  /** The declared facts that a rule reads, in their order of declaration. */
  readBy(rule: string): readonly string[]
}

/** Lists that rules read hold at most this many codes: what a comprehension is counted with. */
const longestList = 30
const maxCost = 1_000
const limits = {
  maxAstNodes: 100,
  maxDepth: 12,
  maxListElements: 50,
  maxMapEntries: 0,
  maxCallArguments: 4,
}

/** The rules of CEL (cel.dev) over facts; bounded, since whoever writes a definition is not whoever runs it. */
export function rulesOver(types: FactTypes): Rules {
  const { faultOf, evaluate, readBy } = expressionsOver(types, 'bool', 'a boolean')
  return { faultOf, readBy, holds: (rule, facts) => evaluate(rule, facts) === true }
}

/** Expressions that answer whole numbers, bounded alike. */
export interface Numbers {
  faultOf(expression: string): string | null
  valueOf(expression: string, facts: Readonly<Record<string, FactValue>>): number
}

/** The expressions of CEL over facts that answer whole numbers. */
export function numbersOver(types: FactTypes): Numbers {
  const { faultOf, evaluate } = expressionsOver(types, 'int', 'a whole number')
  return { faultOf, valueOf: (expression, facts) => Number(evaluate(expression, facts)) }
}

function expressionsOver(types: FactTypes, answers: 'bool' | 'int', inWords: string) {
  const environment = new Environment({ unlistedVariablesAreDyn: false, limits })
  for (const [name, type] of Object.entries(types)) environment.registerVariable(name, type)
  const names = Object.keys(types)
  return {
    faultOf: (rule: string): string | null => {
      const checked = environment.check(rule)
      if (!checked.valid) return checked.error?.message.split('\n')[0] ?? 'invalid expression'
      if (checked.type !== answers) return `a rule answers ${inWords}, this one answers ${checked.type}`
      const cost = costOf(environment.parse(rule).ast)
      return cost > maxCost ? `this rule costs ${cost}, ${maxCost} at most` : null
    },
    evaluate: (rule: string, facts: Readonly<Record<string, FactValue>>): unknown => {
      const context = Object.fromEntries(names.map((name) => [name, celValue(facts[name])]))
      return environment.evaluate(rule, context)
    },
    readBy: (rule: string): readonly string[] => {
      const read = new Set(identifiersIn(environment.parse(rule).ast))
      return names.filter((name) => read.has(name))
    },
  }
}

// CEL's integers are 64 bits: the library takes them as bigint.
const celValue = (value: FactValue | undefined) => (typeof value === 'number' ? BigInt(value) : value)

const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value

function partsOf({ args }: ASTNode): readonly ASTNode[] {
  const flat = (value: unknown): readonly ASTNode[] =>
    isNode(value) ? [value] : Array.isArray(value) ? value.flatMap(flat) : []
  return flat(args)
}

const comprehensions = new Set(['exists', 'exists_one', 'all', 'map', 'filter'])

/** Steps that evaluating may take: what a comprehension holds is done for each element of its list. */
function costOf(node: ASTNode): number {
  if (node.op === 'rcall' && comprehensions.has(node.args[0])) {
    const [, list, inner] = node.args
    return 1 + costOf(list) + longestList * inner.reduce((sum, part) => sum + costOf(part), 0)
  }
  return partsOf(node).reduce((sum, part) => sum + costOf(part), 1)
}

const identifiersIn = (node: ASTNode): readonly string[] =>
  node.op === 'id' ? [node.args] : partsOf(node).flatMap(identifiersIn)
