import type { Actor } from '../../libs/contracts/command'
import { dotationOf } from '../../libs/contracts/stream'
import type { CommandType } from '../../libs/domain/command.table'
import { actors, rowsOf, send, uuidOfNumber } from '../../libs/testing/engine.world'
import { deviceCommands, laptopRules, registration } from '../../libs/testing/laptop.fixtures'
import { lotCommands } from '../../libs/testing/lot.fixtures'
import { issueReceipt, sign } from '../../libs/testing/receipt.steps'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { go, referSomebody, roadToDotation } from './actor.steps'
import { passDeadline } from './deadline.pass'

/** Lots of laptops as the people who order, prepare and receive them live it, on the delays of the Landes. */
let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

let last = 0

/** Somebody does something today. */
async function does(actor: Actor, type: CommandType, stream: string, data: object, opens = false): Promise<void> {
  const version = opens ? undefined : (await world.head(stream)).version
  await world.give(type, stream, { ...data, on: await world.today() }, { actor, version })
}

/** The lieu orders a lot of so many laptops. */
async function order(laptops: number): Promise<string> {
  last += 1
  const lot = `lot-${uuidOfNumber(last)}`
  const data = { ...lotCommands.AcquireLot.data, laptops, order: `BC-2026-${last}` }
  await does(actors.mediator, 'AcquireLot', lot, data, true)
  return lot
}

/** The recyclerie receives it, or a part of it, with its delivery note. */
const receive = (lot: string, laptops: number, deliveryNote = 'BL-77') =>
  does(actors.recyclerie, 'ReceiveLot', lot, { deliveryNote, laptops })

async function register(lot: string): Promise<string> {
  last += 1
  const device = `device-${uuidOfNumber(last)}`
  const numbers = { serial: `SN-${last}`, inventory: `INV-${last}` }
  await world.give('RegisterDevice', device, { ...registration, ...numbers, lot }, { actor: actors.recyclerie })
  return device
}

async function work(device: string, ...types: readonly (keyof typeof deviceCommands)[]): Promise<void> {
  for (const type of types) {
    const actor = type === 'ReceiveDevice' ? actors.mediator : actors.recyclerie
    await does(actor, type, device, deviceCommands[type].data)
  }
}
const preparation = ['ReleaseDevice', 'WipeDevice', 'TestDevice', 'GradeDevice'] as const

/** The mails about a lot since it was ordered: kind and reader, in their order. */
const mailsOf = async (lot: string) =>
  (
    await rowsOf<{ kind: string; role: string }>(
      world,
      `SELECT kind, recipient_role AS role FROM mail WHERE stream = $1 ORDER BY version, kind, recipient_role`,
      [lot],
    )
  ).map(({ kind, role }) => `${kind} → ${role}`)

/** Lets every deadline of the present wait pass: days since it began, and what was decided. */
async function passAll(lot: string): Promise<readonly string[]> {
  const { task, changed_at: since } = await world.head(lot)
  const fired: string[] = []
  while ((await world.head(lot)).task === task) {
    const { days, command, events } = await passDeadline(world, lot, since)
    fired.push(`${days}: ${command} → ${events.join(', ')}`)
  }
  return fired
}

const reminders = (every: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${(index + 1) * every}: RemindLot → LotReminded`)

it('the settings are those that these days are written for', () => {
  expect(laptopRules.waits).toMatchObject({
    receive_lot: { remindAfter: 'P15D', reminders: 3, expireAfter: 'P60D' },
    prepare_lot: { remindAfter: 'P15D', reminders: 5, expireAfter: 'P90D' },
    settle_lot: { remindAfter: 'P15D', reminders: 3, expireAfter: 'P60D' },
  })
})

it('a lieu orders a lot, the recyclerie prepares it before any name, and the lieu receives it', async () => {
  const lot = await order(3)
  await receive(lot, 3)
  const laptops = [await register(lot), await register(lot), await register(lot)]
  const [first = '', second = '', third = ''] = laptops
  for (const laptop of [first, second]) await work(laptop, ...preparation)
  // One of them does not start: it serves for its parts.
  await work(third, 'ReleaseDevice', 'WipeDevice')
  const { data } = deviceCommands.TestDevice
  await does(actors.recyclerie, 'TestDevice', third, { ...data, answers: { ...data.answers, demarrage: false } })
  expect(await world.head(lot)).toMatchObject({ stage: 'prepared', task: 'confirm_lot' })
  for (const laptop of [first, second]) await work(laptop, 'ConfirmReady')
  expect(await world.head(lot)).toMatchObject({ stage: 'ready', task: 'deliver_lot' })
  for (const laptop of [first, second]) await work(laptop, 'SendDevice', 'ReceiveDevice')
  expect(await world.time.client.workflow.getHandle(lot).result()).toBe('delivered')
  expect(await mailsOf(lot)).toEqual([
    'lot_ordered → recyclerie',
    'lot_ready → owner',
    'lot_closed → coordinator',
    'lot_closed → owner',
    'lot_closed → recyclerie',
  ])
  const mails = await rowsOf<{ data: object }>(world, 'SELECT data FROM mail WHERE stream = $1', [lot])
  expect(JSON.stringify(mails)).not.toMatch(/person-|journey-|Inventé/)
})

it('a lot comes in two deliveries, the second when nobody expected it any more, and is delivered whole', async () => {
  const lot = await order(2)
  await receive(lot, 1, 'BL-1')
  const first = await register(lot)
  await work(first, ...preparation, 'ConfirmReady')
  expect(await world.head(lot)).toMatchObject({ stage: 'received', task: 'prepare_lot', owner_role: 'recyclerie' })
  await does(actors.recyclerie, 'ConfirmLotReady', lot, {})
  expect(await world.head(lot)).toMatchObject({ stage: 'ready', task: 'deliver_lot' })
  await receive(lot, 1, 'BL-2')
  expect(await world.head(lot)).toMatchObject({ stage: 'received', task: 'prepare_lot' })
  const second = await register(lot)
  await work(second, ...preparation, 'ConfirmReady')
  for (const laptop of [first, second]) await work(laptop, 'ReceiveDevice')
  expect(await world.time.client.workflow.getHandle(lot).result()).toBe('delivered')
})

it('nine of ten never come: the lot waits for them, then ends and says so to all whom it concerns', async () => {
  const lot = await order(10)
  await receive(lot, 1)
  await work(await register(lot), ...preparation, 'ConfirmReady', 'ReceiveDevice')
  await passAll(lot)
  expect(await world.head(lot)).toMatchObject({ task: 'settle_lot', owner_role: 'coordinator' })
  await passAll(lot)
  expect(await world.time.client.workflow.getHandle(lot).result()).toBe('incomplete')
  const told = await rowsOf<{ data: object }>(
    world,
    `SELECT data FROM mail WHERE stream = $1 AND kind = 'lot_closed'`,
    [lot],
  )
  expect(told).toHaveLength(3)
  expect(told[0]?.data).toMatchObject({ outcome: 'incomplete', delivered: 1, missing: 9 })
})

it('an order that never comes is given up, and everybody whom it concerns is told', async () => {
  const lot = await order(2)
  expect(await passAll(lot)).toEqual([...reminders(15, 3), '60: ExpireLot → LotClosed'])
  expect(await world.time.client.workflow.getHandle(lot).result()).toBe('cancelled')
  expect((await mailsOf(lot)).slice(-3)).toEqual(
    ['coordinator', 'owner', 'recyclerie'].map((role) => `lot_closed → ${role}`),
  )
})

it('a lot that nobody prepares becomes the coordinator’s, and ends with what is known if nobody settles it', async () => {
  const lot = await order(2)
  await receive(lot, 2)
  const device = await register(lot)
  await work(device, ...preparation, 'ConfirmReady', 'SendDevice', 'ReceiveDevice')
  expect((await passAll(lot)).at(-1)).toBe('90: ExpireLot → LotEscalated')
  expect(await world.head(lot)).toMatchObject({
    stage: 'received',
    task: 'settle_lot',
    owner_role: 'coordinator',
    owner_id: '40',
  })
  expect((await mailsOf(lot)).slice(-3)).toEqual(
    ['coordinator', 'owner', 'recyclerie'].map((role) => `lot_late → ${role}`),
  )
  expect(await passAll(lot)).toEqual([...reminders(15, 3), '60: ExpireLot → LotClosed'])
  expect(await world.time.client.workflow.getHandle(lot).result()).toBe('incomplete')
  const [closed] = await rowsOf<{ data: object }>(
    world,
    `SELECT data FROM event WHERE stream = $1 AND type = 'LotClosed'`,
    [lot],
  )
  expect(closed?.data).toMatchObject({ delivered: 1, missing: 1, cause: 'time_passed' })
})

it('a lot that is late is settled by the coordinator: what never came is said, and the lot ends', async () => {
  const lot = await order(5)
  await receive(lot, 5)
  await passAll(lot)
  await does(actors.coordinator, 'CloseLot', lot, { shortfall: 'perdus' })
  expect(await world.time.client.workflow.getHandle(lot).result()).toBe('incomplete')
  const before = (await mailsOf(lot)).length
  await world.time.pass(100 * 86_400_000)
  expect((await mailsOf(lot)).length).toBe(before)
})

it('a laptop of a lot is kept for whoever has waited longest, and given to them once it is at the lieu', async () => {
  const journey = await referSomebody(world, 1)
  await go(world, journey, ...roadToDotation)
  const dotation = dotationOf(journey)
  const lot = await order(1)
  await receive(lot, 1)
  const device = await register(lot)
  await work(device, ...preparation, 'ConfirmReady')
  const kept = { device, journey, open: true, handed_over: false }
  expect(await rowsOf(world, 'SELECT * FROM binding WHERE dotation = $1', [dotation])).toMatchObject([kept])
  await sign(world, dotation, await issueReceipt(world, dotation), await world.today())
  const handOver = async () => {
    const { version } = await world.head(dotation)
    return send(world, 'HandOver', dotation, { on: await world.today() }, { actor: actors.mediator, version })
  }
  expect(await handOver()).toMatchObject({ rule: 'laptop_not_received' })
  await work(device, 'SendDevice', 'ReceiveDevice')
  expect(await handOver()).toMatchObject({ ok: true, plan: { stage: 'guarantee' } })
  expect(await world.time.client.workflow.getHandle(lot).result()).toBe('delivered')
})
