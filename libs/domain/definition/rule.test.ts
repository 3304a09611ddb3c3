import fc from 'fast-check'
import { applicationFactTypes, applicationRules } from '../call/application.facts'
import { eligibilityFactTypes, eligibilityRules } from './eligibility'
import { lineFactTypes, priorityNumbers } from './line.priority'
import type { FactTypes, FactValue } from './rule'
import { branchRules, foundFactTypes } from './stage.graph'

const en = (rule: string) => eligibilityRules.faultsOf(rule).map((fault) => fault.en)

test.each([
  "reasons.exists(reason, reason in ['equipement', 'competences'])",
  "reasons.exists_one(reason, reason == 'equipement') && !needs.all(need, need != 'emploi')",
  "reasons.filter(reason, reason in needs).size() >= 2 || size(entry) > 3 || needs == ['emploi'] || needs == []",
  "lastHandedOverOn < '2024-01-01' ? age * 2 + 1 >= 3 * (18 - -monthsSinceEquipped) : entry in ['paper', 'group']",
  "reasons.exists(a, ['emploi', 'demarches'].all(b, b != a)) == commitment",
])('a rule may be %s', (rule) => {
  expect(en(rule)).toEqual([])
})

test.each<[string, string, number]>([
  ["entry.matches('^(a+)+$')", 'matches', 1],
  ["commitment && needs[1] != 'x'", '[…]', 15],
  ['100 / age > 3', '/', 1],
  ['age % 2 == 0', '%', 1],
  ["int(entry) > 3 || age > int('9')", 'int', 1],
  ["timestamp(entry) > timestamp('2020-01-01T00:00:00Z')", 'timestamp', 1],
  ["duration(entry) > duration('1h')", 'duration', 1],
  ["dyn(age) > 'x'", 'dyn', 1],
  ["string(age) == 'x'", 'string', 1],
  ["entry.substring(3) == 'x'", 'substring', 1],
  ["entry.split(',') == needs", 'split', 1],
  ["needs.map(need, need + need) == ['a']", 'map', 1],
  ['(needs + reasons).exists(a, a in needs)', '+', 2],
  ["entry + entry == 'a'", '+', 1],
  ['type(age) == type(3)', 'type', 1],
  ['cel.bind(a, age, a > 3)', 'bind', 1],
  ['[[1], [2]] == [[3]]', '[[…]]', 1],
  ['age > 9223372036854775808', '9223372036854775808', 7],
  ['1.5 > 2.5', '1.5', 1],
  ['null == null', 'null', 1],
  ["b'a' == b'b'", "b'a'", 1],
])('a rule may not be %s', (rule, what, place) => {
  const [fault] = eligibilityRules.faultsOf(rule)
  expect(fault).toEqual({
    fr: `une règle ne se sert pas de « ${what} » (caractère ${place})`,
    en: `a rule does not use “${what}” (character ${place})`,
  })
})

test('each thing that a rule may not use is told', () => {
  expect(en("needs[1] == 'a' || 1 / age > int(entry) || needs.map(a, a) == needs")).toEqual([
    'a rule does not use “[…]” (character 1)',
    'a rule does not use “/” (character 20)',
    'a rule does not use “int” (character 30)',
    'a rule does not use “map” (character 44)',
  ])
})

test.each<[string, string, string]>([
  ['salaire > 3', 'ce fait n’est pas déclaré : « salaire » (caractère 1)', 'Unknown variable: salaire (character 1)'],
  ['age > (', 'la règle n’est pas complète, ou un signe y est de trop (caractère 8)', 'Unexpected token: EOF'],
  ["age == 'x'", "ces types ne vont pas ensemble : « age == 'x' » (caractère 1)", 'no such overload: int == string'],
  [
    'needs.sort()',
    'cette fonction n’existe pas pour ces types : « needs.sort() » (caractère 1)',
    'no matching overload',
  ],
  ['age > 3 &', 'cela ne se lit pas en CEL', 'Unexpected character'],
  ['needs', 'elle ne répond pas par vrai ou faux', 'a rule answers a boolean, this one answers list<string>'],
  ['age * age * age > 3', 'ce nombre pourrait devenir trop grand (caractère 1)', 'this number could grow too large'],
  ['needs.exists(a, reasons.exists(b, a == b))', 'elle coûte', 'this rule costs'],
])('%s is told in both languages', (rule, inFrench, inEnglish) => {
  const [fault] = eligibilityRules.faultsOf(rule)
  expect(fault?.fr).toContain(inFrench)
  expect(fault?.en).toContain(inEnglish)
})

const codes = Array.from({ length: 30 }, (_, index) => `${'code_'.repeat(11)}${index + 10}`)
const heavy = {
  ...{ naturalPerson: true, commitment: true, reasons: codes, needs: codes, entry: 'x'.repeat(60) },
  ...{ ageKnown: true, age: 42, equipped: true, lastHandedOverOn: '2025-03-04', monthsSinceEquipped: 11 },
}
const long = 'x'.repeat(250)

test('a rule of a thousand steps passes, one of a step more does not', () => {
  const looked = 'needs.all(a, a in reasons && a in reasons && a in reasons && a in reasons && a == entry)'
  const rule = `commitment && commitment && commitment && commitment && ${looked}`
  expect(en(rule)).toEqual([])
  expect(en(`!${rule}`)).toEqual(['this rule costs 1001, 1000 at most'])
})

test.each([
  ['a pattern that goes back', `!'${'a'.repeat(40)}!'.matches('^(a+)+$')`],
  ['lists put together', `(${'needs+'.repeat(7)}needs).exists(a, (${'needs+'.repeat(5)}needs).exists(b, b == 'x'))`],
  ['iterations within iterations', 'needs.exists(a, needs.exists(b, needs.exists(c, a == b && b == c && c == a)))'],
])('%s is refused, and is not evaluated to be so', (_, rule) => {
  const start = performance.now()
  expect(eligibilityRules.faultsOf(rule)).not.toEqual([])
  expect(performance.now() - start).toBeLessThan(1_000)
})

// The most that passes: what is left of the bound would not hold one more of the same.
test.each([
  'needs.all(a, size(a) * 3 - 2 * 5 + 7 > 4 - 1 && size(a) + 1 > 2 * 1 - 4)',
  'needs.all(a, a in reasons && a in needs && a in reasons && a in needs)',
  `needs.filter(a, a != '${long}').filter(a, a != '${long.slice(150)}').all(a, size(a) > 1 || a == entry)`,
  `[${Array.from({ length: 45 }, (_, index) => index).join(', ')}].all(a, a - age * 3 < 50 && a + 1 < 2 + a)`,
  'reasons == needs && reasons.all(a, reasons == needs && a in reasons && a in needs && a < entry || a >= entry)',
])('the worst that passes takes less than 10 ms: %s', (rule) => {
  expect(en(rule)).toEqual([])
  const times = Array.from({ length: 20 }, () => {
    const start = performance.now()
    eligibilityRules.holds(rule, heavy)
    return performance.now() - start
  })
  expect(Math.min(...times)).toBeLessThan(10)
})

/** Any facts of the types that are declared: numbers, texts and lists that no referral would ever hold, too. */
const anyFacts = (types: FactTypes) =>
  fc.record<Record<string, FactValue>>(
    Object.fromEntries(
      Object.entries(types).map(([name, type]): [string, fc.Arbitrary<FactValue>] => [
        name,
        {
          bool: fc.boolean(),
          int: fc.oneof(fc.integer({ min: -2, max: 40 }), fc.maxSafeInteger()),
          string: fc.string(),
          'list<string>': fc.array(fc.string(), { maxLength: 40 }),
        }[type],
      ]),
    ),
  )

/** Expressions over facts, most of them well typed, with all that CEL has that may fail. */
function anyExpression(types: FactTypes, answers: 'bool' | 'int') {
  const named = (wanted: string, ...others: string[]) =>
    fc.constantFrom(...Object.keys(types).filter((name) => types[name] === wanted), ...others)
  const filled = (form: string, ...parts: fc.Arbitrary<string>[]) =>
    fc.tuple(...parts).map((texts) => texts.reduce((text, part, index) => text.replaceAll(`$${index}`, part), form))
  const forms = (depthIdentifier: string, simple: fc.Arbitrary<string>, ...all: fc.Arbitrary<string>[]) =>
    fc.oneof({ depthIdentifier, maxDepth: 4, withCrossShrink: true }, simple, ...all)
  const tree = fc.letrec<Record<'bool' | 'int' | 'text' | 'list', string>>((tie) => {
    const [bool, int, text, list] = [tie('bool'), tie('int'), tie('text'), tie('list')]
    const compared = (part: fc.Arbitrary<string>) =>
      fc.constantFrom('==', '!=', '<', '<=', '>', '>=').chain((sign) => filled(`$0 ${sign} $1`, part, part))
    return {
      bool: forms(
        'depth',
        named('bool', 'true'),
        ...[compared(int), compared(text), filled('$0 == $1', list, list), filled('$0 in $1', text, list)],
        ...[filled('!($0)', bool), filled('($0 && $1)', bool, bool), filled('($0 || $1)', bool, bool)],
        filled('($0 ? $1 : $2)', bool, bool, bool),
        ...['exists', 'all', 'exists_one'].map((macro) =>
          filled(`$0.${macro}(each, each == $1 || $2)`, list, text, bool),
        ),
        ...[filled('$0.matches($1)', text, text), filled('bool($0)', text), filled('dyn($0) > $1', int, text)],
        filled('timestamp($0) < timestamp($1)', text, int),
      ),
      int: forms(
        'depth',
        named('int', '0', '1', '7', '1000000007', '9223372036854775807'),
        ...['+', '-', '*', '/', '%'].map((sign) => filled(`($0 ${sign} $1)`, int, int)),
        ...[filled('-($0)', int), filled('size($0)', text), filled('$0.size()', list), filled('int($0)', text)],
        ...[filled('($0 ? $1 : $2)', bool, int, int), filled('uint($0)', int), filled('[$0, $1][$2]', int, int, int)],
      ),
      text: forms(
        'depth',
        named('string', "'a'", "''"),
        ...[filled('$0[$1]', list, int), filled('string($0)', int), filled('$0 + $1', text, text)],
        ...[filled('$0.substring($1)', text, int), filled('($0 ? $1 : $2)', bool, text, text)],
      ),
      list: forms(
        'depth',
        named('list<string>', '[]'),
        ...[filled('[$0, $1]', text, text), filled('($0 + $1)', list, list), filled('$0.split($1)', text, text)],
        filled('$0.filter(each, each != $1 && $2)', list, text, bool),
        ...[filled('$0.map(each, each + $1)', list, text), filled('($0 ? $1 : $2)', bool, list, list)],
      ),
    }
  })
  return tree[answers]
}

test.each([
  ['of eligibility', eligibilityFactTypes, 'bool', eligibilityRules.faultsOf, eligibilityRules.holds, 'boolean'],
  ['of a call', applicationFactTypes, 'bool', applicationRules.faultsOf, applicationRules.holds, 'boolean'],
  ['of a branch', foundFactTypes, 'bool', branchRules.faultsOf, branchRules.holds, 'boolean'],
  ['of a priority', lineFactTypes, 'int', priorityNumbers.faultsOf, priorityNumbers.valueOf, 'number'],
] as const)(
  'whatever the facts, a rule %s that passes its check does not fail',
  (_, types, answers, faultsOf, ask, type) => {
    const passed = new Set<string>()
    fc.assert(
      fc.property(anyExpression(types, answers), anyFacts(types), (rule, facts) => {
        if (faultsOf(rule).length > 0) return
        passed.add(rule)
        expect(typeof ask(rule, facts)).toBe(type)
      }),
      { numRuns: 4_000 },
    )
    // Rules of some depth do pass: the property speaks of them.
    expect([...passed].filter((rule) => rule.length > 30).length).toBeGreaterThan(100)
  },
)
