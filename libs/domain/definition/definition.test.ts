import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { landes, withStage } from '../../testing/journey.fixtures'
import { endOfWait } from '../kernel/wait'
import { faultsOf } from './definition.check'
import { type Definition, definitionSchema } from './definition.schema'
import { demonstrationWaits } from './wait.check'
import { tasks } from './wait.schema'

const read = (path: string): unknown => JSON.parse(readFileSync(join(process.cwd(), path), 'utf8'))
const noon = '2026-03-02T11:00:00Z'
const landesTasks = tasks.filter((task) => landes.waits[task])

test('the definitions that ship have no fault', () => {
  expect(faultsOf(landes)).toEqual([])
  expect(demonstrationWaits(landes)).toEqual([])
})

/** A definition without its delays. */
const timeless = ({ waits, stages, id: _id, ...rest }: Definition) => ({
  ...rest,
  reminders: Object.entries(waits).map(([task, wait]) => [task, wait.owner, wait.reminders, wait.calendar]),
  stages: stages.map((stage) => {
    if (stage.kind === 'dotation') return { ...stage, guarantee: '' }
    return stage.kind === 'evaluation' ? { ...stage, after: '' } : stage
  }),
})

test.each(['landes-demo.v1', 'landes-demo-silence.v1'])('%s differs from the real one in delays alone', (id) => {
  const demo = definitionSchema.parse(read(`examples/definitions/${id}.json`))
  expect(faultsOf(demo)).toEqual([])
  expect(timeless(demo)).toEqual(timeless(landes))
  const everyWait = landesTasks.flatMap((task) => [`waits.${task}.remindAfter`, `waits.${task}.expireAfter`])
  expect(demonstrationWaits(demo)).toEqual([...everyWait, 'stages.3.guarantee', 'stages.4.after'])
})

test('in the demonstration whoever has to answer has a minute at least', () => {
  const demo = definitionSchema.parse(read('examples/definitions/landes-demo.v1.json'))
  for (const task of landesTasks)
    expect(Number(/^PT(\d+)S$/.exec(demo.waits[task]?.remindAfter ?? '')?.[1])).toBeGreaterThanOrEqual(60)
})

const pathsOf = (over: object) => faultsOf({ ...landes, ...over }).map(({ path }) => path)
const waiting = (over: object) =>
  pathsOf({ waits: { ...landes.waits, choose_lieu: { ...landes.waits.choose_lieu, ...over } } })
const staged = (...given: Parameters<typeof withStage>) => faultsOf(withStage(...given)).map(({ path }) => path)

test('every fault is named in one pass, with its place, in both languages', () => {
  const { owner: _owner, ...orphan } = landes.waits.plan_training
  const [skills] = landes.instruments.skills
  const wrong = {
    ...landes,
    zone: 'Europe/Pariss',
    surprise: true,
    waits: {
      ...landes.waits,
      choose_lieu: { ...landes.waits.choose_lieu, remindAfter: 'P20D', reminders: 2, expireAfter: 'P30D' },
    },
    eligibility: [
      { code: 'riche', rule: 'income > 3', fr: 'x', en: 'x' },
      { code: 'age', rule: 'age', fr: 'x', en: 'x' },
    ],
    reasons: [...landes.reasons, landes.reasons[0]],
    instruments: { ...landes.instruments, skills: [{ ...skills, items: [skills?.items[0], skills?.items[0]] }] },
    stages: landes.stages.map((stage, index) => (index === 2 ? { ...stage, next: [] } : stage)),
  }
  const faults = faultsOf(wrong)
  expect(faults.map(({ path }) => path).sort()).toEqual(
    [
      'zone',
      'surprise',
      'waits.choose_lieu.reminders',
      'eligibility.riche',
      'eligibility.age',
      'reasons',
      'instruments.skills.0.items',
      'stages.2.next',
    ].sort(),
  )
  for (const { fr, en } of faults) expect([fr.length > 5, en.length > 5, fr === en]).toEqual([true, true, false])
  expect(pathsOf({ zone: 'nowhere', waits: { ...landes.waits, plan_training: orphan }, reasons: [] })).toEqual([
    'zone',
    'reasons',
    'waits.plan_training.owner',
  ])
})

test.each<[string, unknown, string]>([
  ['nothing', undefined, ''],
  ['a list', [landes], ''],
  ['what is too large', { ...landes, title: 'x'.repeat(200_001) }, ''],
])('%s is no definition', (_, input, path) => {
  expect(faultsOf(input)[0]?.path).toBe(path)
})

test('what holds itself is refused as recursive', () => {
  const snake: Record<string, unknown> = { ...landes }
  snake.tail = snake
  expect(faultsOf(snake)).toEqual([
    { path: expect.stringMatching(/^tail\.tail/), fr: expect.stringContaining('récursif'), en: expect.any(String) },
  ])
})

test('what is nested without end, or holds what nobody can read, is refused by its place', () => {
  const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown
  expect(faultsOf({ ...landes, stages: deep })).toMatchObject([{ path: expect.stringMatching(/^stages\.0/) }])
  expect(faultsOf({ ...landes, title: 'Mon\0Ordi' })).toMatchObject([{ path: 'title' }])
})

describe('waits', () => {
  test('a task of a stage without a wait, and a wait without a stage', () => {
    const { book_diagnostic: _gone, ...waits } = landes.waits
    expect(pathsOf({ waits })).toEqual(['waits.book_diagnostic'])
    const given = { ...landes.waits, give_support: landes.waits.plan_training }
    expect(pathsOf({ waits: given })).toEqual(['waits.give_support'])
  })

  test.each([
    ['answer_referral', 'mediator'],
    ['await_laptop', 'lieu'],
    ['plan_training', 'recyclerie'],
    ['plan_training', 'prescriber'],
  ] as const)('the task %s cannot be the %s’s', (task, owner) => {
    const waits = { ...landes.waits, [task]: { ...landes.waits[task], owner } }
    expect(pathsOf({ waits })).toEqual([`waits.${task}.owner`])
  })

  test('a task whose end closes the journey says how', () => {
    const { follow_training: _gone, ...ends } = landes.ends
    expect(pathsOf({ ends })).toEqual(['ends.follow_training'])
    const unknown = { ...landes.ends, follow_training: { ...landes.ends.follow_training, shareable: 'secret' } }
    expect(pathsOf({ ends: unknown })).toEqual(['ends.follow_training'])
  })
})

test.each(['P1DT12H', 'demain', '', 'P', 'PT', 'P0D', 'PT0S', '-P1D', 'P1.5D', 'PT0.5S', 'P1D2M', 'p1d', 'P10000D'])(
  'a delay of %j is refused wherever it is',
  (delay) => {
    expect(waiting({ expireAfter: delay })).toContain('waits.choose_lieu.expireAfter')
    expect(waiting({ remindAfter: delay })).toContain('waits.choose_lieu.remindAfter')
    expect(staged('diagnostic', { bookWithin: delay })).toContain('stages.1.bookWithin')
    expect(staged('evaluation', { after: delay })).toContain('stages.4.after')
  },
)

test.each(['P90D', 'P8W', 'P3M', 'P1Y', 'P1Y6M', 'P1M2W3D', 'P3Y', 'PT5S', 'PT1440M', 'PT1H30M'])(
  'a delay of %j is taken, and ends a wait',
  (delay) => {
    expect(staged('evaluation', { after: delay, calendar: 'civil' })).toEqual([])
    expect(endOfWait(noon, delay, 'civil', landes.zone, '') > noon).toBe(true)
  },
)

test.each(['P3Y1D', 'P37M', 'P999W'])('a delay of %s is longer than data are kept', (delay) => {
  expect(staged('evaluation', { after: delay })).toEqual(['stages.4.after'])
  expect(staged('diagnostic', { bookWithin: delay })).toEqual(['stages.1.bookWithin'])
  expect(waiting({ expireAfter: delay })).toEqual(['waits.choose_lieu.expireAfter'])
})

test.each(['P2W', 'P1M', 'P1Y', 'P1M10D', 'PT60S'])('working days are not counted by %s', (delay) => {
  const wait = { calendar: 'working', reminders: 0, remindAfter: 'P1D' }
  expect(waiting({ ...wait, expireAfter: delay })).toEqual(['waits.choose_lieu.expireAfter'])
  expect(waiting({ ...wait, expireAfter: 'P10D', remindAfter: delay })).toEqual(['waits.choose_lieu.remindAfter'])
  expect(staged('evaluation', { calendar: 'working', after: delay })).toEqual(['stages.4.after'])
  expect(waiting({ ...wait, expireAfter: 'P10D' })).toEqual([])
  expect(staged('evaluation', { calendar: 'working', after: 'P60D' })).toEqual([])
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

test.each<[string, unknown]>([
  ['stages.1.bookWithin', withStage('diagnostic', { bookWithin: 'PT1S' })],
  ['stages.4.after', withStage('evaluation', { after: 'PT5S' })],
  ['stages.3.guarantee', withStage('dotation', { guarantee: 'PT5S' })],
  [
    'waits.hand_over.remindAfter',
    { ...landes, waits: { ...landes.waits, hand_over: { ...landes.waits.hand_over, remindAfter: 'PT30S' } } },
  ],
])('%s in seconds is that of a demonstration', (path, input) => {
  expect(demonstrationWaits(definitionSchema.parse(input))).toEqual([path])
})
