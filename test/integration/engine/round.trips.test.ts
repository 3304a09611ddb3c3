import { Client } from 'pg'
import { aggregates } from '../../../libs/domain/registry'
import { commands, ids } from '../../../libs/testing/journey.fixtures'
import {
  actors,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  refer,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'

let world: World
beforeAll(async () => {
  world = await createWorld()
  // Connections say their statements once, when they open: let them be open.
  await Promise.all(Array.from({ length: 4 }, () => rowsOf(world, 'SELECT 1')))
})
afterAll(() => world.close())

/** How many messages `work` sends to PostgreSQL, the keys' own included. */
async function messagesOf(work: () => Promise<unknown>): Promise<number> {
  const query = jest.spyOn(Client.prototype, 'query')
  await work()
  const count = query.mock.calls.length
  query.mockRestore()
  return count
}

test('a command on one stream is one message to open and one to commit', async () => {
  await refer(world, 1)
  const { journey } = journeyIds(1)
  const accept = () => done(world, 'Accept', journey, commands.Accept.data, { actor: actors.mediator, version: 1 })
  expect(await messagesOf(accept)).toBe(2)
  const book = () => done(world, 'BookAppointment', journey, commands.BookAppointment.data, { version: 3 })
  expect(await messagesOf(book)).toBe(2)
})

test('one more where the leading stream says which others are touched', async () => {
  const version = await journeyUntil(world, 2, 'RecordAttendance')
  // Look, open, then the coarse codes of a journey that may close (entries and keys), commit.
  const assess = () => done(world, 'AssessTraining', journeyIds(2).journey, commands.AssessTraining.data, { version })
  world.setClock('2026-04-20T15:00:00Z')
  expect(await messagesOf(assess)).toBe(5)
})

test('a stored answer and a refusal write nothing: one message to open, one to give up', async () => {
  const again = { actor: actors.mediator, version: 1, id: 'accept-3' }
  await refer(world, 3)
  const accept = () => send(world, 'Accept', journeyIds(3).journey, commands.Accept.data, again)
  await accept()
  expect(await messagesOf(accept)).toBe(2)
  const unknown = () => send(world, 'Accept', journeyIds(77).journey, commands.Accept.data, again)
  expect(await messagesOf(unknown)).toBe(2)
})

test('a snapshot of another fold is folded again from the events, by one more message, and written anew', async () => {
  await refer(world, 4)
  const { journey } = journeyIds(4)
  await rowsOf(world, `UPDATE snapshot SET fold_version = 0, state = '{"stage":"closed"}' WHERE stream = $1`, [journey])
  const accept = () => done(world, 'Accept', journey, commands.Accept.data, { actor: actors.mediator, version: 1 })
  expect(await messagesOf(accept)).toBe(3)
  const [snapshot] = await rowsOf(world, 'SELECT version, fold_version, state FROM snapshot WHERE stream = $1', [
    journey,
  ])
  expect(snapshot).toMatchObject({
    version: 3,
    fold_version: aggregates.journey.foldVersion,
    state: { stage: 'diagnostic', mediator: ids.mediator },
  })
})
