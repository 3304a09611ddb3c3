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
import { handOverOn, versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a laptop that fails is sent back under its own ticket, or under none; under the ticket of another one, never', async () => {
  const devices = []
  for (const number of [1, 2]) {
    const device = await laptop(world, number)
    await journeyUntil(world, number, 'AssessTraining')
    const { dotation } = journeyIds(number)
    const sending = { actor: actors.mediator, version: await versionOf(world, dotation) }
    await done(world, 'Bind', dotation, { device }, sending)
    expect(await handOverOn(world, dotation, '2026-04-20')).toMatchObject({ ok: true })
    devices.push(device)
  }
  const [device = '', other = ''] = devices
  const ticketOf = async (stream: string) =>
    (await rowsOf<{ ticket: string }>(world, 'SELECT ticket FROM binding WHERE device = $1', [stream]))[0]?.ticket
  const sendBack = async (stream: string, ticket: string | null | undefined) => {
    const sending = { actor: actors.mediator, version: await versionOf(world, stream) }
    return send(world, 'SendBackDevice', stream, { on: '2026-04-20', fault: 'ecran', ticket }, sending)
  }
  for (const wrong of ['T-ZZZZZ-ZZZZZ', await ticketOf(other)])
    expect(await sendBack(device, wrong)).toMatchObject({ rule: 'unknown_ticket', details: { field: 'ticket' } })
  expect(await sendBack(device, await ticketOf(device))).toMatchObject({ ok: true })
  expect(await sendBack(other, null)).toMatchObject({ ok: true })
})
