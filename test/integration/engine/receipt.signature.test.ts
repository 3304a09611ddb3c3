import {
  actors,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  send,
  type World,
} from '../../../libs/testing/engine.world'
import { attachSignature, issueReceipt, sign, versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('the scan that was signed for a first laptop is no signature for the next one', async () => {
  const { dotation } = journeyIds(1)
  for (const number of [1, 2]) await laptop(world, number)
  await journeyUntil(world, 1, 'AssessTraining')
  const byMediator = async () => ({ actor: actors.mediator, version: await versionOf(world, dotation) })
  await done(world, 'Bind', dotation, { device: null }, await byMediator())
  const first = await issueReceipt(world, dotation)
  const document = await attachSignature(world, dotation)
  const signing = { on: '2026-04-20', mode: 'papier', document }
  const { version, sha256 } = first
  await done(world, 'SignReceipt', dotation, { ...signing, version, sha256 }, await byMediator())
  await done(world, 'ReportFault', dotation, { on: '2026-04-20', fault: 'ecran' }, await byMediator())
  world.setClock('2026-04-20T16:00:00Z')
  const second = await issueReceipt(world, dotation)
  const slipped = { ...signing, version: second.version, sha256: second.sha256 }
  expect(await send(world, 'SignReceipt', dotation, slipped, await byMediator())).toMatchObject({
    ...{ ok: false, rule: 'signature_of_before', details: { field: 'document' } },
  })
  expect(await send(world, 'HandOver', dotation, { on: '2026-04-20' }, await byMediator())).toMatchObject({
    rule: 'receipt_not_signed',
  })
  expect(await sign(world, dotation, second, '2026-04-20')).toMatchObject({ ok: true })
})
