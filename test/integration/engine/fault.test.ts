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
import { issueReceipt, sign, versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a laptop that is faulty at the counter goes back, and the next one of the stock is bound in the same breath', async () => {
  const { journey, dotation } = journeyIds(1)
  const first = await laptop(world, 1)
  const second = await laptop(world, 2)
  await journeyUntil(world, 1, 'AssessTraining')
  await done(world, 'Bind', dotation, { device: first }, { actor: actors.mediator, version: 1 })
  const issued = await issueReceipt(world, dotation)
  const counter = { actor: actors.mediator, version: await versionOf(world, dotation) }
  await done(world, 'ReportFault', dotation, { on: '2026-04-20', fault: 'ecran' }, counter)
  const bindings = await rowsOf(world, 'SELECT device, open, journey FROM binding WHERE dotation = $1 ORDER BY open', [
    dotation,
  ])
  expect(bindings).toEqual([
    { device: first, open: false, journey },
    { device: second, open: true, journey },
  ])
  const statuses = await rowsOf(world, 'SELECT status FROM device ORDER BY stream')
  expect(statuses).toEqual([{ status: 'sent_back' }, { status: 'bound' }])
  expect(await rowsOf(world, 'SELECT laptop FROM journey')).toEqual([{ laptop: second }])
  expect(await sign(world, dotation, issued, '2026-04-20')).toMatchObject({ rule: 'receipt_superseded' })
  const again = { actor: actors.mediator, version: await versionOf(world, dotation) }
  await done(world, 'ReportFault', dotation, { on: '2026-04-20', fault: 'ecran' }, again)
  expect(await rowsOf(world, 'SELECT laptop FROM journey')).toEqual([{ laptop: null }])
  expect(await rowsOf(world, 'SELECT stage FROM dotation')).toEqual([{ stage: 'stock' }])
  expect(
    await send(
      world,
      'ReportFault',
      dotation,
      { on: '2026-04-20', fault: 'ecran' },
      { ...again, version: await versionOf(world, dotation) },
    ),
  ).toMatchObject({ rule: 'wrong_stage' })
})
