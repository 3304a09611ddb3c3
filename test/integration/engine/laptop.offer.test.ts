import { deadlineCommandId, systemActor } from '../../../libs/contracts/command'
import type { Plan } from '../../../libs/contracts/plan'
import type { CommandType } from '../../../libs/domain/command.table'
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
import { preparedOn } from '../../../libs/testing/laptop.fixtures'
import { bind, handOver, merge, waitingDotation } from '../../../libs/testing/person.steps'
import { versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const today = '2026-04-20'
const reader = { accessibility: ['lecteur_ecran'] }
const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, index) => index + from)
const opened = (number: number, needs: readonly string[] = []) => journeyUntil(world, number, 'AssessTraining', needs)

/** Gives a command on the version that is there. */
const give = async (type: CommandType, stream: string, data: object) =>
  send(world, type, stream, data, { version: await versionOf(world, stream) })
const withdraw = (number: number) =>
  give('Withdraw', journeyIds(number).journey, { ...commands.Withdraw.data, on: today })

/** Who has which laptop, by the numbers of the journeys. */
const held = async () =>
  (
    await rowsOf<{ dotation: string; device: string }>(
      world,
      'SELECT dotation, device FROM binding WHERE open AND NOT handed_over ORDER BY dotation',
    )
  ).map(({ dotation, device }) => [Number(dotation.slice(-12)) - 100_000, device])
const taskOf = async (number: number) =>
  (await rowsOf<{ task: string }>(world, 'SELECT task FROM head WHERE stream = $1', [journeyIds(number).dotation]))[0]
    ?.task

/** Lets every deadline of a dotation pass, one after the other, until it is over. */
async function runOut(plan: Plan | null): Promise<void> {
  for (let next = plan; next?.command && next.until; ) {
    world.setClock(next.until)
    const { stream, command: type } = next
    const fired = await world.engine.execute({
      ...{ actor: systemActor, commandId: deadlineCommandId(next), stream, type, data: {} },
    })
    if (!fired.ok) throw new Error(fired.rule)
    next = fired.plan
  }
}

const elsewhere = { ...commands.ChangeLieu.data, place: ids.otherPlace, mediator: null }
const ends: readonly [string, (bound: Plan | null) => Promise<unknown>][] = [
  ['the journey withdraws', () => withdraw(1)],
  ['the hand-over is awaited in vain', runOut],
  ['the person moves to another lieu', () => give('ChangeLieu', journeyIds(1).journey, elsewhere)],
]

test.each(ends)('%s: the laptop is at once theirs who waits first of those it serves', async (_, end) => {
  const device = await laptop(world, 1)
  await opened(1)
  const bound = await bind(world, 1)
  // The second needs what it has not; the third was referred on the same day as the fourth, and comes first.
  for (const number of [4, 3]) await opened(number)
  await opened(2, ['lecteur_ecran'])
  await end(bound.ok ? bound.plan : null)
  expect(await held()).toEqual([[3, device]])
  const { journey, dotation } = journeyIds(3)
  expect(await rowsOf(world, 'SELECT laptop FROM journey WHERE stream = $1', [journey])).toEqual([{ laptop: device }])
  expect(await rowsOf(world, `SELECT kind FROM mail WHERE stream = $1 AND kind = 'laptop_bound'`, [dotation])).toEqual([
    { kind: 'laptop_bound' },
  ])
  expect(await taskOf(4)).toBe('await_laptop')
})

test('whoever had a laptop ready and is given another one leaves it to the next', async () => {
  const one = await laptop(world, 1)
  await opened(1)
  await opened(2)
  expect([await taskOf(1), await taskOf(2)]).toEqual(['bind_laptop', 'await_laptop'])
  // The first in line is given the new one, and theirs is the next one's: none stays idle.
  const two = await laptop(world, 2)
  expect(await held()).toEqual([
    [1, two],
    [2, one],
  ])
})

test('one for whom a laptop was ready withdraws: it is the next one’s', async () => {
  const device = await laptop(world, 1)
  await opened(1)
  await opened(2)
  await withdraw(1)
  expect(await held()).toEqual([[2, device]])
})

test('who rests keeps their rank and is given none; who comes back is given what came free meanwhile', async () => {
  const pause = { ...commands.Pause.data, until: '2026-05-20' }
  await opened(1)
  await opened(2)
  for (const number of [1, 2])
    expect(await give('Pause', journeyIds(number).journey, pause)).toMatchObject({ ok: true })
  await opened(3)
  const one = await laptop(world, 1)
  expect(await held()).toEqual([[3, one]])
  const two = await laptop(world, 2)
  expect(await held()).toHaveLength(1)
  expect(await give('Resume', journeyIds(2).journey, {})).toMatchObject({ ok: true })
  expect(await held()).toEqual([
    [2, two],
    [3, one],
  ])
  // A laptop is ready for somebody who then rests: the next one's.
  expect(await give('Resume', journeyIds(1).journey, {})).toMatchObject({ ok: true })
  await withdraw(2)
  expect(await held()).toEqual([
    [1, two],
    [3, one],
  ])
})

test('who was equipped within the look-back is passed over, and a fault gives them no other', async () => {
  const on = { consent: { ...commands.Refer.data.consent, date: '2026-06-09' } }
  await laptop(world, 1)
  await opened(1)
  world.setClock('2026-05-04T09:00:00Z')
  expect(await bind(world, 1)).toMatchObject({ ok: true })
  expect(await handOver(world, 1)).toMatchObject({ ok: true })
  world.setClock('2026-06-10T09:00:00Z')
  await waitingDotation(world, 2, on)
  await waitingDotation(world, 3, on)
  const two = await laptop(world, 2)
  expect(await held()).toEqual([[2, two]])
  // It becomes known that the second is the first.
  expect(await merge(world, 2, 1)).toMatchObject({ ok: true })
  const [three, four] = [await laptop(world, 3), await laptop(world, 4, true, reader)]
  expect(await held()).toEqual([
    [2, two],
    [3, three],
  ])
  const { dotation } = journeyIds(2)
  expect(await give('ReportFault', dotation, { on: '2026-06-10', fault: 'ecran' })).toMatchObject({ ok: true })
  expect(await held()).toEqual([[3, three]])
  await waitingDotation(world, 4, on)
  const five = await laptop(world, 5)
  expect(await held()).toEqual([
    [3, three],
    [4, five],
  ])
  expect(await rowsOf(world, 'SELECT status FROM device WHERE stream = $1', [four])).toEqual([{ status: 'delivered' }])
})

test('a laptop that was lent comes back to its owner’s stock, and is theirs who wait there', async () => {
  const device = `device-${uuidOfNumber(900_001)}`
  const owner = ids.otherStructure
  const described = {
    serial: 'PRET',
    inventory: 'PRET',
    brand: 'Marque',
    model: 'M1',
    prepared: preparedOn('2026-03-01'),
  }
  const registered = { ...described, owner, recyclerie: ids.recyclerie }
  await done(world, 'RegisterDevice', device, registered, { actor: actors.recyclerie })
  await done(world, 'ConfirmReady', device, { on: '2026-03-01' }, { actor: actors.recyclerie, version: 5 })
  const terms = { to: ids.lieuStructure, laptops: 1, on: '2026-03-01', until: '2026-12-31', document: 'CONV-1' }
  await done(world, 'AgreeTransfer', owner, terms, { version: 1 })
  for (const number of [1, 2, 3]) await opened(number)
  expect(await give('Bind', journeyIds(1).dotation, { device })).toMatchObject({ ok: true })
  expect(await give('ChangeLieu', journeyIds(3).journey, elsewhere)).toMatchObject({ ok: true })
  await withdraw(1)
  // Not the second, who waits in the stock that had borrowed it.
  expect(await held()).toEqual([[3, device]])
})

test('laptops that come free at the same moment, while others come and go, are given one each in fair order', async () => {
  const devices = []
  for (const number of numbers(4)) devices.push(await laptop(world, number))
  for (const number of numbers(4)) {
    await opened(number)
    expect(await bind(world, number)).toMatchObject({ ok: true })
  }
  for (const number of numbers(6, 5)) await opened(number)
  const results = await Promise.all([...numbers(4).map(withdraw), bind(world, 9), bind(world, 10)])
  expect(results.slice(0, 4).map(({ ok }) => ok)).toEqual([true, true, true, true])
  const holders = (await held()).map(([number]) => number)
  expect(holders).toHaveLength(4)
  expect(holders).toEqual([5, 6, 7, 8])
})
