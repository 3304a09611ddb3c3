import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import { boundOf, type Shape, type Shapes } from './rule.bounds'
import { faultAt, notCel, type RuleFault } from './rule.fault'

/** The types that a fact may have in a rule. */
export type FactType = 'bool' | 'int' | 'string' | 'list<string>'
export type FactValue = boolean | number | string | readonly string[]

/** Facts that rules may read, by name, with their types: what is not declared is a fault of the rule. */
export type FactTypes = Readonly<Record<string, FactType>>

/** A language of rules over some declared facts. */
export interface Rules {
  /**
   * Everything that is wrong with a rule; nothing where it compiles over the declared facts, answers a boolean, costs
   * little and fails on nobody. Only such a rule may be asked whether it holds.
   */
  faultsOf(rule: string): readonly RuleFault[]
  holds(rule: string, facts: Readonly<Record<string, FactValue>>): boolean
  /** The declared facts that a rule reads, in their order of declaration. */
  readBy(rule: string): readonly string[]
}

/** Lists that rules read hold at most this many codes (three times what a referral may), each of this many characters. */
const longestList = 30
const longestText = 60
/** Ages, months, days: a larger number is read as this one, so that rules may add and multiply without fail. */
const largestFact = 1_000_000_000
/** Steps that a rule may take. A thousand are done well within 10 ms, which a test measures. */
const maxCost = 1_000
const limits = {
  maxAstNodes: 100,
  maxDepth: 12,
  maxListElements: 50,
  maxMapEntries: 0,
  maxCallArguments: 4,
}

const text: Shape = { type: 'string', chars: longestText }
const shapes: Readonly<Record<FactType, Shape>> = {
  bool: { type: 'bool' },
  int: { type: 'int', min: BigInt(-largestFact), max: BigInt(largestFact) },
  string: text,
  'list<string>': { type: 'list', of: text, most: longestList },
}

/** The rules of CEL (cel.dev) over facts; bounded, since whoever writes a definition is not whoever runs it. */
export function rulesOver(types: FactTypes): Rules {
  const { faultsOf, evaluate, readBy } = expressionsOver(types, 'bool', ['vrai ou faux', 'a boolean'])
  return { faultsOf, readBy, holds: (rule, facts) => evaluate(rule, facts) === true }
}

/** Expressions that answer whole numbers, bounded alike. */
export interface Numbers {
  faultsOf(expression: string): readonly RuleFault[]
  valueOf(expression: string, facts: Readonly<Record<string, FactValue>>): number
}

/** The expressions of CEL over facts that answer whole numbers. */
export function numbersOver(types: FactTypes): Numbers {
  const { faultsOf, evaluate } = expressionsOver(types, 'int', ['un nombre entier', 'a whole number'])
  return { faultsOf, valueOf: (expression, facts) => Number(evaluate(expression, facts)) }
}

function expressionsOver(types: FactTypes, answers: 'bool' | 'int', [fr, en]: readonly [string, string]) {
  const environment = new Environment({ unlistedVariablesAreDyn: false, limits })
  for (const [name, type] of Object.entries(types)) environment.registerVariable(name, type)
  const names = Object.keys(types)
  const scope: Shapes = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, shapes[type]]))
  return {
    faultsOf: (rule: string): readonly RuleFault[] => {
      const { valid, type, error } = environment.check(rule)
      if (!valid) return [error ? notCel(error, rule) : faultAt(0, 'cela ne se lit pas en CEL', 'invalid expression')]
      const refused: RuleFault[] = []
      const { cost } = boundOf(environment.parse(rule).ast, scope, refused)
      if (refused.length > 0) return refused
      if (type !== answers)
        return [{ fr: `elle ne répond pas par ${fr}`, en: `a rule answers ${en}, this one answers ${type}` }]
      if (cost <= maxCost) return []
      return [{ fr: `elle coûte ${cost}, ${maxCost} au plus`, en: `this rule costs ${cost}, ${maxCost} at most` }]
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
const celValue = (value: FactValue | undefined) =>
  typeof value === 'number' ? BigInt(Math.max(-largestFact, Math.min(value, largestFact))) : value

const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value

function partsOf({ args }: ASTNode): readonly ASTNode[] {
  const flat = (value: unknown): readonly ASTNode[] =>
    isNode(value) ? [value] : Array.isArray(value) ? value.flatMap(flat) : []
  return flat(args)
}

const identifiersIn = (node: ASTNode): readonly string[] =>
  node.op === 'id' ? [node.args] : partsOf(node).flatMap(identifiersIn)
