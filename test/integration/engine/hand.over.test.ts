import { rebuild } from '../../../libs/engine/rebuild'
import { readDotation } from '../../../libs/read-models/lists/stock.list'
import {
  actors,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'
import { commands } from '../../../libs/testing/journey.fixtures'
import { versionOf } from '../../../libs/testing/receipt.steps'

let world: World
const { journey, dotation } = journeyIds(1)
const day = '2026-04-28T13:00:00Z'

beforeEach(async () => {
  world = await createWorld()
  const device = await laptop(world, 1)
  await journeyUntil(world, 1, 'AssessTraining')
  await done(world, 'Bind', dotation, { device }, { actor: actors.mediator, version: 1 })
})
afterEach(() => world.close())

const byMediator = async (stream = dotation) => ({ actor: actors.mediator, version: await versionOf(world, stream) })
const appointmentOf = async () => {
  const read = await world.database.withTransaction(actors.mediator, (sql) =>
    readDotation(sql, actors.mediator, dotation, () => {
      throw new Error('no end of a journey is asked for')
    }),
  )
  return read?.appointment && new Date(read.appointment).toISOString()
}

test('the day is read by who follows the person, goes with a rebuild, and is gone once it is missed', async () => {
  expect(await appointmentOf()).toBeNull()
  await done(world, 'BookHandOver', dotation, { at: day }, await byMediator())
  expect(await appointmentOf()).toBe('2026-04-28T13:00:00.000Z')
  await rebuild(world.deps)
  expect(await appointmentOf()).toBe('2026-04-28T13:00:00.000Z')
  world.setClock('2026-04-28T16:00:00Z')
  const { reasons } = commands.RecordMissed.data
  await done(world, 'MissHandOver', dotation, { on: '2026-04-28', reasons }, await byMediator())
  expect(await appointmentOf()).toBeNull()
})

test('while the journey rests no day is given, and one that was is given anew', async () => {
  await done(world, 'BookHandOver', dotation, { at: day }, await byMediator())
  const rest = { ...commands.Pause.data, until: '2026-05-20' }
  await done(world, 'Pause', journey, rest, await byMediator(journey))
  expect(await appointmentOf()).toBeNull()
  expect(await send(world, 'BookHandOver', dotation, { at: day }, await byMediator())).toMatchObject({
    ...{ ok: false, rule: 'journey_paused' },
  })
  await done(world, 'Resume', journey, {}, await byMediator(journey))
  await done(world, 'BookHandOver', dotation, { at: day }, await byMediator())
  expect(await appointmentOf()).toBe('2026-04-28T13:00:00.000Z')
})

test('two give a day at once: one wins, the other is told that it moved', async () => {
  const sending = await byMediator()
  const both = ['2026-04-28T13:00:00Z', '2026-04-29T13:00:00Z'].map((at) =>
    send(world, 'BookHandOver', dotation, { at }, sending),
  )
  expect((await Promise.all(both)).map(({ ok }) => ok).sort()).toEqual([false, true])
  const booked = `SELECT count(*)::int FROM event WHERE stream = $1 AND type = 'HandOverBooked'`
  expect(await rowsOf(world, booked, [dotation])).toEqual([{ count: 1 }])
})
