import type { Demand, Lot, Stocks } from '../../libs/contracts/api/lot.schemas'
import type { CommandType } from '../../libs/domain/command.table'
import {
  actors,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  lotWithLaptop,
  rowsOf,
  uuidOfNumber,
  type World,
} from '../../libs/testing/engine.world'
import { commands, ids } from '../../libs/testing/journey.fixtures'
import { deviceCommands, registration } from '../../libs/testing/laptop.fixtures'
import { lotCommands } from '../../libs/testing/lot.fixtures'
import { versionOf } from '../../libs/testing/receipt.steps'
import { type Api, startApi } from './api.process'

interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

let world: World
let api: Api
const bigger = `lot-${uuidOfNumber(500_001)}`
const on = '2026-03-01'

/** A lot of four, of which one is at the lieu, one serves for its parts, one is lost and one never came. */
async function mixedLot(): Promise<void> {
  const acquired = { ...lotCommands.AcquireLot.data, laptops: 4, order: 'BC-4', on: '2026-02-01' }
  await done(world, 'AcquireLot', bigger, acquired, { actor: actors.mediator })
  const received = { ...lotCommands.ReceiveLot.data, laptops: 3, on }
  await done(world, 'ReceiveLot', bigger, received, { actor: actors.recyclerie, version: 1 })
  const prepared = [
    'ReleaseDevice',
    'WipeDevice',
    'TestDevice',
    'GradeDevice',
    'ConfirmReady',
    'ReceiveDevice',
  ] as const
  const roads = [prepared, ['ReleaseDevice', 'WipeDevice', 'TestDevice'], ['DiscardDevice']] as const
  for (const [index, road] of roads.entries()) {
    const device = `device-${uuidOfNumber(500_010 + index)}`
    const data = { ...registration, serial: `LOT-${index}`, inventory: `LOTI-${index}`, lot: bigger }
    let { version } = (await done(world, 'RegisterDevice', device, data, { actor: actors.recyclerie })).answer
    for (const type of road) {
      const actor = type === 'ReceiveDevice' ? actors.mediator : actors.recyclerie
      const { data: own } = deviceCommands[type]
      const failing = index === 1 && 'answers' in own ? { answers: { ...own.answers, ecran: false } } : {}
      version = (await done(world, type, device, { ...own, ...failing, on }, { actor, version })).answer.version
    }
  }
}

beforeAll(async () => {
  world = await createWorld()
  await lotWithLaptop(world)
  await mixedLot()
  for (const number of [1, 2]) await laptop(world, number)
  // Two have asked for a laptop: the first binds one of the stock by its confirmation, no other is confirmed since.
  await journeyUntil(world, 1, 'AssessTraining')
  await journeyUntil(world, 2, 'RecordAttendance')
  // The api's clock is the machine's: what happened is made as recent as it was to those who lived it.
  await rowsOf(world, `UPDATE dotation SET asked_on = current_date - 3`)
  await rowsOf(world, `UPDATE journey SET referred_at = now() - interval '10 days'`)
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const lots = async (actor: (typeof actors)[keyof typeof actors], query = '') =>
  (await api.get<Page<Lot>>(`/v1/lots${query}`, { actor })).body

test('the yield of each lot: what was made ready, given, lost, of what was received; and what is missing of what was ordered', async () => {
  const { items } = await lots(actors.coordinator)
  expect(items.map(({ order }) => order)).toEqual(['BC-2026-014', 'BC-4'])
  expect(items[1]).toMatchObject({
    ...{ stage: 'received', task: 'prepare_lot', waitsFor: { role: 'recyclerie', id: ids.recyclerie } },
    ...{ priceCents: 12_000, source: 'un_ordinateur_un_collegien', orderedOn: '2026-02-01' },
    yield: {
      ...{ ordered: 4, received: 3, missing: 1, registered: 3, preparing: 0, ready: 1, handedOver: 0 },
      ...{ forParts: 1, recycled: 0, returned: 0, lost: 1, rate: 0.333 },
    },
  })
  expect(items[1]?.otherwise?.fr).toContain('rappel')
  const one = await api.get<Lot>(`/v1/lots/${bigger.slice(4)}`, { actor: actors.mediator })
  expect(one.body).toEqual(items[1])
  expect(one.headers.get('etag')).toBe(`"${items[1]?.version}"`)
})

test('a lot is read by its owner’s people and its recyclerie, page after page, and by nobody else', async () => {
  const first = await lots(actors.recyclerie, '?limit=1')
  const second = await lots(actors.recyclerie, `?limit=1&cursor=${first.next}`)
  expect([...first.items, ...second.items].map(({ order }) => order)).toEqual(['BC-2026-014', 'BC-4'])
  expect(second.next).toBeNull()
  expect((await lots(actors.mediator, '?stage=received')).items).toHaveLength(2)
  expect((await lots(actors.mediator, '?stage=ready')).items).toEqual([])
  expect((await lots({ ...actors.recyclerie, structure: ids.otherStructure })).items).toEqual([])
  expect((await lots(actors.elsewhere)).items).toEqual([])
  expect((await api.get('/v1/lots', { actor: actors.prescriber })).status).toBe(403)
  expect((await api.get(`/v1/lots/${bigger.slice(4)}`, { actor: actors.elsewhere })).status).toBe(404)
})

test('owners and coordinators see the days of stock that are left', async () => {
  const { body } = await api.get<Stocks>('/v1/stocks', { actor: actors.mediator })
  // Three are free, one waits: 2 laptops over one demand in 56 days.
  expect(body.items).toEqual([
    {
      ...{ owner: ids.lieuStructure, name: 'Lieu inventé', free: 3, preparing: 1, waiting: 1 },
      ...{ askedInEightWeeks: 1, daysLeft: 112 },
    },
  ])
  const all = await api.get<Stocks>('/v1/stocks', { actor: actors.coordinator })
  expect(all.body.items.map(({ name, daysLeft }) => [name, daysLeft])).toEqual([
    ['Autre lieu inventé', null],
    ['Lieu inventé', 112],
  ])
  expect((await api.get('/v1/stocks', { actor: actors.recyclerie })).status).toBe(403)
  expect(await api.get('/v1/agreements', { actor: actors.mediator })).toMatchObject({
    status: 200,
    body: { items: [] },
  })
  expect((await api.get('/v1/agreements', { actor: actors.recyclerie })).status).toBe(403)
})

test('a recyclerie sees eight weeks of demand by place, in counts, and no name', async () => {
  const { body } = await api.get<Demand>('/v1/demand', { actor: actors.recyclerie })
  const [place, ...others] = body.items
  expect(others).toEqual([])
  expect(place).toMatchObject({ place: ids.place, owner: ids.lieuStructure, waiting: 1 })
  expect(place?.weeks).toHaveLength(8)
  expect(place?.weeks.every(({ from }) => new Date(from).getUTCDay() === 1)).toBe(true)
  // Whoever asked before did so a week after their referral: the one in training is past that day.
  expect(place?.weeks.map(({ expected }) => expected)).toEqual([1, 0, 0, 0, 0, 0, 0, 0])
  expect(JSON.stringify(body)).not.toMatch(/person-|journey-/)
  const strangers = { ...actors.recyclerie, structure: ids.otherStructure }
  expect((await api.get<Demand>('/v1/demand', { actor: strangers })).body.items).toEqual([])
  expect((await api.get('/v1/demand', { actor: actors.mediator })).status).toBe(403)
})

test('a place for whose owner nobody works yet is seen by whoever might; who needs no laptop is expected nowhere', async () => {
  const { journey } = journeyIds(2)
  const act = async (type: CommandType, data: object) =>
    done(world, type, journey, data, { actor: actors.coordinator, version: await versionOf(world, journey) })
  await act('ChangeLieu', { ...commands.ChangeLieu.data, place: ids.otherPlace })
  const elsewhere = async (actor: (typeof actors)[keyof typeof actors]) =>
    (await api.get<Demand>('/v1/demand', { actor })).body.items.find(({ place }) => place === ids.otherPlace)
  for (const actor of [actors.recyclerie, actors.coordinator])
    expect(await elsewhere(actor)).toMatchObject({
      owner: ids.otherStructure,
      weeks: expect.arrayContaining([expect.objectContaining({ expected: 1 })]) as unknown,
    })
  expect(await elsewhere({ ...actors.recyclerie, structure: ids.otherStructure })).toBeUndefined()
  const needs = { ...commands.RecordDiagnostic.data.needs, laptop: false }
  await act('Correct', { stage: 'diagnostic', change: { fact: 'diagnostic', needs }, reason: 'erreur_de_saisie' })
  expect(await elsewhere(actors.coordinator)).toBeUndefined()
})

test('laptops are listed with how they are told by need, those of one lot apart', async () => {
  const { body } = await api.get<Page<object>>(`/v1/devices?lot=${bigger}`, { actor: actors.recyclerie })
  expect(body.items).toHaveLength(3)
  expect(body.items).toContainEqual(
    expect.objectContaining({
      status: 'delivered',
      grade: 'good',
      screenInches: 14,
      system: 'linux_mint',
      accessibility: [],
    }),
  )
})

test('a recyclerie finds its lots among its tasks', async () => {
  const { body } = await api.get<Page<{ kind: string; task: string }>>('/v1/tasks', { actor: actors.recyclerie })
  expect(body.items.filter(({ kind }) => kind === 'lot').map(({ task }) => task)).toEqual([
    'prepare_lot',
    'prepare_lot',
  ])
})
