import { Environment } from '@marcbachmann/cel-js'
import { boundOf, type Shape, type Shapes } from './rule.bounds'
import type { RuleFault } from './rule.fault'

const text = (chars: number): Shape => ({ type: 'string', chars })
const number = (min: number | bigint, max: number | bigint): Shape => ({
  ...{ type: 'int', min: BigInt(min), max: BigInt(max) },
})
const list = (of: Shape, most: number): Shape => ({ type: 'list', of, most })
const bool: Shape = { type: 'bool' }

const scope: Shapes = {
  ...{ flag: bool, n: number(0, 100), short: text(60), long: text(600) },
  ...{ few: list(text(60), 10), many: list(number(0, 9), 100), longs: list(text(600), 20) },
}
const parser = new Environment()
function bound(rule: string) {
  const refused: RuleFault[] = []
  return { ...boundOf(parser.parse(rule).ast, scope, refused), refused }
}

test.each<[string, number, Shape]>([
  ['true', 1, bool],
  ['"abc"', 1, text(3)],
  ['n', 1, number(0, 100)],
  ['!flag', 2, bool],
  ['-n', 2, number(-100, 0)],
  ['flag && flag', 3, bool],
  ['!flag || flag', 4, bool],
  ['n == 1', 4, bool],
  ['n + 1 >= n + n', 8, bool],
  ['long == short', 4, bool],
  ['long == long', 13, bool],
  ['short in few', 4, bool],
  ['n in many', 13, bool],
  ['long in longs', 23, bool],
  ['n + 1 in [n, n]', 8, bool],
  ['n + n - 1', 5, number(-1, 199)],
  ['n * (n - 10)', 5, number(-1000, 9000)],
  ['flag ? n : n + 1', 5, number(0, 101)],
  ['!flag ? n + 1 : n - 1', 6, number(-1, 101)],
  ['flag ? long : short', 3, text(600)],
  ['flag ? short : long', 3, text(600)],
  ['flag ? few : longs', 3, list(text(600), 20)],
  ['flag ? [] : few', 3, list(text(60), 10)],
  ['flag ? few : []', 3, list(text(60), 10)],
  ['[1, n, n + 1]', 6, list(number(0, 101), 3)],
  ['size(many)', 12, number(0, 100)],
  ['many.size()', 12, number(0, 100)],
  ['size(long)', 12, number(0, 600)],
  ['size([])', 2, number(0, 0)],
  ['many.exists(x, x > 3)', 502, bool],
  ['many.all(x, few.exists(y, size(y) == x))', 7302, bool],
  ['many.filter(x, x > 3)', 502, list(number(0, 9), 100)],
])('%s costs %i steps at most, and its value is known before any fact', (rule, cost, shape) => {
  expect(bound(rule)).toEqual({ cost, shape, refused: [] })
})

test.each([
  ['9223372036854775806 + 1', 0],
  ['9223372036854775807 + 1', 1],
  ['-9223372036854775807 - 1', 0],
  ['-9223372036854775807 - 2', 1],
  ['(9223372036854775807 + 1) + n', 1],
  ['n + (9223372036854775807 + 1)', 1],
])('a number stays within 64 bits: %s (%i faults)', (rule, faults) => {
  expect(bound(rule).refused).toHaveLength(faults)
})

test.each<[string, readonly string[]]>([
  ['n / 2', ['/']],
  ['n % 2', ['%']],
  ['few[n / 2]', ['[…]', '/']],
  ['few.first', ['.']],
  ['(n / 2).first', ['.', '/']],
  ['{"a": n}', ['{…}']],
  ['[few]', ['[[…]]']],
  ['few.map(x, x)', ['map']],
  ['other', ['other']],
  ['matches(short, long)', ['matches']],
  ['double(n / 2)', ['double', '/']],
  ['short.matches(other)', ['matches', 'other']],
  ['(n / 2).matches(short)', ['matches', '/']],
  ['short + long', ['+']],
  ['n + long', ['+']],
  ['long - n', ['-']],
  ['1.5', ['1.5']],
])('%s is refused for %j, each named once', (rule, whats) => {
  const { refused } = bound(rule)
  expect(refused).toHaveLength(whats.length)
  whats.forEach((what, index) => expect(refused[index]?.en).toContain(what))
})
