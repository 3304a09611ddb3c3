import type { Result } from '../../../libs/contracts/command'
import { commands } from '../../../libs/testing/journey.fixtures'
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

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const reader = { accessibility: ['lecteur_ecran'] }
const need = ['lecteur_ecran']
const on = '2026-03-01'
const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, index) => index + from)
const rulesOf = (results: readonly Result[]) => results.map((result) => (result.ok ? 'ok' : result.rule)).sort()
const times = (count: number, rule: string) => Array.from({ length: count }, () => rule)

const opened = (number: number, features: readonly string[] = []) =>
  journeyUntil(world, number, 'AssessTraining', features)
const bind = (number: number, data: object = {}) =>
  send(world, 'Bind', journeyIds(number).dotation, data, { actor: actors.mediator, version: 1 })
const confirm = (device: string) =>
  send(world, 'ConfirmReady', device, { on }, { actor: actors.recyclerie, version: 5 })

interface Bound {
  readonly dotation: string
  readonly fits: boolean
}
const bound = () =>
  rowsOf<Bound>(
    world,
    `SELECT dotation, needs <@ features AS fits FROM binding JOIN device ON device.stream = binding.device
     JOIN dotation ON dotation.stream = binding.dotation WHERE open ORDER BY dotation`,
  )
const dotations = (...of: readonly number[]) => of.map((number) => journeyIds(number).dotation)

test('10 who ask at the same moment each get what they need, and nobody takes what another needs more', async () => {
  // The oldest laptops have a reader: by age alone, those who need none would take them.
  for (const number of numbers(4)) await laptop(world, number, true, reader)
  for (const number of numbers(6, 5)) await laptop(world, number)
  for (const number of numbers(6)) await opened(number)
  for (const number of numbers(4, 7)) await opened(number, need)
  const results = await Promise.all(numbers(10).map((number) => bind(number)))
  expect(rulesOf(results)).toEqual(times(10, 'ok'))
  expect(await bound()).toEqual(dotations(...numbers(10)).map((dotation) => ({ dotation, fits: true })))
})

test('of 6 who need a reader 2 get one of the 2 there are, whatever else is ready', async () => {
  for (const number of numbers(2)) await laptop(world, number, true, reader)
  for (const number of numbers(4, 3)) await laptop(world, number)
  for (const number of numbers(6)) await opened(number, need)
  const results = await Promise.all(numbers(6).map((number) => bind(number)))
  expect(rulesOf(results)).toEqual([...times(4, 'no_laptop_that_meets'), 'ok', 'ok'])
  expect((await bound()).map(({ fits }) => fits)).toEqual([true, true])
})

test('laptops confirmed at the same moment go in fair order to those whom they serve', async () => {
  // In this order by their ids: all were referred on one day.
  for (const number of numbers(4)) await opened(number, need)
  for (const number of numbers(4, 5)) await opened(number)
  const plain = await Promise.all(numbers(3).map((number) => laptop(world, number, false)))
  const readers = await Promise.all(numbers(2, 4).map((number) => laptop(world, number, false, reader)))
  const results = await Promise.all([...plain, ...readers].map(confirm))
  expect(rulesOf(results)).toEqual(times(5, 'ok'))
  expect(await bound()).toEqual(dotations(1, 2, 5, 6, 7).map((dotation) => ({ dotation, fits: true })))
})

test('a laptop that serves nobody who waits stays in the stock, and the next to come is told that it is there', async () => {
  await opened(1, need)
  const plain = await laptop(world, 1, false)
  expect(await confirm(plain)).toMatchObject({ ok: true })
  expect(await bound()).toEqual([])
  await opened(2)
  const tasks = await rowsOf(world, `SELECT task FROM head WHERE kind = 'dotation' ORDER BY stream`)
  expect(tasks).toEqual([{ task: 'await_laptop' }, { task: 'bind_laptop' }])
})

test('confirmed while a dotation opens that needs it, a laptop is bound or found ready: none stays idle', async () => {
  for (const number of numbers(6)) {
    const version = await journeyUntil(world, number, 'RecordAttendance', need)
    const device = await laptop(world, number, false, reader)
    world.setClock('2026-04-20T15:00:00Z')
    const { journey, dotation } = journeyIds(number)
    const results = await Promise.all([
      send(world, 'AssessTraining', journey, commands.AssessTraining.data, { actor: actors.mediator, version }),
      confirm(device),
    ])
    expect(rulesOf(results)).toEqual(['ok', 'ok'])
    const [head] = await rowsOf<{ task: string }>(world, 'SELECT task FROM head WHERE stream = $1', [dotation])
    expect(['bind_laptop', 'book_hand_over']).toContain(head?.task)
    if (head?.task === 'bind_laptop') expect(await bind(number)).toMatchObject({ ok: true })
  }
})

test('named at the counter, a laptop that lacks something is bound only despite that, and the log says so', async () => {
  await opened(1, need)
  const device = await laptop(world, 1)
  expect(await bind(1, { device })).toMatchObject({ rule: 'laptop_lacks_need', details: { needs: 'lecteur_ecran' } })
  const despite = { device, despite: true }
  await done(world, 'Bind', journeyIds(1).dotation, despite, { actor: actors.mediator, version: 1 })
  const events = await rowsOf(world, `SELECT data FROM event WHERE type = 'LaptopReserved'`)
  expect(events).toMatchObject([{ data: { device, lacks: need } }])
})

test('faulty at the counter, it is replaced by one that has what is needed, and by no other', async () => {
  const first = await laptop(world, 1, true, reader)
  await laptop(world, 2)
  await opened(1, need)
  await done(world, 'Bind', journeyIds(1).dotation, {}, { actor: actors.mediator, version: 1 })
  const fault = { on: '2026-04-20', fault: 'ecran' }
  await done(world, 'ReportFault', journeyIds(1).dotation, fault, { actor: actors.mediator, version: 2 })
  expect(await bound()).toEqual([])
  const second = await laptop(world, 3, false, reader)
  expect(await confirm(second)).toMatchObject({ ok: true })
  expect(await rowsOf(world, 'SELECT device, open FROM binding ORDER BY open')).toEqual([
    { device: first, open: false },
    { device: second, open: true },
  ])
})
