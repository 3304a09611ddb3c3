import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { landes } from '../../testing/journey.fixtures'
import { endOfWait } from '../kernel/wait'
import { demonstrationWaits, faultsOf } from './definition.check'
import { definitionSchema, tasks } from './definition.schema'
import { unmetRules } from './eligibility'

const read = (path: string): unknown => JSON.parse(readFileSync(join(process.cwd(), path), 'utf8'))
const noon = '2026-03-02T11:00:00Z'
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
  const everyWait = tasks.flatMap((task) => [`waits.${task}.remindAfter`, `waits.${task}.expireAfter`])
  expect(demonstrationWaits(demo)).toEqual([...everyWait, 'evaluation.after'])
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
    'waits.choose_lieu.reminders',
    'eligibility.riche',
    'eligibility.age',
    'reasons',
    'instruments.sentiment',
  ])
})

const pathsOf = (over: object) => faultsOf({ ...landes, ...over }).map(({ path }) => path)
const waiting = (over: object) =>
  pathsOf({ waits: { ...landes.waits, choose_lieu: { ...landes.waits.choose_lieu, ...over } } })

test.each(['P1DT12H', 'demain', '', 'P', 'PT', 'P0D', 'PT0S', '-P1D', 'P1.5D', 'PT0.5S', 'P1D2M', 'p1d', 'P10000D'])(
  'a delay of %j is refused wherever it is',
  (delay) => {
    expect(waiting({ expireAfter: delay })).toEqual(['waits.choose_lieu.expireAfter'])
    expect(waiting({ remindAfter: delay })).toEqual(['waits.choose_lieu.remindAfter'])
    expect(pathsOf({ diagnostic: { ...landes.diagnostic, bookWithin: delay } })).toEqual(['diagnostic.bookWithin'])
    expect(pathsOf({ evaluation: { ...landes.evaluation, after: delay } })).toEqual(['evaluation.after'])
  },
)

test.each(['P90D', 'P8W', 'P3M', 'P1Y', 'P1Y6M', 'P1M2W3D', 'PT5S', 'PT1440M', 'PT1H30M'])(
  'a delay of %j is taken, and ends a wait',
  (delay) => {
    expect(pathsOf({ evaluation: { ...landes.evaluation, after: delay, calendar: 'civil' } })).toEqual([])
    expect(endOfWait(noon, delay, 'civil', landes.zone, '') > noon).toBe(true)
  },
)

test.each(['P2W', 'P1M', 'P1Y', 'P1M10D', 'PT60S'])('working days are not counted by %s', (delay) => {
  const wait = { calendar: 'working', reminders: 0, remindAfter: 'P1D' }
  expect(waiting({ ...wait, expireAfter: delay })).toEqual(['waits.choose_lieu.expireAfter'])
  expect(waiting({ ...wait, expireAfter: 'P10D', remindAfter: delay })).toEqual(['waits.choose_lieu.remindAfter'])
  const evaluation = { ...landes.evaluation, calendar: 'working' }
  expect(pathsOf({ evaluation: { ...evaluation, after: delay } })).toEqual(['evaluation.after'])
  expect(waiting({ ...wait, expireAfter: 'P10D' })).toEqual([])
  expect(pathsOf({ evaluation: { ...evaluation, after: 'P60D' } })).toEqual([])
})

test.each([
  ['P30D', 1, 'P1M', true],
  ['P28D', 1, 'P1M', true],
  ['P27D', 1, 'P1M', false],
  ['P1M', 1, 'P30D', true],
  ['P1M', 1, 'P31D', true],
  ['P1M', 1, 'P32D', false],
  ['P1M', 11, 'P1Y', false],
  ['P1M', 12, 'P1Y', true],
  ['P366D', 1, 'P1Y', true],
  ['P1Y', 1, 'P366D', true],
  ['PT60S', 2, 'PT120S', true],
  ['PT60S', 1, 'PT120S', false],
])('reminders every %s, %i of them, before an end at %s: in some month too late is %s', (every, count, end, late) => {
  const faults = waiting({ remindAfter: every, reminders: count, expireAfter: end, calendar: 'civil' })
  expect(faults).toEqual(late ? ['waits.choose_lieu.reminders'] : [])
})

test.each(['Europe/Pariss', 'Paris', '', 'Europe/Paris\n'])('a zone that is none is refused: %j', (zone) => {
  expect(pathsOf({ zone })).toEqual(['zone'])
})

test.each(['Europe/Paris', 'Indian/Reunion', 'UTC'])('%s is a zone', (zone) => {
  expect(pathsOf({ zone })).toEqual([])
})

test('delays and zones that are none are told with the other faults', () => {
  const wrong = {
    zone: 'Europe/Pariss',
    diagnostic: { ...landes.diagnostic, bookWithin: 'P1DT12H' },
    waits: {
      ...landes.waits,
      hand_over: { ...landes.waits.hand_over, reminders: 1, expireAfter: 'P2W', calendar: 'working' },
    },
    reasons: [...landes.reasons, landes.reasons[0]],
  }
  expect(pathsOf(wrong)).toEqual(['zone', 'diagnostic.bookWithin', 'waits.hand_over.expireAfter', 'reasons'])
})

test.each([
  ['diagnostic.bookWithin', { diagnostic: { ...landes.diagnostic, bookWithin: 'PT1S' } }],
  ['evaluation.after', { evaluation: { ...landes.evaluation, after: 'PT5S' } }],
  [
    'waits.hand_over.remindAfter',
    { waits: { ...landes.waits, hand_over: { ...landes.waits.hand_over, remindAfter: 'PT30S' } } },
  ],
])('%s in seconds is that of a demonstration', (path, over) => {
  expect(demonstrationWaits(definitionSchema.parse({ ...landes, ...over }))).toEqual([path])
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
