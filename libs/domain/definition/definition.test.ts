import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { landes } from '../../testing/journey.fixtures'
import { demonstrationWaits, faultsOf } from './definition.check'
import { definitionSchema, tasks } from './definition.schema'
import { unmetRules } from './eligibility'

const read = (path: string): unknown => JSON.parse(readFileSync(join(process.cwd(), path), 'utf8'))
const eligible = {
  naturalPerson: true,
  commitment: true,
  reasons: ['competences'],
  needs: [],
  ageKnown: false,
  age: 0,
  equipped: false,
  monthsSinceEquipped: 0,
}

test('the definitions that ship have no fault', () => {
  expect(faultsOf(landes)).toEqual([])
  expect(demonstrationWaits(landes)).toEqual([])
})

test.each(['landes-demo.v1', 'landes-demo-silence.v1'])('%s differs from the real one in delays alone', (id) => {
  const demo = definitionSchema.parse(read(`examples/definitions/${id}.json`))
  expect(faultsOf(demo)).toEqual([])
  const timeless = ({ waits, evaluation, id: _id, ...rest }: typeof landes) => ({
    ...rest,
    reminders: tasks.map((task) => [task, waits[task].reminders, waits[task].calendar]),
    evaluation: { ...evaluation, after: '' },
  })
  expect(timeless(demo)).toEqual(timeless(landes))
  const delays = tasks.flatMap((task) => [demo.waits[task].remindAfter, demo.waits[task].expireAfter])
  for (const delay of [...delays, demo.evaluation.after]) expect(delay).toMatch(/^PT\d+S$/)
  expect(demonstrationWaits(demo)).toEqual([...tasks])
})

test('in the demonstration whoever has to answer has a minute at least', () => {
  const demo = definitionSchema.parse(read('examples/definitions/landes-demo.v1.json'))
  for (const task of tasks) expect(Number(/\d+/.exec(demo.waits[task].remindAfter)?.[0])).toBeGreaterThanOrEqual(60)
})

test('every fault is named in one pass, with its place', () => {
  const wrong = {
    ...landes,
    waits: {
      ...landes.waits,
      choose_lieu: { remindAfter: 'P20D', reminders: 2, expireAfter: 'P30D', calendar: 'civil' },
    },
    eligibility: [
      { code: 'riche', rule: 'income > 3', fr: '', en: '' },
      { code: 'age', rule: 'age', fr: '', en: '' },
    ],
    reasons: [...landes.reasons, landes.reasons[0]],
    instruments: { ...landes.instruments, sentiment: { ...landes.instruments.sentiment, min: 10 } },
  }
  expect(faultsOf(wrong).map(({ path }) => path)).toEqual([
    'waits.choose_lieu',
    'eligibility.riche',
    'eligibility.age',
    'reasons',
    'instruments.sentiment',
  ])
})

test('working days can only be counted in days, and a delay must be a positive duration', () => {
  const months = { ...landes.waits.choose_lieu, expireAfter: 'P2M', calendar: 'working' }
  expect(faultsOf({ ...landes, waits: { ...landes.waits, choose_lieu: months } })).toMatchObject([
    { path: 'waits.choose_lieu' },
  ])
  const never = { ...landes.waits.choose_lieu, expireAfter: 'demain' }
  expect(faultsOf({ ...landes, waits: { ...landes.waits, choose_lieu: never } })).toMatchObject([
    { path: 'waits.choose_lieu.expireAfter' },
  ])
})

test.each([
  [{}, []],
  [{ naturalPerson: false }, ['natural_person']],
  [{ reasons: ['autre'] }, ['has_a_reason']],
  [{ commitment: false, reasons: [] }, ['has_a_reason', 'commits_to_the_journey']],
  [{ equipped: true, monthsSinceEquipped: 35 }, ['not_equipped_lately']],
  [{ equipped: true, monthsSinceEquipped: 36 }, []],
])('eligibility %j: %j', (over, expected) => {
  expect(unmetRules(landes, { ...eligible, ...over })).toEqual(expected)
})
