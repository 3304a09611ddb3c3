import { dotationOf } from '../../libs/contracts/stream'
import { readJourney } from '../../libs/read-models/lists/journey.detail'
import { countAll } from '../integration/statistics/caught.up'
import type { OutcomeRow } from '../../libs/read-models/statistics/outcome.row'
import { actors, laptop, rowsOf } from '../../libs/testing/engine.world'
import { commands, landesStages } from '../../libs/testing/journey.fixtures'
import { issueReceipt, sign } from '../../libs/testing/receipt.steps'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go, referSomebody, roadToDotation } from './actor.steps'
import { mailsOf } from './course.fixtures'
import { day, passDeadline } from './deadline.pass'

/** Somebody wrote down something wrong, and somebody notices: soon, or years later. */
let world: TimedWorld
/** Ready before anybody waits: a laptop that is confirmed goes to whoever waits. */
const devices: string[] = []
beforeAll(async () => {
  world = await createTimedWorld()
  devices.push(await laptop(world, 1), await laptop(world, 2))
})
afterAll(() => world?.close())

const reason = 'erreur_de_saisie'
async function handOver(journey: string): Promise<void> {
  const device = devices.shift()
  await act(world, dotationOf(journey), 'Bind', { device })
  const dotation = dotationOf(journey)
  await sign(world, dotation, await issueReceipt(world, dotation), await world.today())
  await act(world, dotation, 'HandOver', { on: '' })
}

const outcomeOf = async (journey: string) => {
  await countAll(world.database)
  const [row] = await rowsOf<OutcomeRow>(world, 'SELECT * FROM outcome WHERE stream = $1', [journey])
  return row
}

it('a level was noted on the wrong line; three years after the end it is put right, and the outcome with it', async () => {
  const journey = await referSomebody(world, 1)
  await go(world, journey, ...roadToDotation)
  await handOver(journey)
  const { changed_at: since } = await world.head(journey)
  await passDeadline(world, journey, since)
  await go(world, journey, 'RecordFollowUp')
  await world.time.pass(3 * 365 * day)
  const skills = commands.RecordDiagnostic.data.skills
  const mails = await mailsOf(world, journey)
  await act(world, journey, 'Correct', { stage: 'training', change: { fact: 'training', skills }, reason })
  expect(await outcomeOf(journey)).toMatchObject({ outcome: 'completed', before: { skills }, after: { skills } })
  expect(await mailsOf(world, journey)).toEqual(mails)
  const log = await rowsOf<{ type: string; origin: string }>(
    world,
    `SELECT type, origin FROM event WHERE stream = $1 AND type IN ('TrainingAssessed', 'FactCorrected') ORDER BY version`,
    [journey],
  )
  expect(log).toEqual([
    { type: 'TrainingAssessed', origin: 'live' },
    { type: 'FactCorrected', origin: 'correction' },
  ])
})

it('no laptop was needed after all: noticed in time, none is asked for', async () => {
  const journey = await referSomebody(world, 2)
  await go(world, journey, 'Accept', 'BookAppointment', 'RecordDiagnostic', 'PlanTraining', 'RecordAttendance')
  const needs = { ...commands.RecordDiagnostic.data.needs, laptop: false }
  await act(world, journey, 'Correct', { stage: 'diagnostic', change: { fact: 'diagnostic', needs }, reason })
  await go(world, journey, 'AssessTraining')
  expect(await world.head(journey)).toMatchObject({ stage: 'evaluation', task: 'await_follow_up' })
})

it('the same, noticed when the laptop is waited for: the coordinator is told, and nothing is undone', async () => {
  const journey = await referSomebody(world, 3)
  await go(world, journey, ...roadToDotation)
  const needs = { ...commands.RecordDiagnostic.data.needs, laptop: false }
  await act(world, journey, 'Correct', { stage: 'diagnostic', change: { fact: 'diagnostic', needs }, reason })
  expect(await world.head(journey)).toMatchObject({ stage: 'dotation' })
  expect(await world.head(dotationOf(journey))).toMatchObject({ stage: 'stock' })
  expect((await mailsOf(world, journey)).at(-1)).toBe('correction_differs → coordinator')
  const reader = { ...actors.coordinator, now: (await world.time.now()).toISOString() }
  const read = await world.database.withTransaction(reader, (sql) =>
    readJourney(sql, reader, journey, { endsOf: () => ({}), explain: () => [] }),
  )
  expect(read?.differences.map(({ event, code, to }) => [event, code, to])).toEqual([
    ['StageLeft', 'other_way', 'evaluation'],
    ['DotationRequested', 'not_reached', null],
  ])
})

it('the laptop was given ten days before it was written down: the follow-up comes three months after the right day', async () => {
  const journey = await referSomebody(world, 4)
  await go(world, journey, ...roadToDotation)
  const given = await world.today()
  await world.time.pass(10 * day)
  await handOver(journey)
  const before = Date.parse((await world.head(journey)).deadline_at ?? '')
  await act(world, journey, 'Correct', { stage: 'dotation', change: { fact: 'hand_over', on: given }, reason })
  const after = Date.parse((await world.head(journey)).deadline_at ?? '')
  // Three months are 89 to 92 days; ten days apart, their ends are never the same.
  expect(before - after).toBeGreaterThan(6 * day)
  expect([89, 90, 91, 92]).toContain(Math.round((after - Date.parse(`${given}T12:00:00Z`)) / day))
  expect((await mailsOf(world, journey)).at(-1)).toBe('hand_over_corrected → prescriber')
  const opened = await passDeadline(world, journey, new Date(after - 91 * day - 25 * 60_000).toISOString())
  expect(opened).toMatchObject({ command: 'OpenFollowUp', events: ['FollowUpOpened'] })
  expect((await outcomeOf(journey))?.handed_over_on).toBe(given)
})

it('somebody had come after all: the end by missed appointments is put in question, and the prescriber reads none of it', async () => {
  const journey = await referSomebody(world, 5)
  await go(world, journey, 'Accept')
  for (let times = 0; times < landesStages.diagnostic.maxMissed; times += 1) {
    await go(world, journey, 'BookAppointment')
    await world.time.pass(day)
    await go(world, journey, 'RecordMissed')
  }
  expect(await world.head(journey)).toMatchObject({ stage: 'closed', outcome: 'not_started' })
  await act(world, journey, 'Correct', { stage: 'diagnostic', change: { fact: 'missed', missed: false }, reason })
  expect(await world.head(journey)).toMatchObject({ stage: 'closed', outcome: 'not_started' })
  const told = (await mailsOf(world, journey)).filter((mail) => mail.startsWith('correction'))
  expect(told).toEqual(['correction_differs → coordinator'])
  const reader = { ...actors.prescriber, now: (await world.time.now()).toISOString() }
  const read = await world.database.withTransaction(reader, (sql) =>
    readJourney(sql, reader, journey, { endsOf: () => ({}), explain: () => [] }),
  )
  expect(JSON.stringify(read)).not.toMatch(/missed|Missed|FactCorrected/)
  await act(world, journey, 'Reopen', { reason: 'apres_correction' })
  expect(await world.head(journey)).toMatchObject({ stage: 'diagnostic', task: 'book_diagnostic' })
})
