import { Client } from 'pg'
import type { OutcomeQuery, Outcomes } from '../../../libs/contracts/api/outcome.schema'
import { outcomesSchema } from '../../../libs/contracts/api/outcome.schema'
import type { Role } from '../../../libs/contracts/codes'
import type { Actor } from '../../../libs/contracts/command'
import { type Database, openDatabase } from '../../../libs/event-store/database'
import { openReadModels, type ReadModels } from '../../../libs/read-models/read.models'
import { readOutcomes } from '../../../libs/read-models/statistics/outcome.read'
import { createTestDatabase, type TestDatabase } from '../../../libs/testing/database'
import { commands, landes } from '../../../libs/testing/journey.fixtures'
import { countUntil } from './caught.up'
import { appendAll, type Journey, journeyOf } from './journey.log'

const chalosse = '244000001'
const marsan = '244000002'
const dax = '244000003'
const now = '2026-12-01T12:00:00.000Z'

const actorOf = (role: Role, territory = '40'): Actor => ({
  sub: 'actor-x',
  role,
  structure: null,
  lieu: null,
  territory,
})

let clone: TestDatabase
let database: Database
let readModels: ReadModels
let owner: Client

beforeAll(async () => {
  clone = await createTestDatabase()
  database = openDatabase({ url: clone.appUrl, onLost: () => undefined })
  readModels = openReadModels(database, clone.appUrl)
  owner = new Client({ connectionString: clone.ownerUrl })
  await owner.connect()
  for (const [siren, name] of [
    [chalosse, 'CC inventée de Chalosse'],
    [marsan, 'CA inventée du Marsan'],
    [dax, 'CA inventée du Grand Dax'],
  ]) {
    await owner.query(`INSERT INTO epci VALUES ('40', $1, 'territory', $2, false)`, [siren, name])
  }
  await appendAll(owner, network().map(journeyOf))
  await counted(56)
})
afterAll(async () => {
  await owner.end()
  await readModels.close()
  await database.close()
  await clone.drop()
})

/** 54 journeys of the Landes, and two elsewhere. */
function network(): Journey[] {
  const times = (count: number, journey: Journey) => Array.from({ length: count }, () => journey)
  const withdrawn: Journey = { until: 'diagnostic', then: [[3, commands.Withdraw]] }
  return [
    ...times(20, { epci: marsan }),
    ...times(14, { epci: chalosse, referredOn: '2026-04-01' }),
    ...times(5, { ...withdrawn, epci: marsan }),
    ...times(3, { until: 'evaluation', epci: chalosse }),
    ...times(12, { until: 'training', epci: marsan }),
    ...times(2, { epci: '243200001', territory: '32' }),
  ]
}

const counted = (journeys: number) =>
  countUntil(database, async () => {
    const { rows } = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM outcome')
    return rows[0]?.n === journeys
  })

const read = (actor: Actor, query: OutcomeQuery = {}) =>
  readModels.withActor(actor, ({ sql }) =>
    readOutcomes(sql, actor, query, { definitions: [landes], zone: 'Europe/Paris', now }),
  )

async function outcomesFor(actor: Actor, query: OutcomeQuery = {}): Promise<Outcomes> {
  const answer = await read(actor, query)
  if (!answer.ok) throw new Error(answer.rule)
  return outcomesSchema.parse(answer.outcomes)
}

const coordinator = actorOf('coordinator')

test('the coordinator reads the exact figures of the territory', async () => {
  const outcomes = await outcomesFor(coordinator)
  expect(outcomes).toMatchObject({ journeys: 54, laptopsHandedOver: 37, masked: false })
  const byOutcome = outcomes.byOutcome
    .filter(({ journeys }) => journeys)
    .map(({ outcome, journeys }) => [outcome, journeys])
  expect(byOutcome).toEqual([
    ['completed', 34],
    ['withdrawn', 5],
  ])
  const open = outcomes.openByStage.filter(({ journeys }) => journeys).map(({ stage, journeys }) => [stage, journeys])
  expect(open).toEqual([
    ['training', 12],
    ['evaluation', 3],
  ])
  expect(outcomes.byEpci).toEqual([
    { epci: dax, name: 'CA inventée du Grand Dax', journeys: 0, completed: 0, laptops: 0, masked: false },
    { epci: marsan, name: 'CA inventée du Marsan', journeys: 37, completed: 20, laptops: 20, masked: false },
    { epci: chalosse, name: 'CC inventée de Chalosse', journeys: 17, completed: 14, laptops: 17, masked: false },
  ])
})

test('time in each stage, sentiment, skills and answers come from the same people', async () => {
  const { stageTimes, sentiment, skills, followUp } = await outcomesFor(coordinator)
  const day = 86_400
  expect(stageTimes).toEqual([
    { stage: 'prescription', journeys: 54, medianSeconds: day, p90Seconds: day, masked: false },
    // Five left the diagnostic after three days, the others after eight.
    { stage: 'diagnostic', journeys: 54, medianSeconds: 8 * day, p90Seconds: 8 * day, masked: false },
    { stage: 'training', journeys: 37, medianSeconds: 41 * day, p90Seconds: 41 * day, masked: false },
    { stage: 'support', journeys: 0, medianSeconds: null, p90Seconds: null, masked: false },
    { stage: 'dotation', journeys: 37, medianSeconds: 14 * day, p90Seconds: 14 * day, masked: false },
    { stage: 'evaluation', journeys: 34, medianSeconds: 98 * day, p90Seconds: 98 * day, masked: false },
  ])
  const instrument = 'sentiment-competence.v1'
  expect(sentiment).toEqual([
    { instrument, moment: 'after_training', pairs: 37, before: 2, after: 7, masked: false },
    { instrument, moment: 'follow_up', pairs: 34, before: 2, after: 8, masked: false },
  ])
  expect(skills).toHaveLength(4)
  expect(skills[0]).toMatchObject({ item: 'bases', pairs: 37 })
  expect(skills[0]?.levels.map(({ before, after }) => [before, after])).toEqual([
    [37, 0],
    [0, 0],
    [0, 37],
  ])
  const usage = followUp.find(({ question }) => question === 'usage')
  expect(usage?.answers.filter(({ journeys }) => journeys)).toEqual([
    { answer: 'chaque_semaine', journeys: 34, masked: false },
  ])
})

test('figures are asked for by days of referral in the territory’s zone, by EPCI and by definition', async () => {
  const journeys = async (query: OutcomeQuery) => (await outcomesFor(coordinator, query)).journeys
  expect(await journeys({ from: '2026-04-01' })).toBe(14)
  expect(await journeys({ to: '2026-04-01' })).toBe(54)
  expect(await journeys({ to: '2026-03-31' })).toBe(40)
  expect(await journeys({ from: '2026-03-03', to: '2026-03-31' })).toBe(0)
  expect(await journeys({ epci: chalosse })).toBe(17)
  expect(await journeys({ definition: landes.id })).toBe(54)
  expect(await journeys({ definition: 'another.v1' })).toBe(0)
})

test('asked about one EPCI, the others are left out', async () => {
  const { byEpci } = await outcomesFor(coordinator, { epci: dax })
  expect(byEpci).toEqual([
    { epci: dax, name: 'CA inventée du Grand Dax', journeys: 0, completed: 0, laptops: 0, masked: false },
  ])
})

test('a day begins at midnight of the zone, not of UTC', async () => {
  const [late] = [journeyOf({ until: 'prescription', territory: '33', epci: '243300001' })]
  if (!late) throw new Error('one journey was expected')
  const [referred] = late.events
  if (!referred) throw new Error('one event was expected')
  // 23:30 UTC on 1 June is already the 2nd in Paris.
  await appendAll(owner, [{ ...late, events: [{ ...referred, at: '2026-06-01T23:30:00.000Z' }] }])
  await counted(57)
  const bordeaux = actorOf('coordinator', '33')
  expect((await outcomesFor(bordeaux, { to: '2026-06-01' })).journeys).toBe(0)
  expect((await outcomesFor(bordeaux, { from: '2026-06-02', to: '2026-06-02' })).journeys).toBe(1)
})

test('another territory’s coordinator reads its own', async () => {
  const outcomes = await outcomesFor(actorOf('coordinator', '32'))
  expect(outcomes).toMatchObject({ journeys: 2, byEpci: [{ epci: '243200001', journeys: 2 }] })
})

test('an evaluator reads large groups alone, and what would reveal a small one is withheld', async () => {
  const outcomes = await outcomesFor(actorOf('evaluator'))
  expect(outcomes).toMatchObject({ journeys: 54, laptopsHandedOver: 37, masked: true })
  // Five withdrew, three are in evaluation: too few even together, so the next smallest of the list is withheld too.
  expect(outcomes.byOutcome.filter(({ journeys }) => journeys !== null)).toEqual([
    { outcome: 'completed', journeys: 34, masked: false },
  ])
  expect(outcomes.openByStage.every(({ journeys }) => journeys === null)).toBe(true)
  expect(outcomes.sentiment[0]).toMatchObject({ pairs: 37, before: 2, after: 7 })
  // All of the seventeen but three have completed: the three would follow.
  expect(outcomes.byEpci.find(({ epci }) => epci === chalosse)).toMatchObject({ completed: null, masked: true })
})

test('several journeys of the same few people are no large group', async () => {
  const person = 'person-00000000-0000-4000-8000-000000000099'
  const again = Array.from({ length: 15 }, () =>
    journeyOf({ until: 'prescription', territory: '64', epci: '246400001', person }),
  )
  await appendAll(owner, again)
  await counted(72)
  expect(await outcomesFor(actorOf('coordinator', '64'))).toMatchObject({ journeys: 15 })
  expect(await outcomesFor(actorOf('evaluator', '64'))).toMatchObject({ journeys: null, masked: true })
})

test('an evaluator asks for the whole territory, unfiltered', async () => {
  for (const query of [{ epci: marsan }, { from: '2026-04-01' }, { definition: landes.id }]) {
    expect(await read(actorOf('evaluator'), query)).toMatchObject({ ok: false, rule: 'whole_territory_only' })
  }
})

test.each(['prescriber', 'mediator', 'recyclerie'] as const)('a %s reads no outcomes', async (role) => {
  expect(await read(actorOf(role))).toMatchObject({ ok: false, rule: 'not_allowed' })
})

test('what is not counted yet is told as lateness', async () => {
  const before = await outcomesFor(coordinator)
  expect(before.asOf.lagSeconds).toBe(0)
  const late = journeyOf({ until: 'prescription', referredOn: '2026-11-30' })
  await appendAll(owner, [late])
  const outcomes = await outcomesFor(coordinator)
  // Referred at nine the day before; asked for at noon.
  expect(outcomes.asOf).toEqual({ recordedAt: before.asOf.recordedAt, lagSeconds: 27 * 3600 })
  expect(outcomes.journeys).toBe(54)
})
