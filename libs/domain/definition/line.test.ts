import { landes } from '../../testing/journey.fixtures'
import { faultsOf } from './definition.check'
import { type LineFacts, priorityOf } from './line.priority'

const withLine = (over: object) => ({ ...landes, line: { ...landes.line, ...over } })
const pathsOf = (over: object) => faultsOf(withLine(over)).map(({ path }) => path)
const facts: LineFacts = {
  ...{ reasons: ['equipement'], needs: ['emploi', 'demarches'], commitment: true },
  ...{ refusedBefore: false, daysSinceReferral: 12 },
}
const priority = (expression: string | null) => priorityOf(withLine({ priority: expression }), facts)

test.each<[string, string | null, number]>([
  ['no rule', null, 0],
  ['a need', "needs.exists(need, need == 'emploi') ? 1 : 2", 1],
  ['the days that somebody has waited', '100 - daysSinceReferral', 88],
  ['below the first', '-5', 0],
  ['beyond the last', '100000', 9999],
])('%s gives a priority', (_, expression, expected) => {
  expect(priority(expression)).toBe(expected)
})

test.each<[string, object]>([
  ['line.priority', { priority: 'refusedBefore' }],
  ['line.priority', { priority: 'age' }],
  ['line.priority', { priority: 'daysSinceReferral +' }],
  [
    'line.priority',
    { priority: 'needs.exists(a, needs.exists(b, reasons.exists(c, needs.exists(d, a == d && b == c)))) ? 0 : 1' },
  ],
  ['line.exceptions', { exceptions: [...landes.line.exceptions, landes.line.exceptions[0]] }],
  ['line.expired', { expired: { shareable: 'inconnu', internal: 'plus_de_mediateur' } }],
  ['line.unconfirmed', { unconfirmed: { shareable: 'lieu_complet', internal: 'inconnu' } }],
])('%s is where the fault is', (path, over) => {
  expect(pathsOf(over)).toEqual([path])
})

test('a rule that costs too much says by how much', () => {
  const costly = 'needs.exists(a, needs.exists(b, a == b)) ? 0 : 1'
  expect(faultsOf(withLine({ priority: costly }))[0]?.en).toMatch(/^this rule costs \d+, 1000 at most$/)
})
