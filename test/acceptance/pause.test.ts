import { dotationOf } from '../../libs/contracts/stream'
import { dayOf } from '../../libs/domain/kernel/wait'
import { laptop } from '../../libs/testing/engine.world'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go, referSomebody, roadToDotation } from './actor.steps'
import { mailsOf } from './course.fixtures'
import { day } from './deadline.pass'

/** Somebody rests: ill, away, in a temporary job. */
let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

const reasons = { shareable: 'situation_changee', internal: 'sante' }
const inDays = async (days: number) =>
  dayOf(new Date((await world.time.now()).getTime() + days * day).toISOString(), 'Europe/Paris')

const daysUntil = async (stream: string) => {
  const { deadline_at } = await world.head(stream)
  return Math.round((Date.parse(deadline_at ?? '') - (await world.time.now()).getTime()) / day)
}

it('rests for three weeks, hears nothing meanwhile, and goes on with what remained of each wait', async () => {
  const journey = await referSomebody(world, 1)
  await go(world, journey, 'Accept')
  await world.time.pass(4 * day)
  await act(world, journey, 'Pause', { until: await inDays(21), reasons })
  const { version } = await world.head(journey)
  expect(await world.head(journey)).toMatchObject({ task: 'paused', deadline_command: 'ResumeByDate' })
  await world.time.pass(15 * day)
  expect(await world.eventsAfter(journey, version)).toEqual([])
  await world.time.pass(6 * day + day / 2)
  expect((await world.eventsAfter(journey, version)).map(({ type }) => type)).toEqual(['JourneyResumed'])
  // A reminder after ten days, four of them spent: six remain from the morning of the resume.
  expect(await world.head(journey)).toMatchObject({ task: 'book_diagnostic', deadline_command: 'Remind' })
  expect([5, 6]).toContain(await daysUntil(journey))
  expect((await mailsOf(world, journey)).slice(3)).toEqual([
    'journey_paused → prescriber',
    'journey_resumed → mediator',
    'journey_resumed → prescriber',
  ])
})

it('comes back before the day', async () => {
  const journey = await referSomebody(world, 2)
  await go(world, journey, 'Accept')
  const before = await daysUntil(journey)
  await act(world, journey, 'Pause', { until: await inDays(60), reasons })
  await world.time.pass(10 * day)
  await act(world, journey, 'Resume', {})
  expect(await daysUntil(journey)).toBe(before)
})

it('waits for a laptop: the dotation rests with the journey, and the laptop stays kept', async () => {
  const device = await laptop(world, 1)
  const journey = await referSomebody(world, 3)
  const dotation = dotationOf(journey)
  await go(world, journey, ...roadToDotation)
  await act(world, dotation, 'Bind', { device })
  const before = await daysUntil(dotation)
  await act(world, journey, 'Pause', { until: await inDays(30), reasons })
  expect(await world.head(dotation)).toMatchObject({ deadline_at: null, task: 'book_hand_over' })
  const { version } = await world.head(dotation)
  await passPause(journey)
  expect((await world.eventsAfter(dotation, version)).map(({ type }) => type)).toEqual(['DotationResumed'])
  expect([before - 1, before]).toContain(await daysUntil(dotation))
  // Whoever was not told to come while they were away is told now.
  expect((await mailsOf(world, journey)).slice(-3)).toContain('laptop_ready_you → beneficiary')
})

/** A pause ends at eight in the morning, without jitter. */
async function passPause(journey: string): Promise<void> {
  const { deadline_at } = await world.head(journey)
  await world.time.pass(Date.parse(deadline_at ?? '') + 120_000 - (await world.time.now()).getTime())
  for (let look = 0; look < 200 && (await world.head(journey)).task === 'paused'; look += 1)
    await new Promise((resolve) => setTimeout(resolve, 25))
}

it('ends during the rest: nothing is due any more', async () => {
  const journey = await referSomebody(world, 4)
  await go(world, journey, 'Accept')
  await act(world, journey, 'Pause', { until: await inDays(10), reasons })
  const { version } = await world.head(journey)
  const end = { shareable: 'souhait_de_la_personne', internal: 'renonce' }
  await act(world, journey, 'Withdraw', { on: '', reasons: end })
  await world.time.pass(40 * day)
  expect((await world.eventsAfter(journey, version)).map(({ type }) => type)).toEqual(['JourneyClosed'])
})

it('the machine alone ends a pause by its date', async () => {
  const journey = await referSomebody(world, 5)
  await go(world, journey, 'Accept')
  await act(world, journey, 'Pause', { until: await inDays(2), reasons })
  await expect(act(world, journey, 'ResumeByDate', {})).rejects.toThrow('deadline_only')
})
