import type { ASTNode } from '@marcbachmann/cel-js'
import { faultAt, notAllowed, type RuleFault } from './rule.fault'

/** What is known of a value before any fact is: between which numbers it lies, how long it is at most. */
export type Shape =
  | { readonly type: 'bool' }
  | { readonly type: 'int'; readonly min: bigint; readonly max: bigint }
  | { readonly type: 'string'; readonly chars: number }
  | { readonly type: 'list'; readonly of: Shape; readonly most: number }
  /** The elements of an empty list, and what has been refused: nothing more is said of it. */
  | { readonly type: 'none' }

/** A value, and the steps that it takes at most. */
export interface Bound {
  readonly shape: Shape
  readonly cost: number
}

export type Shapes = Readonly<Record<string, Shape>>

const bool: Shape = { type: 'bool' }
const none: Shape = { type: 'none' }
const int = (min: bigint, max: bigint): Shape => ({ type: 'int', min, max })

/** CEL's whole numbers have 64 bits: evaluating throws beyond. */
const smallest = -(2n ** 63n)
const largest = 2n ** 63n - 1n

// Comparing texts and looking through a list are loops of the machine: this many characters, elements of them take a step.
const charsInStep = 60
const elementsInStep = 10

/**
 * How much a rule costs at most, and whether it uses only what cannot fail whatever the facts: a closed list of
 * operators, functions and macros, without division, index, conversion nor regular expression, over numbers that stay
 * within 64 bits. The rule compiles already. What is refused is added to `refused`.
 */
export function boundOf(node: ASTNode, scope: Shapes, refused: RuleFault[]): Bound {
  const of = (part: ASTNode): Bound => boundOf(part, scope, refused)
  /** Refused; what it holds is looked at all the same, so that every fault is told at once. */
  const no = (what: string, parts: readonly ASTNode[] = []): Bound => {
    refused.push(notAllowed(node, what))
    parts.forEach(of)
    return { shape: none, cost: 1 }
  }
  const { op, args } = node
  switch (op) {
    case 'value':
      return literal(args) ?? no(node.input.slice(node.start, node.end))
    case 'id':
      return Object.hasOwn(scope, args) ? { shape: scope[args] ?? none, cost: 1 } : no(args)
    case '!_':
      return { shape: bool, cost: 1 + of(args).cost }
    case '-_':
      return minus(of(args))
    case '&&':
    case '||':
      return { shape: bool, cost: 1 + of(args[0]).cost + of(args[1]).cost }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compared(of(args[0]), of(args[1]))
    case 'in':
      return within(of(args[0]), of(args[1]))
    case '+':
    case '-':
    case '*':
      return computed(node, op, of(args[0]), of(args[1]), refused) ?? no(op)
    case '?:':
      return chosen(of(args[0]), of(args[1]), of(args[2]))
    case 'list':
      return listed(args.map(of)) ?? no('[[…]]')
    case 'call':
      return args[0] === 'size' ? sized(args[1].map(of)) : no(args[0], args[1])
    case 'rcall':
      return called(args, scope, refused) ?? no(args[0], args[0] === 'map' ? [] : [args[1], ...args[2]])
    case '.':
    case '.?':
      return no('.', [args[0]])
    case '[]':
    case '[?]':
      return no('[…]', args)
    case 'map':
      return no('{…}')
    case '/':
    case '%':
      return no(op, args)
  }
}

function literal(value: unknown): Bound | null {
  if (typeof value === 'boolean') return { shape: bool, cost: 1 }
  if (typeof value === 'string') return { shape: { type: 'string', chars: value.length }, cost: 1 }
  const fits = typeof value === 'bigint' && value <= largest
  return fits ? { shape: int(value, value), cost: 1 } : null
}

function minus({ shape, cost }: Bound): Bound {
  return { shape: shape.type === 'int' ? int(-shape.max, -shape.min) : none, cost: cost + 1 }
}

/** Steps that it takes to compare two values to the end. */
function weightOf(shape: Shape): number {
  if (shape.type === 'string') return Math.ceil(shape.chars / charsInStep)
  return shape.type === 'list' ? Math.ceil(shape.most / elementsInStep) * Math.max(1, weightOf(shape.of)) : 1
}

const compared = (left: Bound, right: Bound): Bound => ({
  shape: bool,
  cost: 1 + left.cost + right.cost + Math.min(weightOf(left.shape), weightOf(right.shape)),
})

const within = (value: Bound, list: Bound): Bound => ({
  shape: bool,
  cost: 1 + value.cost + list.cost + weightOf(list.shape),
})

/** Null where these are no numbers: texts and lists are not put together, since they would grow. */
function computed(
  { start }: ASTNode,
  op: '+' | '-' | '*',
  left: Bound,
  right: Bound,
  refused: RuleFault[],
): Bound | null {
  const cost = 1 + left.cost + right.cost
  const [one, other] = [left.shape, right.shape]
  if (one.type === 'none' || other.type === 'none') return { shape: none, cost }
  if (one.type !== 'int' || other.type !== 'int') return null
  const shape = rangeOf(op, one, other)
  if (shape.min >= smallest && shape.max <= largest) return { shape, cost }
  refused.push(faultAt(start, 'ce nombre pourrait devenir trop grand', 'this number could grow too large'))
  return { shape: none, cost }
}

type Range = Extract<Shape, { type: 'int' }>

function rangeOf(op: '+' | '-' | '*', one: Range, other: Range): Range {
  const ends = [one.min, one.max].flatMap((a) =>
    [other.min, other.max].map((b) => {
      if (op === '*') return a * b
      return op === '+' ? a + b : a - b
    }),
  )
  return widest(ends)
}

const widest = (numbers: readonly bigint[]): Range => ({
  type: 'int',
  min: numbers.reduce((a, b) => (b < a ? b : a)),
  max: numbers.reduce((a, b) => (b > a ? b : a)),
})

const chosen = (condition: Bound, one: Bound, other: Bound): Bound => ({
  shape: either(one.shape, other.shape),
  cost: 1 + condition.cost + Math.max(one.cost, other.cost),
})

/** What is known of a value that is one of two. */
function either(one: Shape, other: Shape): Shape {
  if (one.type === 'int' && other.type === 'int') return widest([one.min, one.max, other.min, other.max])
  if (one.type === 'string' && other.type === 'string')
    return { type: 'string', chars: Math.max(one.chars, other.chars) }
  if (one.type === 'list' && other.type === 'list')
    return { type: 'list', of: either(one.of, other.of), most: Math.max(one.most, other.most) }
  return one.type === 'none' ? other : one
}

/** Null for lists of lists. */
function listed(elements: readonly Bound[]): Bound | null {
  if (elements.some(({ shape }) => shape.type === 'list')) return null
  const of = elements.reduce<Shape>((known, { shape }) => either(known, shape), none)
  return {
    shape: { type: 'list', of, most: elements.length },
    cost: elements.reduce((sum, { cost }) => sum + cost, 1),
  }
}

function sized(values: readonly Bound[]): Bound {
  const cost = values.reduce((sum, each) => sum + each.cost + weightOf(each.shape), 1)
  const [shape] = values.map((each) => each.shape)
  const most = shape?.type === 'list' ? shape.most : shape?.type === 'string' ? shape.chars : 0
  return { shape: int(0n, BigInt(most)), cost }
}

const iterations = ['exists', 'exists_one', 'all', 'filter']

/** Null for any function but those that a rule may use. */
function called(args: CallArgs, scope: Shapes, refused: RuleFault[]): Bound | null {
  const [name, receiver] = args
  if (name === 'size') return sized([boundOf(receiver, scope, refused)])
  return iterations.includes(name) ? iterated(args, scope, refused) : null
}

/** What a macro holds is done for each element of its list: bounds of nested ones multiply. */
function iterated([name, list, [variable, body]]: CallArgs, scope: Shapes, refused: RuleFault[]): Bound {
  const { shape, cost } = boundOf(list, scope, refused)
  const { of, most } = shape.type === 'list' ? shape : { of: none, most: 0 }
  const inner = variable?.op === 'id' ? { ...scope, [variable.args]: of } : scope
  const each = body ? boundOf(body, inner, refused).cost : 0
  return { shape: name === 'filter' ? shape : bool, cost: 1 + cost + most * (1 + each) }
}

type CallArgs = Extract<ASTNode, { op: 'rcall' }>['args']
