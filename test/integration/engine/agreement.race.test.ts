import type { Actor, Result } from '../../../libs/contracts/command'
import { listAgreements } from '../../../libs/read-models/lists/agreement.list'
import {
  actors,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  rowsOf,
  send,
  uuidOfNumber,
  type World,
} from '../../../libs/testing/engine.world'
import { commands, ids } from '../../../libs/testing/journey.fixtures'
import { handOverOn } from '../../../libs/testing/receipt.steps'
import { preparedOn } from '../../../libs/testing/laptop.fixtures'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const on = '2026-03-01'
const document = 'CONV-2026-03'
const today = '2026-04-20'
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const rulesOf = (results: readonly Result[]) => results.map((result) => (result.ok ? 'ok' : result.rule)).sort()
const times = (count: number, rule: string) => Array.from({ length: count }, () => rule)
/** Of the structure that lends. */
const lender = { ...actors.mediator, sub: ids.otherMediator, structure: ids.otherStructure, lieu: ids.otherPlace }

const versionOf = async (stream: string) =>
  (await rowsOf<{ version: number }>(world, 'SELECT version FROM head WHERE stream = $1', [stream]))[0]?.version
const agree = async (laptops: number, over: object = {}) => {
  const terms = { to: ids.lieuStructure, laptops, on, until: '2026-12-31', document, ...over }
  const version = await versionOf(ids.otherStructure)
  return send(world, 'AgreeTransfer', ids.otherStructure, terms, { actor: lender, version })
}
const end = async () => {
  const version = await versionOf(ids.otherStructure)
  const data = { document, on: today, reason: 'stock_epuise' }
  return send(world, 'EndTransfer', ids.otherStructure, data, { actor: lender, version })
}
const bind = async (number: number, device: string) => {
  const { dotation } = journeyIds(number)
  const version = await versionOf(dotation)
  return send(world, 'Bind', dotation, { device }, { actor: actors.mediator, version })
}
/** The n-th laptop of the structure that lends, ready. */
async function theirs(number: number): Promise<string> {
  const device = `device-${uuidOfNumber(500_000 + number)}`
  const described = { serial: `T${number}`, inventory: `TI${number}`, brand: 'Marque', model: 'M1' }
  const whose = { owner: ids.otherStructure, recyclerie: ids.recyclerie, prepared: preparedOn(on) }
  await done(world, 'RegisterDevice', device, { ...described, ...whose }, { actor: actors.recyclerie })
  await done(world, 'ConfirmReady', device, { on }, { actor: actors.recyclerie, version: 5 })
  return device
}
const uses = () =>
  rowsOf(
    world,
    `SELECT agreement_number AS number FROM binding WHERE open AND agreement = $1 AND agreement_owner = $2
     ORDER BY agreement_number`,
    [document, ids.otherStructure],
  )

const listed = async (actor: Actor, day = today) =>
  world.database.withTransaction(actor, async (sql) => (await listAgreements(sql, actor, day)).items)

test('what is lent, and what is left of it, is read by whoever lends, whoever receives and the coordinator', async () => {
  expect(await agree(2)).toMatchObject({ ok: true })
  const device = await theirs(1)
  await journeyUntil(world, 1, 'AssessTraining')
  expect(await bind(1, device)).toMatchObject({ ok: true })
  const lent = { owner: ids.otherStructure, receiver: ids.lieuStructure, document, laptops: 2, taken: 1, left: 1 }
  const days = { agreedOn: on, until: '2026-12-31', endedOn: null }
  for (const actor of [lender, actors.mediator, actors.coordinator])
    expect(await listed(actor)).toEqual([{ ...lent, ...days }])
  for (const actor of [actors.elsewhere, { ...lender, structure: ids.prescriberStructure }])
    expect(await listed(actor)).toEqual([])
  expect(await listed(lender, '2027-01-01')).toMatchObject([{ taken: 1, left: 0 }])
  expect(await end()).toMatchObject({ ok: true })
  expect(await listed(lender)).toMatchObject([{ taken: 1, left: 0, endedOn: today }])
})

test('10 who take laptops at the same moment by an agreement on 4 get 4, each under a number of its own', async () => {
  expect(await agree(4)).toMatchObject({ ok: true })
  const devices = await Promise.all(numbers(10).map(theirs))
  for (const number of numbers(10)) await journeyUntil(world, number, 'AssessTraining')
  const results = await Promise.all(devices.map((device, index) => bind(index + 1, device)))
  expect(rulesOf(results)).toEqual([...times(6, 'agreement_used_up'), ...times(4, 'ok')])
  expect(await uses()).toEqual(numbers(4).map((number) => ({ number })))
  expect(await listed(lender)).toMatchObject([{ laptops: 4, taken: 4, left: 0 }])
  const again = await Promise.all(devices.map((device, index) => bind(index + 1, device)))
  expect(again.filter(({ ok }) => ok)).toEqual([])
})

test('the database itself refuses a number that is taken, whoever writes it', async () => {
  await agree(1)
  const [device] = await Promise.all(numbers(1).map(theirs))
  await journeyUntil(world, 1, 'AssessTraining')
  expect(await bind(1, device ?? '')).toMatchObject({ ok: true })
  const twin = rowsOf(
    world,
    `INSERT INTO binding (dotation, device, territory, journey, person, open, handed_over, agreement_owner, agreement,
       agreement_number)
     SELECT 'dotation-twin', 'device-twin', territory, 'journey-twin', 'person-twin', true, false, agreement_owner,
       agreement, agreement_number FROM binding`,
  )
  await expect(twin).rejects.toThrow('binding_one_per_agreed_laptop')
})

test('without an agreement, or once it has ended, another owner’s laptop stays there', async () => {
  const device = await theirs(1)
  await journeyUntil(world, 1, 'AssessTraining')
  expect(await bind(1, device)).toMatchObject({ rule: 'other_stock' })
  expect(await agree(1, { document: 'CONV-OLD', until: '2026-04-19' })).toMatchObject({ ok: true })
  expect(await bind(1, device)).toMatchObject({ rule: 'agreement_over', details: { until: '2026-04-19' } })
  await agree(1)
  await end()
  expect(await bind(1, device)).toMatchObject({ rule: 'agreement_over' })
  // The other way round it says nothing.
  expect(await rowsOf(world, 'SELECT FROM binding')).toEqual([])
})

test('ended while laptops are taken by it: those who came first have theirs, nobody has one afterwards', async () => {
  await agree(6)
  const devices = await Promise.all(numbers(6).map(theirs))
  for (const number of numbers(6)) await journeyUntil(world, number, 'AssessTraining')
  const results = await Promise.all([end(), ...devices.map((device, index) => bind(index + 1, device))])
  expect(results[0]).toMatchObject({ ok: true })
  const granted = results.slice(1).filter(({ ok }) => ok).length
  expect(rulesOf(results.slice(1))).toEqual([...times(6 - granted, 'agreement_withdrawn'), ...times(granted, 'ok')])
  expect(await uses()).toHaveLength(granted)
})

test('what is given back may be taken again; what is handed over becomes the other’s and stays counted', async () => {
  await agree(1)
  const devices = [await theirs(1), await theirs(2)] as const
  for (const number of numbers(2)) await journeyUntil(world, number, 'AssessTraining')
  expect(await bind(1, devices[0])).toMatchObject({ ok: true })
  const { journey } = journeyIds(1)
  const withdraw = { ...commands.Withdraw.data, on: today }
  await done(world, 'Withdraw', journey, withdraw, { version: await versionOf(journey) })
  expect(await bind(2, devices[1])).toMatchObject({ ok: true })
  const arrived = { actor: actors.coordinator, version: await versionOf(devices[1]) }
  await done(world, 'ReceiveDevice', devices[1], { on, place: ids.place }, arrived)
  expect(await handOverOn(world, journeyIds(2).dotation, today)).toMatchObject({ ok: true })
  expect(await rowsOf(world, 'SELECT owner, status FROM device ORDER BY stream')).toEqual([
    { owner: ids.otherStructure, status: 'ready' },
    { owner: ids.lieuStructure, status: 'handed_over' },
  ])
  await journeyUntil(world, 3, 'AssessTraining')
  expect(await bind(3, devices[0])).toMatchObject({ rule: 'agreement_used_up' })
  // It fails within its guarantee and goes back: it was taken all the same.
  const { dotation } = journeyIds(2)
  const failed = { actor: actors.mediator, version: await versionOf(dotation) }
  await done(world, 'ReplaceLaptop', dotation, { on: today, fault: 'ecran' }, failed)
  expect(await bind(3, devices[0])).toMatchObject({ rule: 'agreement_used_up' })
})

test('the own stock comes first, and nothing is ever chosen from another’s', async () => {
  await agree(5)
  const device = await theirs(1)
  await journeyUntil(world, 1, 'AssessTraining')
  const { dotation } = journeyIds(1)
  const choose = () => send(world, 'Bind', dotation, {}, { actor: actors.mediator, version: 1 })
  expect(await choose()).toMatchObject({ rule: 'no_laptop_ready' })
  await laptop(world, 1)
  // Confirmed while this person waited, it is theirs already.
  await journeyUntil(world, 2, 'AssessTraining')
  await laptop(world, 2)
  await laptop(world, 3)
  await journeyUntil(world, 3, 'AssessTraining')
  expect(await bind(3, device)).toMatchObject({ rule: 'own_stock_first' })
})

test('only the people of the structure that lends, and the coordinator, agree or end', async () => {
  const terms = { to: ids.lieuStructure, laptops: 1, on, until: '2026-12-31', document }
  const give = (actor: (typeof actors)[keyof typeof actors], version: number) =>
    send(world, 'AgreeTransfer', ids.otherStructure, terms, { actor, version })
  for (const role of ['mediator', 'recyclerie', 'prescriber', 'evaluator'] as const) {
    expect(await give(actors[role], 1)).toMatchObject({ rule: 'not_allowed' })
  }
  expect(await give(actors.coordinator, 1)).toMatchObject({ ok: true })
  world.setClock(`${today}T09:00:00Z`)
  expect(await end()).toMatchObject({ ok: true })
})

test('a laptop that is lent is received by the people of whoever borrows it, and until then by nobody of theirs', async () => {
  expect(await agree(1)).toMatchObject({ ok: true })
  const device = await theirs(1)
  const receive = async () => {
    const version = await versionOf(device)
    return send(world, 'ReceiveDevice', device, { on: today, place: ids.place }, { actor: actors.mediator, version })
  }
  await journeyUntil(world, 1, 'AssessTraining')
  expect(await receive()).toMatchObject({ rule: 'not_allowed' })
  expect(await bind(1, device)).toMatchObject({ ok: true })
  expect(await receive()).toMatchObject({ ok: true })
})
