import { dotationOf } from '../../libs/contracts/stream'
import { countAll } from '../integration/statistics/caught.up'
import { actors, laptop, rowsOf } from '../../libs/testing/engine.world'
import { commands } from '../../libs/testing/journey.fixtures'
import { issueReceipt, sign } from '../../libs/testing/receipt.steps'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go, referSomebody, roadToDotation } from './actor.steps'
import { mailsOf } from './course.fixtures'
import { day, passDeadline } from './deadline.pass'

/** A journey was over, and goes on. */
let world: TimedWorld
let device: string
beforeAll(async () => {
  world = await createTimedWorld()
  // Ready before anybody waits: a laptop that is confirmed goes to whoever waits.
  device = await laptop(world, 1)
})
afterAll(() => world?.close())

const reopen = (journey: string, data: object = {}) =>
  act(world, journey, 'Reopen', { reason: 'personne_revenue', ...data })
const runOf = (journey: string) => world.time.client.workflow.getHandle(journey)

it('somebody comes back to the training that they had left: its sessions count, its deadlines run anew', async () => {
  const journey = await referSomebody(world, 1)
  await go(
    world,
    journey,
    'Accept',
    'BookAppointment',
    'RecordDiagnostic',
    'PlanTraining',
    'RecordAttendance',
    'Withdraw',
  )
  expect(await runOf(journey).result()).toBe('withdrawn')
  await world.time.pass(200 * day)
  const mails = (await mailsOf(world, journey)).length
  await reopen(journey)
  expect(await world.head(journey)).toMatchObject({ stage: 'training', task: 'follow_training', closed_at: null })
  expect((await mailsOf(world, journey)).slice(mails)).toEqual(['journey_reopened → prescriber'])

  const { changed_at: since } = await world.head(journey)
  const passed = [await passDeadline(world, journey, since), await passDeadline(world, journey, since)]
  expect(passed).toMatchObject([
    { days: 30, command: 'Remind' },
    { days: 60, command: 'Remind' },
  ])
  await go(world, journey, 'AssessTraining')
  expect(await world.head(journey)).toMatchObject({ stage: 'dotation' })
})

it('reopened and left alone, it ends as it would have', async () => {
  const journey = await referSomebody(world, 2)
  await go(world, journey, 'Accept', 'Withdraw')
  await reopen(journey)
  const { changed_at: since } = await world.head(journey)
  const passed = []
  while ((await world.head(journey)).stage !== 'closed') passed.push(await passDeadline(world, journey, since))
  expect(passed.map(({ days, events }) => `${days}: ${events.join()}`)).toEqual([
    '10: OwnerReminded',
    '20: OwnerReminded',
    '45: JourneyClosed',
  ])
  expect(await runOf(journey).result()).toBe('not_started')
})

it('completed, reopened, completed again: counted once', async () => {
  const journey = await referSomebody(world, 3)
  const dotation = dotationOf(journey)
  await go(world, journey, ...roadToDotation)
  await act(world, dotation, 'Bind', { device })
  await sign(world, dotation, await issueReceipt(world, dotation), await world.today())
  await act(world, dotation, 'HandOver', { on: '' })
  const { changed_at: since } = await world.head(journey)
  await passDeadline(world, journey, since)
  await go(world, journey, 'RecordFollowUp')
  expect(await runOf(journey).result()).toBe('completed')
  await world.time.pass(30 * day)
  await reopen(journey)
  expect(await world.head(dotation)).toMatchObject({ stage: 'guarantee' })
  await go(world, journey, 'RecordFollowUp')
  expect(await runOf(journey).result()).toBe('completed')
  await countAll(world.database)
  const rows = await rowsOf(world, 'SELECT stage, outcome FROM outcome WHERE stream = $1', [journey])
  expect(rows).toEqual([{ stage: 'closed', outcome: 'completed' }])
  const ends = (await mailsOf(world, journey)).filter((mail) => mail === 'journey_closed → prescriber')
  expect(ends).toHaveLength(2)
})

it('a referral that was refused by mistake: the coordinator reopens it, the lieu is asked and reminded', async () => {
  const journey = await referSomebody(world, 4)
  const coordinator = async () => ({ actor: actors.coordinator, version: (await world.head(journey)).version })
  const on = await world.today()
  await world.give('Withdraw', journey, { ...commands.Withdraw.data, on }, await coordinator())
  await world.give('Reopen', journey, { reason: 'clos_par_erreur' }, await coordinator())
  expect(await world.head(journey)).toMatchObject({
    stage: 'prescription',
    task: 'answer_referral',
    owner_role: 'lieu',
  })
  expect((await mailsOf(world, journey)).slice(-2)).toEqual([
    'journey_reopened → prescriber',
    'referral_received → lieu',
  ])
  const { changed_at: since } = await world.head(journey)
  expect(await passDeadline(world, journey, since)).toMatchObject({ days: 10, events: ['OwnerReminded'] })
  await go(world, journey, 'Accept')
  expect(await world.head(journey)).toMatchObject({ stage: 'diagnostic' })
})

it('closed by mistake while a laptop was awaited: the dotation opens anew, and its deadlines run from then', async () => {
  const journey = await referSomebody(world, 5)
  const dotation = dotationOf(journey)
  await go(world, journey, ...roadToDotation, 'Withdraw')
  expect(await runOf(dotation).result()).toBe('abandoned')
  await world.time.pass(10 * day)
  await reopen(journey, { reason: 'clos_par_erreur' })
  expect(await world.head(journey)).toMatchObject({ stage: 'dotation' })
  expect(await world.head(dotation)).toMatchObject({ stage: 'stock', task: 'await_laptop', closed_at: null })
  const { changed_at: since } = await world.head(dotation)
  expect(await passDeadline(world, dotation, since)).toMatchObject({ command: 'RemindDotation' })
  // Laptops that are confirmed go to those who wait: the first one to whoever came back to their training.
  await laptop(world, 5)
  await laptop(world, 6)
  await sign(world, dotation, await issueReceipt(world, dotation), await world.today())
  await act(world, dotation, 'HandOver', { on: '' })
  expect(await world.head(journey)).toMatchObject({ stage: 'evaluation' })
})
