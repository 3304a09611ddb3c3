import type { CommandType } from '../../../libs/domain/command.table'
import {
  actors,
  createWorld,
  done,
  lotWithLaptop,
  rowsOf,
  send,
  uuidOfNumber,
  type World,
} from '../../../libs/testing/engine.world'
import { ids } from '../../../libs/testing/journey.fixtures'
import { deviceCommands, preparedOn, registration, report } from '../../../libs/testing/laptop.fixtures'
import { lotCommands } from '../../../libs/testing/lot.fixtures'

let world: World
let lot: string
let device: string
beforeEach(async () => {
  world = await createWorld()
  ;({ lot, device } = await lotWithLaptop(world))
})
afterEach(() => world.close())

const on = '2026-03-02'
const versionOf = async (stream: string) =>
  (await rowsOf<{ version: number }>(world, 'SELECT version FROM head WHERE stream = $1', [stream]))[0]?.version
const headOf = async (stream: string) => (await rowsOf(world, 'SELECT * FROM head WHERE stream = $1', [stream]))[0]

async function act(type: keyof typeof deviceCommands, data: object = {}, actor = actors.recyclerie) {
  const version = await versionOf(device)
  return send(world, type, device, { ...deviceCommands[type].data, on, ...data }, { actor, version })
}

test('a laptop goes its whole way in its lot, which follows it in the same transaction', async () => {
  expect(await headOf(lot)).toMatchObject({ stage: 'received', task: 'prepare_lot', owner_id: ids.recyclerie })
  for (const type of ['ReleaseDevice', 'WipeDevice', 'TestDevice', 'GradeDevice'] as const) {
    expect(await act(type)).toMatchObject({ ok: true })
  }
  expect(await headOf(lot)).toMatchObject({ stage: 'prepared', task: 'confirm_lot' })
  for (const type of ['ConfirmReady', 'SendDevice'] as const) expect(await act(type)).toMatchObject({ ok: true })
  expect(await headOf(lot)).toMatchObject({ stage: 'ready', task: 'deliver_lot' })
  expect(await act('ReceiveDevice', {}, actors.mediator)).toMatchObject({ ok: true })
  expect(await headOf(lot)).toMatchObject({ stage: 'closed', outcome: 'delivered', deadline_at: null })
  expect(await rowsOf(world, 'SELECT * FROM device WHERE stream = $1', [device])).toMatchObject([
    {
      lot,
      status: 'delivered',
      grade: 'good',
      screen_inches: 14,
      system: 'linux_mint',
      place: ids.place,
      ready_on: on,
    },
  ])
  expect(await rowsOf(world, 'SELECT * FROM lot')).toMatchObject([
    { stage: 'closed', price_cents: 12000, source: 'un_ordinateur_un_collegien' },
  ])
})

test('without its proof nothing of a wipe is written, neither of the laptop nor of its lot', async () => {
  await act('ReleaseDevice')
  const before = await rowsOf(world, 'SELECT stream, version FROM event')
  expect(await act('WipeDevice', { report: null })).toMatchObject({
    rule: 'wipe_proof_missing',
    details: { field: 'report' },
  })
  expect(await act('WipeDevice', { report: report.toUpperCase() })).toMatchObject({ rule: 'invalid_data' })
  expect(await act('WipeDevice', { on: '2026-03-03' })).toMatchObject({ rule: 'date_in_future' })
  expect(await rowsOf(world, 'SELECT stream, version FROM event')).toEqual(before)
})

test('a recyclerie whose admission was withdrawn receives and prepares nothing more', async () => {
  const version = await versionOf(ids.recyclerie)
  await done(world, 'WithdrawAdmission', ids.recyclerie, { on, reason: 'controle' }, { version })
  expect(await act('ReleaseDevice')).toMatchObject({ rule: 'recyclerie_not_admitted' })
  const other = { ...registration, serial: 'INVENTE-2', inventory: 'PIN40-2' }
  const register = send(world, 'RegisterDevice', `device-${uuidOfNumber(7)}`, other, { actor: actors.recyclerie })
  expect(await register).toMatchObject({ rule: 'recyclerie_not_admitted' })
  const order = { ...lotCommands.AcquireLot.data, order: 'BC-2', on }
  expect(await send(world, 'AcquireLot', `lot-${uuidOfNumber(8)}`, order)).toMatchObject({
    rule: 'recyclerie_not_admitted',
  })
})

test('an order, a serial and an inventory number stand for one thing each, whoever writes at the same moment', async () => {
  const order = { ...lotCommands.AcquireLot.data, order: 'BC-9', on }
  const orders = [1, 2].map((number) => send(world, 'AcquireLot', `lot-${uuidOfNumber(number)}`, order))
  expect((await Promise.all(orders)).map((result) => (result.ok ? 'ok' : result.rule)).sort()).toEqual([
    'ok',
    'order_already_registered',
  ])
  const twins = [1, 2].map((number) =>
    send(world, 'RegisterDevice', `device-${uuidOfNumber(number)}`, {
      ...registration,
      serial: `S-${number}`,
      inventory: 'SAME',
    }),
  )
  expect((await Promise.all(twins)).map((result) => (result.ok ? 'ok' : result.rule)).sort()).toEqual([
    'inventory_already_registered',
    'ok',
  ])
})

test('a lot is full when all its laptops are there, and a laptop of an unknown lot is refused', async () => {
  const next = { ...registration, serial: 'INVENTE-3', inventory: 'PIN40-3' }
  const register = (data: object) => send(world, 'RegisterDevice', `device-${uuidOfNumber(9)}`, { ...next, ...data })
  expect(await register({ lot })).toMatchObject({ rule: 'lot_full', details: { field: 'lot', laptops: 1 } })
  expect(await register({ lot: `lot-${uuidOfNumber(99)}` })).toMatchObject({ rule: 'unknown_lot' })
  expect(await register({ lot: null, prepared: preparedOn(on) })).toMatchObject({ ok: true, answer: { version: 5 } })
})

test('nobody of another territory sees a lot or what is asked of a stock, nor acts on them', async () => {
  const seen = (territory: string) =>
    world.database.withTransaction(
      { role: 'coordinator', territory },
      async (sql) => (await sql.query('SELECT FROM lot')).rows.length,
    )
  expect([await seen('40'), await seen('32')]).toEqual([1, 0])
  const close = { on, shortfall: 'perdus' }
  const actor = actors.elsewhere
  expect(await send(world, 'CloseLot', lot, close, { actor, version: await versionOf(lot) })).toMatchObject({
    rule: 'unknown_stream',
  })
})

test.each<[CommandType, keyof typeof actors]>([
  ['ReceiveLot', 'mediator'],
  ['AcquireLot', 'recyclerie'],
  ['CloseLot', 'recyclerie'],
  ['CloseLot', 'prescriber'],
])('%s is not for a %s', async (type, role) => {
  const data = { ...lotCommands[type as 'CloseLot'].data, on }
  const stream = type === 'AcquireLot' ? `lot-${uuidOfNumber(77)}` : lot
  const version = type === 'AcquireLot' ? undefined : await versionOf(lot)
  expect(await send(world, type, stream, data, { actor: actors[role], version })).toMatchObject({ rule: 'not_allowed' })
})
