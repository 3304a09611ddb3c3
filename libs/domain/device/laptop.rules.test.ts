import { laptopRules } from '../../testing/laptop.fixtures'
import { laptopRulesSchema } from './laptop.rules'

const accepts = (change: object) => laptopRulesSchema.safeParse({ ...laptopRules, ...change }).success
const [task] = Object.keys(laptopRules.waits) as (keyof typeof laptopRules.waits)[]
const wait = { remindAfter: 'P10D', reminders: 2, expireAfter: 'P21D', calendar: 'civil' }
const waiting = (over: object) => ({ waits: { ...laptopRules.waits, [task as string]: { ...wait, ...over } } })
const good = { code: 'good', fr: 'Bon état' }

test.each<[string, object]>([
  ['days of work that are counted in days', { calendar: 'working' }],
  ['civil weeks', { remindAfter: 'P1W' }],
  ['no reminder at all', { reminders: 0, remindAfter: 'P30D' }],
  ['a last reminder on the eve of its end', { expireAfter: 'P21D' }],
])('a lot may wait with %s', (_, over) => {
  expect(accepts(waiting(over))).toBe(true)
})

test.each<[string, object]>([
  ['weeks of work before a reminder', { calendar: 'working', remindAfter: 'P1W', reminders: 1 }],
  ['months of work before the end', { calendar: 'working', expireAfter: 'P2M' }],
  ['a last reminder at its end', { expireAfter: 'P20D' }],
  ['a last reminder after its end', { reminders: 3 }],
])('a lot does not wait with %s', (_, over) => {
  expect(accepts(waiting(over))).toBe(false)
})

test.each(['sources', 'grades', 'batteries', 'systems', 'accessibility', 'discards', 'faults', 'shortfalls'])(
  'a code is once in the list of %s, and has its words',
  (list) => {
    const known = laptopRules[list as 'grades']
    expect(accepts({ [list]: [...known, { code: 'tout_autre', fr: 'Tout autre' }] })).toBe(true)
    expect(accepts({ [list]: [...known, ...known.slice(0, 1)] })).toBe(false)
    expect(accepts({ [list]: [...known, { ...good, code: 'tout_autre', fr: '' }] })).toBe(false)
  },
)
