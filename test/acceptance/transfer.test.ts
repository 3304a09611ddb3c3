import type { Actor } from '../../libs/contracts/command'
import { dotationOf } from '../../libs/contracts/stream'
import { actors, agent, laptop, rowsOf } from '../../libs/testing/engine.world'
import { ids } from '../../libs/testing/journey.fixtures'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { readJourney } from '../../libs/read-models/lists/journey.detail'
import { act, go, referSomebody, roadToDotation } from './actor.steps'
import { mailsOf } from './course.fixtures'
import { day } from './deadline.pass'

/** People move, agents leave, places close: the journey goes on in other hands. */
let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
  await agent(world, ids.otherMediator, 'mediator', ids.otherStructure, ids.otherPlace, 'autre@exemple.invalid')
})
afterAll(() => world?.close())

const elsewhere: Actor = {
  ...{ sub: ids.otherMediator, role: 'mediator', structure: ids.otherStructure },
  ...{ lieu: ids.otherPlace, territory: '40' },
}
const reasons = { shareable: 'demenagement', internal: 'plus_proche' }

/** Whether an actor reads a journey now. */
async function reads(journey: string, actor: Actor) {
  const reader = { ...actor, now: (await world.time.now()).toISOString() }
  return world.database.withTransaction(
    actor,
    async (sql) => (await readJourney(sql, reader, journey, { endsOf: () => ({}), explain: () => [] })) !== null,
  )
}

it('somebody moves house during the training: the new lieu has all of it, the former one reads for thirty days', async () => {
  const journey = await referSomebody(world, 1)
  await go(world, journey, 'Accept', 'BookAppointment', 'RecordDiagnostic', 'PlanTraining', 'RecordAttendance')
  expect(await reads(journey, elsewhere)).toBe(false)
  await act(world, journey, 'ChangeLieu', { place: ids.otherPlace, mediator: null, reasons })
  expect(await world.head(journey)).toMatchObject({ stage: 'training', owner_role: 'lieu', owner_id: ids.otherPlace })
  const { version } = await world.head(journey)
  await world.give(
    'NameMediator',
    journey,
    { mediator: ids.otherMediator, reasons: null },
    { actor: elsewhere, version },
  )
  expect(await reads(journey, elsewhere)).toBe(true)
  await world.time.pass(29 * day)
  expect(await reads(journey, actors.mediator)).toBe(true)
  await world.time.pass(2 * day)
  expect(await reads(journey, actors.mediator)).toBe(false)
  expect(await reads(journey, actors.prescriber)).toBe(true)
  // Whoever named themselves is not told of it.
  expect((await mailsOf(world, journey)).filter((mail) => /journey_|lieu_/.test(mail))).toEqual([
    'journey_received → lieu',
    'lieu_changed → prescriber',
    'lieu_changed_you → beneficiary',
  ])
})

it('a laptop of the former lieu goes back to its stock, and the dotation waits on the new one with its date', async () => {
  const device = await laptop(world, 1)
  const journey = await referSomebody(world, 2)
  const dotation = dotationOf(journey)
  await go(world, journey, ...roadToDotation)
  await act(world, dotation, 'Bind', { device })
  await act(world, journey, 'ChangeLieu', { place: ids.otherPlace, mediator: ids.otherMediator, reasons })
  expect(await world.head(dotation)).toMatchObject({ stage: 'stock', task: 'await_laptop' })
  const [head] = await rowsOf(world, 'SELECT structure FROM head WHERE stream = $1', [dotation])
  expect(head).toEqual({ structure: ids.otherStructure })
  expect(await rowsOf(world, 'SELECT FROM binding WHERE dotation = $1 AND open', [dotation])).toEqual([])
  const [freed] = await rowsOf<{ status: string }>(world, 'SELECT status FROM device WHERE stream = $1', [device])
  expect(['ready', 'delivered', 'sent']).toContain(freed?.status)
})

it('the prescriber leaves: a colleague follows the referral, and is told of its end', async () => {
  await agent(world, ids.otherPrescriber, 'prescriber', ids.prescriberStructure, null, 'collegue@exemple.invalid')
  const journey = await referSomebody(world, 3)
  const prescriber = { structure: ids.prescriberStructure, agent: ids.otherPrescriber }
  const { version } = await world.head(journey)
  const why = { shareable: 'changement_de_suivi', internal: 'depart_de_l_agent' }
  await world.give('ChangePrescriber', journey, { prescriber, reasons: why }, { actor: actors.prescriber, version })
  await go(world, journey, 'Decline')
  const [back] = await rowsOf(world, `SELECT recipient_id FROM mail WHERE stream = $1 AND kind = 'referral_back'`, [
    journey,
  ])
  expect(back).toEqual({ recipient_id: ids.otherPrescriber })
})
