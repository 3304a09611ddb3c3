import { deadlineCommandId, systemActor } from '../../../libs/contracts/command'
import { readPlan } from '../../../libs/engine/wake.plans'
import { waitingSince } from '../../../libs/read-models/statistics/outcome.lag'
import type { OutcomeRow } from '../../../libs/read-models/statistics/outcome.row'
import {
  actors,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  refer,
  rowsOf,
  type World,
} from '../../../libs/testing/engine.world'
import { commands } from '../../../libs/testing/journey.fixtures'
import { handOverOn } from '../../../libs/testing/receipt.steps'
import { countUntil } from './caught.up'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** The engine's own task list is what the statistics must agree with. */
const heads = () =>
  rowsOf<{ stream: string; stage: string; outcome: string | null }>(
    world,
    `SELECT stream, stage, outcome FROM head WHERE kind = 'journey' ORDER BY stream`,
  )
const outcomes = () => rowsOf<OutcomeRow>(world, 'SELECT * FROM outcome ORDER BY stream')

const caughtUp = () => countUntil(world.database, async () => (await rowsOf(world, waitingSince)).length === 0)

/** Hands a laptop over, lets the months pass until the follow-up is due, and records its answers. */
async function completed(number: number): Promise<void> {
  const { journey, dotation } = journeyIds(number)
  world.setClock('2026-05-04T09:00:00Z')
  await done(world, 'Bind', dotation, {}, { actor: actors.mediator, version: 1 })
  expect(await handOverOn(world, dotation, '2026-05-04')).toMatchObject({ ok: true })
  const plan = await readPlan(world.database, journey)
  if (!plan?.until) throw new Error('a follow-up has a day')
  world.setClock(plan.until)
  const opened = await world.engine.execute({
    ...{ actor: systemActor, commandId: deadlineCommandId(plan), stream: journey, type: 'OpenFollowUp', data: {} },
    due: plan.until,
  })
  if (!opened.ok) throw new Error(opened.rule)
  world.setClock('2026-08-10T09:00:00Z')
  const sending = { actor: actors.mediator, version: opened.answer.version }
  await done(world, 'RecordFollowUp', journey, commands.RecordFollowUp.data, sending)
}

test('what the engine has written is counted as its heads say', async () => {
  await laptop(world, 1)
  await journeyUntil(world, 1, 'AssessTraining')
  await completed(1)
  await journeyUntil(world, 2, 'RecordDiagnostic')
  const version = await journeyUntil(world, 3, 'Accept')
  await done(world, 'Withdraw', journeyIds(3).journey, commands.Withdraw.data, { actor: actors.mediator, version })
  world.setClock('2026-03-02T09:00:00Z')
  await refer(world, 4)
  await caughtUp()

  const rows = await outcomes()
  expect(rows.map(({ stream, stage, outcome }) => ({ stream, stage, outcome }))).toEqual(await heads())
  expect(rows.map(({ outcome }) => outcome)).toEqual(['completed', null, 'withdrawn', null])
  expect(rows[0]).toMatchObject({
    territory: '40',
    epci: '244000808',
    handed_over_on: '2026-05-04',
    before: { sentiment: { value: 2 } },
    after: { sentiment: { value: 7 } },
    follow_up: { sentiment: { value: 8 }, answers: { usage: 'chaque_semaine' } },
  })
  expect(rows[0]?.age_band).toMatch(/^\d/)
  expect(rows[1]).toMatchObject({ age_band: null, gender: null, closed_at: null })
})
