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
import { deadlineCommandId, systemActor } from '../../../libs/contracts/command'
import type { Plan } from '../../../libs/contracts/plan'
import { deviceCommands } from '../../../libs/testing/laptop.fixtures'
import { rebuild } from '../../../libs/engine/rebuild'
import { commands } from '../../../libs/testing/journey.fixtures'
import { handOverOn, issueReceipt, sign, versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const fault = { on: '2026-09-14', fault: 'ecran' }
const { journey, dotation } = journeyIds(1)

let plan: Plan | null

/** Somebody whose first laptop was handed over on 4 May, in the middle of September. */
async function equipped(): Promise<string> {
  const first = await laptop(world, 1)
  await journeyUntil(world, 1, 'AssessTraining')
  await done(world, 'Bind', dotation, { device: first }, { actor: actors.mediator, version: 1 })
  world.setClock('2026-05-04T09:00:00Z')
  const handed = await handOverOn(world, dotation, '2026-05-04')
  expect(handed).toMatchObject({ ok: true, plan: { stage: 'guarantee' } })
  plan = handed.ok ? handed.plan : null
  world.setClock('2026-09-14T09:00:00Z')
  return first
}

const byMediator = async (stream = dotation) => ({ actor: actors.mediator, version: await versionOf(world, stream) })
/** The deadline of the guarantee, as its workflow fires it. */
async function endGuarantee(): Promise<void> {
  if (!plan) throw new Error('a laptop that was handed over has its Plan')
  await done(world, 'EndGuarantee', dotation, {}, { actor: systemActor, id: deadlineCommandId(plan) })
}
const bindings = () =>
  rowsOf(world, 'SELECT device, open, handed_over FROM binding WHERE journey = $1 ORDER BY open, device', [journey])
const statusOf = async (device: string) =>
  (await rowsOf(world, 'SELECT status FROM device WHERE stream = $1', [device]))[0]

test('replaced the same day: one laptop is closed and another bound in one transaction, and handed over anew', async () => {
  const first = await equipped()
  const second = await laptop(world, 2)
  await done(world, 'ReplaceLaptop', dotation, fault, await byMediator())
  expect(await bindings()).toEqual([
    { device: first, open: false, handed_over: true },
    { device: second, open: true, handed_over: false },
  ])
  expect([await statusOf(first), await statusOf(second)]).toEqual([{ status: 'sent_back' }, { status: 'bound' }])
  const issued = await issueReceipt(world, dotation)
  expect(issued.version).toBe(2)
  expect(await sign(world, dotation, issued, '2026-09-14')).toMatchObject({ ok: true })
  const handed = await send(world, 'HandOver', dotation, { on: '2026-09-14' }, await byMediator())
  expect(handed).toMatchObject({ ok: true, plan: { stage: 'guarantee', command: 'EndGuarantee' } })
  expect(await bindings()).toEqual([
    { device: first, open: false, handed_over: true },
    { device: second, open: true, handed_over: true },
  ])
  expect(
    await rowsOf(world, 'SELECT last_handed_over_on FROM person WHERE stream = $1', [journeyIds(1).person]),
  ).toEqual([{ last_handed_over_on: '2026-05-04' }])
  expect(await rowsOf(world, 'SELECT laptop, stage FROM journey')).toEqual([{ laptop: second, stage: 'evaluation' }])
  const before = await rowsOf(world, 'SELECT * FROM binding ORDER BY device')
  await rebuild(world.deps)
  expect(await rowsOf(world, 'SELECT * FROM binding ORDER BY device')).toEqual(before)
})

test('no laptop is free: the person waits in the stock, and the next one that is confirmed is theirs', async () => {
  await equipped()
  await done(world, 'ReplaceLaptop', dotation, fault, await byMediator())
  expect(await rowsOf(world, 'SELECT stage FROM dotation')).toEqual([{ stage: 'stock' }])
  const second = await laptop(world, 2)
  expect(await statusOf(second)).toEqual({ status: 'bound' })
  expect(await rowsOf(world, 'SELECT stage FROM dotation')).toEqual([{ stage: 'handover' }])
})

test('a journey that is over stays over while the laptop is replaced', async () => {
  const first = await equipped()
  const second = await laptop(world, 2)
  const ended = { on: '2026-09-14', reasons: commands.Withdraw.data.reasons }
  await done(world, 'Withdraw', journey, ended, await byMediator(journey))
  expect(await bindings()).toEqual([{ device: first, open: true, handed_over: true }])
  await done(world, 'ReplaceLaptop', dotation, fault, await byMediator())
  expect(await handOverOn(world, dotation, '2026-09-14')).toMatchObject({ ok: true })
  expect(await rowsOf(world, 'SELECT laptop, stage FROM journey')).toEqual([{ laptop: second, stage: 'closed' }])
})

test('two at the counter at once: one replaces the laptop, the other is told that it moved', async () => {
  await equipped()
  await laptop(world, 2)
  await laptop(world, 3)
  const sending = await byMediator()
  const answers = await Promise.all([1, 2].map(() => send(world, 'ReplaceLaptop', dotation, fault, sending)))
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect((await bindings()).filter((row) => (row as { open: boolean }).open)).toHaveLength(1)
})

test('in repair when its guarantee ends, a laptop is replaced all the same, then wiped for somebody else', async () => {
  const first = await equipped()
  const byRecyclerie = async () => ({ actor: actors.recyclerie, version: await versionOf(world, first) })
  world.setClock('2027-05-03T09:00:00Z')
  await done(world, 'SendBackDevice', first, { on: '2027-05-03', fault: 'ecran' }, await byRecyclerie())
  world.setClock('2027-06-01T09:00:00Z')
  await endGuarantee()
  const second = await laptop(world, 2)
  const on = '2027-06-01'
  const wipe = { ...deviceCommands.WipeDevice.data, on }
  expect(await send(world, 'WipeDevice', first, wipe, await byRecyclerie())).toMatchObject({
    rule: 'laptop_already_bound',
  })
  await done(world, 'ReplaceLaptop', dotation, { on, fault: 'ecran' }, await byMediator())
  expect(await bindings()).toEqual([
    { device: first, open: false, handed_over: true },
    { device: second, open: true, handed_over: false },
  ])
  await done(world, 'WipeDevice', first, wipe, await byRecyclerie())
  expect(await handOverOn(world, dotation, on)).toMatchObject({ ok: true })
  const before = await rowsOf(world, 'SELECT * FROM binding ORDER BY device')
  await rebuild(world.deps)
  expect(await rowsOf(world, 'SELECT * FROM binding ORDER BY device')).toEqual(before)
})

test('what failed on the last day of its guarantee is replaced though it is told the day after, a later failure is not', async () => {
  await equipped()
  world.setClock('2027-05-05T09:00:00Z')
  await endGuarantee()
  const replace = async (on: string) =>
    send(world, 'ReplaceLaptop', dotation, { on, fault: 'ecran' }, await byMediator())
  expect(await replace('2027-05-05')).toMatchObject({ rule: 'guarantee_over', details: { until: '2027-05-04' } })
  expect(await replace('2027-05-04')).toMatchObject({ ok: true, plan: { stage: 'stock' } })
})
