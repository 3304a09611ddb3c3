import fc from 'fast-check'
import { questionnaireOf, sentimentOf, skillsOf } from '../../domain/definition/stage.measures'
import { landes } from '../../testing/journey.fixtures'
import { answerOf } from './outcome.answer'
import { cellsOf } from './outcome.cells'
import { scalesOf } from './outcome.scales'
import type { OutcomeTables, Tally } from './outcome.tables'
import { revealed } from './reader.fixture'
import { withheldCells } from './small.groups'

const now = '2026-09-01T12:00:00Z'
const skills = skillsOf(landes, 'diagnostic')
const sentiment = sentimentOf(landes, 'diagnostic')
const followUp = questionnaireOf(landes, 'evaluation')
const levels = skills.scale.map(({ code }) => code)
const items = skills.items.map(({ code }) => code)
const usages = followUp.questions.find(({ code }) => code === 'usage')?.answers ?? []

/** One person's journey, as far as it is counted. */
interface Counted {
  readonly epci: string
  readonly state: OutcomeTables['groups'][number]['outcome'] | 'training' | 'evaluation'
  readonly laptop: boolean
  readonly reprise: boolean
  readonly trained: boolean
  readonly before: string
  readonly after: string
  readonly usage: string
}

const epcis = Array.from({ length: 4 }, (_, index) => ({ siren: `24400000${index}`, name: `CC inventée ${index}` }))

const journeys = fc.array(
  fc.record<Counted>({
    epci: fc.constantFrom(...epcis.map(({ siren }) => siren)),
    state: fc.constantFrom('completed', 'completed', 'completed', 'withdrawn', 'expired', 'training', 'evaluation'),
    laptop: fc.boolean(),
    reprise: fc.boolean(),
    trained: fc.boolean(),
    before: fc.constantFrom(...levels),
    after: fc.constantFrom(...levels),
    usage: fc.constantFrom(...usages.map(({ code }) => code)),
  }),
  { minLength: 40, maxLength: 250, size: 'max' },
)

const one: Tally = { journeys: 1, people: 1 }

/** What the database would have counted of them, a line for each journey. */
function tablesOf(counted: readonly Counted[]): OutcomeTables {
  const completed = counted.filter(({ state }) => state === 'completed')
  const trained = counted.filter((journey) => journey.trained || journey.state === 'completed')
  const pairs = (moment: 'after_training' | 'follow_up', { length }: readonly Counted[]) =>
    length > 0 ? [{ instrument: sentiment.version, moment, before: 3, after: 6, journeys: length, people: length }] : []
  return {
    groups: counted.map(({ epci, state, laptop, reprise }) =>
      state === 'training' || state === 'evaluation'
        ? { ...one, stage: state, outcome: null, epci, handed_over: laptop, reprise }
        : { ...one, stage: 'closed', outcome: state, epci, handed_over: laptop, reprise },
    ),
    past: [{ journeys: counted.length, people: counted.length }],
    times: [{ stage: 'prescription', median: 86_400, p90: 172_800, journeys: counted.length, people: counted.length }],
    sentiment: [...pairs('after_training', trained), ...pairs('follow_up', completed)],
    skills: trained.flatMap(({ before, after }) =>
      items.flatMap((item) => [
        { ...one, instrument: skills.version, item, moment: 'before' as const, level: before },
        { ...one, instrument: skills.version, item, moment: 'after' as const, level: after },
      ]),
    ),
    answers: completed.map(({ usage }) => ({ ...one, instrument: followUp.version, question: 'usage', answer: usage })),
    epcis,
    counted_until: '2026-08-31T22:00:00+00:00',
    waiting_since: null,
  }
}

function answers(counted: readonly Counted[]) {
  const tables = tablesOf(counted)
  const scales = scalesOf([landes], tables)
  const table = cellsOf(tables, scales)
  const withheld = withheldCells(table)
  const exact = answerOf(tables, scales, { table, withheld: null }, now)
  const masked = answerOf(tables, scales, { table, withheld }, now)
  return { table, withheld, exact, masked }
}

/** Every count of an answer, by its path; durations and means are not counts. */
function countsOf(value: unknown, path = ''): [path: string, count: number | null][] {
  if (typeof value !== 'object' || value === null) {
    const counts = /(journeys|laptops\w*|pairs|answered|completed|levels\.\d+\.(before|after))$/
    return counts.test(path) ? [[path, value as number | null]] : []
  }
  return Object.entries(value).flatMap(([key, inside]) => countsOf(inside, `${path}.${key}`))
}

test('whatever became of people, an evaluator reads true figures, of groups of eleven and more alone, and can compute no other', () => {
  let told = 0
  fc.assert(
    fc.property(journeys, (counted) => {
      const { table, withheld, exact, masked } = answers(counted)
      const exactCounts = new Map(countsOf(exact))
      for (const [path, count] of countsOf(masked)) {
        if (count === null) continue
        told += 1
        expect(count).toBe(exactCounts.get(path))
        expect(count).toBeGreaterThanOrEqual(11)
      }
      const computed = revealed(table, withheld).filter((name) => {
        const cell = table.cells.get(name)
        return !cell?.hidden || (cell.people < 11 && cell.journeys > 0)
      })
      expect(computed).toEqual([])
    }),
    { numRuns: 60, seed: 20260304 },
  )
  expect(told).toBeGreaterThan(500)
})

test('the same codes are listed whoever answered what', () => {
  fc.assert(
    fc.property(journeys, (counted) => {
      const paths = countsOf(answers(counted).masked).map(([path]) => path)
      expect(paths).toEqual(countsOf(answers([]).masked).map(([path]) => path))
    }),
    { numRuns: 20, seed: 20260305 },
  )
})

test('the coordinator reads every figure, levels from the lowest', () => {
  const counted: Counted[] = [
    {
      epci: '244000001',
      state: 'completed',
      laptop: true,
      reprise: false,
      trained: true,
      before: 'not_acquired',
      after: 'acquired',
      usage: 'jamais',
    },
    {
      epci: '244000001',
      state: 'training',
      laptop: false,
      reprise: false,
      trained: false,
      before: 'acquired',
      after: 'acquired',
      usage: 'jamais',
    },
  ]
  const { exact } = answers(counted)
  expect(exact).toMatchObject({ journeys: 2, laptopsHandedOver: 1, masked: false, asOf: { lagSeconds: 0 } })
  expect(exact.asOf.recordedAt).toBe('2026-08-31T22:00:00.000Z')
  expect(exact.byOutcome.find(({ outcome }) => outcome === 'completed')).toEqual({
    outcome: 'completed',
    journeys: 1,
    masked: false,
  })
  expect(exact.skills[0]).toEqual({
    instrument: 'quatre-bases.v1',
    item: 'bases',
    pairs: 1,
    levels: [
      { level: 'not_acquired', before: 1, after: 0, masked: false },
      { level: 'in_progress', before: 0, after: 0, masked: false },
      { level: 'acquired', before: 0, after: 1, masked: false },
    ],
    masked: false,
  })
  expect(exact.byEpci.map(({ journeys, completed, laptops }) => [journeys, completed, laptops])).toEqual([
    [0, 0, 0],
    [2, 1, 1],
    [0, 0, 0],
    [0, 0, 0],
  ])
  expect(countsOf(exact).some(([, count]) => count === null)).toBe(false)
})

test('where all came to the same outcome, how many they are is told, and that it is all of them is not', () => {
  const all = Array.from(
    { length: 60 },
    (_, index): Counted => ({
      ...{ epci: `24400000${index % 4}`, state: 'completed', laptop: true, reprise: false, trained: true },
      ...{ before: 'not_acquired', after: 'acquired', usage: 'jamais' },
    }),
  )
  const { masked } = answers(all)
  expect(masked.journeys).toBe(60)
  expect(masked.byOutcome.every(({ journeys }) => journeys === null)).toBe(true)
  expect(masked.byEpci.map(({ journeys }) => journeys)).toEqual([15, 15, 15, 15])
})

test('durations of few people are not told, and no count of who left a stage', () => {
  const many = Array.from(
    { length: 30 },
    (): Counted => ({
      ...{ epci: '244000001', state: 'completed', laptop: false, reprise: false, trained: true },
      ...{ before: 'acquired', after: 'acquired', usage: 'jamais' },
    }),
  )
  expect(answers(many).masked.stageTimes[0]).toMatchObject({ journeys: null, medianSeconds: 86_400, masked: true })
  expect(answers(many.slice(0, 10)).masked.stageTimes[0]).toMatchObject({ medianSeconds: null, p90Seconds: null })
  expect(answers(many.slice(0, 10)).masked.sentiment[0]).toMatchObject({ pairs: null, before: null, after: null })
})
