import { commands, ids } from '../../../libs/testing/journey.fixtures'
import {
  actors,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  refer,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'
import { versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, index) => index + from)

const capacityOf = async (mediator: string, capacity: number | null) =>
  done(world, 'SetCapacity', mediator, { capacity }, { version: await versionOf(world, mediator) })

const seatsOf = async (mediator: string) =>
  (await rowsOf(world, 'SELECT stream FROM journey WHERE seat = $1', [mediator])).length

const accept = (number: number) =>
  send(world, 'Accept', journeyIds(number).journey, { mediator: ids.mediator }, { actor: actors.mediator, version: 1 })

const end = (number: number) =>
  send(world, 'Withdraw', journeyIds(number).journey, commands.Withdraw.data, { version: 3 })

test('journeys that are taken up again and people who are accepted at once pass a capacity together no more than alone', async () => {
  await capacityOf(ids.mediator, null)
  for (const number of numbers(16)) await refer(world, number)
  for (const number of numbers(8)) {
    expect((await accept(number)).ok).toBe(true)
    expect((await end(number)).ok).toBe(true)
  }
  await capacityOf(ids.mediator, 5)
  const again = numbers(8).map(async (number) => {
    const { journey } = journeyIds(number)
    const data = { stage: null, reason: 'personne_revenue' }
    return send(world, 'Reopen', journey, data, { actor: actors.mediator, version: await versionOf(world, journey) })
  })
  const results = await Promise.all([...again, ...numbers(8, 9).map((number) => accept(number))])
  expect(results.flatMap((result) => (result.ok ? [] : [result.rule]))).toEqual(numbers(11).map(() => 'mediator_full'))
  expect(await seatsOf(ids.mediator)).toBe(5)
})

test('a case of the former tool is taken over as it is, by a mediator who is full too, and the event says so', async () => {
  await capacityOf(ids.mediator, 1)
  await refer(world, 1)
  expect((await accept(1)).ok).toBe(true)
  const { journey, person } = journeyIds(2)
  const { definition, place, reasons, needs } = commands.Refer.data
  const taken = {
    ...{ person, definition, place, reasons, needs, prescriber: { structure: null, agent: null } },
    consent: { textVersion: 'reprise', date: '2026-01-10', mode: 'papier' },
    ...{ step: 'lieu_part', openedOn: '2026-01-10', on: '2026-02-01', mediator: ids.mediator },
    ...{ handedOverOn: null, outcome: null },
  }
  const sending = { actor: actors.coordinator, personal: beneficiary(2) }
  expect(await send(world, 'TakeOverJourney', journey, taken, sending)).toMatchObject({ ok: true })
  const events = await rowsOf(
    world,
    `SELECT data->'overCapacity' AS over FROM event WHERE stream = $1 AND version = 1`,
    [journey],
  )
  expect(events).toEqual([{ over: { capacity: 1, followed: 1 } }])
})
