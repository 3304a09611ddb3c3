import { rebuild } from '../../../libs/engine/rebuild'
import { actors, createWorld, done, rowsOf, send, uuidOfNumber, type World } from '../../../libs/testing/engine.world'
import { deviceCommands, registration } from '../../../libs/testing/laptop.fixtures'
import { lotCommands } from '../../../libs/testing/lot.fixtures'
import { versionOf } from '../../../libs/testing/receipt.steps'

/** Lots in the database: deliveries in parts, and numbers that are one whatever their case. */
let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const lot = `lot-${uuidOfNumber(600_001)}`
const on = '2026-03-01'
const order = { ...lotCommands.AcquireLot.data, laptops: 10, on: '2026-02-01' }
const acquire = () => done(world, 'AcquireLot', lot, order, { actor: actors.mediator })
const receive = async (deliveryNote: string, laptops: number) =>
  send(
    world,
    'ReceiveLot',
    lot,
    { deliveryNote, laptops, on },
    { actor: actors.recyclerie, version: await versionOf(world, lot) },
  )
const register = (number: number, over: object = {}) =>
  send(
    world,
    'RegisterDevice',
    `device-${uuidOfNumber(600_100 + number)}`,
    { ...registration, serial: `SN-${number}`, inventory: `INV-${number}`, ...over },
    { actor: actors.recyclerie },
  )
const lots = () => rowsOf(world, 'SELECT laptops_ordered, laptops_received, received_on, stage, outcome FROM lot')

test('one laptop of ten comes and is delivered: the lot still waits for nine, takes them in, and says what never came', async () => {
  await acquire()
  expect(await receive('BL-1', 11)).toMatchObject({ rule: 'lot_over_order', details: { ordered: 10, left: 10 } })
  expect(await receive('BL-1', 1)).toMatchObject({ ok: true })
  expect(await register(1, { lot })).toMatchObject({ ok: true })
  expect(await register(2, { lot })).toMatchObject({ rule: 'lot_full' })
  const device = `device-${uuidOfNumber(600_101)}`
  const lost = { ...deviceCommands.DiscardDevice.data, on }
  await done(world, 'DiscardDevice', device, lost, { actor: actors.recyclerie, version: 1 })
  expect(await lots()).toMatchObject([{ laptops_ordered: 10, laptops_received: 1, stage: 'received', outcome: null }])
  expect(await receive('BL-2', 9)).toMatchObject({ ok: true })
  expect(await receive('BL-3', 1)).toMatchObject({ rule: 'lot_over_order', details: { left: 0 } })
  expect(await register(2, { lot })).toMatchObject({ ok: true })
  const close = { on, shortfall: 'perdus' }
  await done(world, 'CloseLot', lot, close, { actor: actors.coordinator, version: await versionOf(world, lot) })
  const [closed] = await rowsOf<{ data: object }>(world, `SELECT data FROM event WHERE type = 'LotClosed'`)
  expect(closed?.data).toMatchObject({ outcome: 'incomplete', out: 1, left: 1, missing: 8 })
  const before = await lots()
  expect(before).toMatchObject([{ laptops_ordered: 10, laptops_received: 10, received_on: on, outcome: 'incomplete' }])
  await rebuild(world.deps)
  expect(await lots()).toEqual(before)
})

test('a number is one number in capitals or not, even for two who register it at the same moment', async () => {
  const same = [register(1, { serial: 'h3' }), register(2, { serial: 'H3' })]
  const answers = await Promise.all(same)
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ rule: 'serial_already_registered' })
  expect(await register(3, { inventory: 'inv-3' })).toMatchObject({ ok: true })
  expect(await register(4, { inventory: 'INV-3' })).toMatchObject({ rule: 'inventory_already_registered' })
  await acquire()
  const again = { ...order, order: order.order.toLowerCase() }
  expect(
    await send(world, 'AcquireLot', `lot-${uuidOfNumber(600_002)}`, again, { actor: actors.mediator }),
  ).toMatchObject({ rule: 'order_already_registered' })
})
