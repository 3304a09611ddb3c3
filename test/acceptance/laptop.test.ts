import { Temporal } from 'temporal-polyfill'
import { dotationOf } from '../../libs/contracts/stream'
import { countAll } from '../integration/statistics/caught.up'
import { actors, laptop, rowsOf } from '../../libs/testing/engine.world'
import { commands } from '../../libs/testing/journey.fixtures'
import { issueReceipt, sign } from '../../libs/testing/receipt.steps'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go, referSomebody, roadToDotation } from './actor.steps'
import { mailsOf } from './course.fixtures'
import { day, passDeadline } from './deadline.pass'

/** A laptop may fail at the counter, or in the hands of the person: nobody is left without, and nobody has two. */
let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

const fault = { on: '', fault: 'ecran' }

/** Somebody who has come as far as a laptop of their own, which is there. */
async function bound(number: number): Promise<{ journey: string; dotation: string; device: string }> {
  const device = await laptop(world, number)
  const journey = await referSomebody(world, number)
  const dotation = dotationOf(journey)
  await go(world, journey, ...roadToDotation)
  await act(world, dotation, 'Bind', { device })
  return { journey, dotation, device }
}

/** Everything that is done at the counter, today. */
async function handOver(dotation: string): Promise<void> {
  await sign(world, dotation, await issueReceipt(world, dotation), await world.today())
  await act(world, dotation, 'HandOver', { on: '' })
}

async function equipped(number: number) {
  const given = await bound(number)
  await handOver(given.dotation)
  return given
}

const heldBy = (journey: string) =>
  rowsOf<{ device: string; open: boolean }>(
    world,
    'SELECT device, open FROM binding WHERE journey = $1 ORDER BY open, device',
    [journey],
  )
const statusOf = async (device: string) =>
  (await rowsOf<{ status: string }>(world, 'SELECT status FROM device WHERE stream = $1', [device]))[0]?.status
const mailsSince = async (stream: string, before: readonly string[]) =>
  (await mailsOf(world, stream)).slice(before.length)

/** Books the hand-over for the afternoon in so many days, as the person has asked. */
async function bookIn(dotation: string, days: number): Promise<string> {
  const at = new Date((await world.time.now()).getTime() + days * day).toISOString()
  const { version } = await world.head(dotation)
  await world.give('BookHandOver', dotation, { at }, { actor: actors.mediator, version })
  return at
}

const absence = { on: '', reasons: { shareable: 'non_realise', internal: 'absent' } }

it('faulty at the counter: it goes back to the recyclerie, and the person goes home with the next one', async () => {
  const next = await laptop(world, 101)
  const { journey, dotation, device } = await bound(1)
  await act(world, dotation, 'ReportFault', fault)
  expect([await statusOf(device), await statusOf(next)]).toEqual(['sent_back', 'bound'])
  await handOver(dotation)
  expect(await heldBy(journey)).toEqual([
    { device, open: false },
    { device: next, open: true },
  ])
  expect((await mailsOf(world, journey)).filter((mail) => mail.startsWith('laptop_ready_you'))).toHaveLength(2)
})

it('faulty within the guarantee: replaced the same day, and covered until a year after the first one', async () => {
  const { journey, dotation, device } = await equipped(2)
  const { deadline_at: ends, changed_at: since } = await world.head(dotation)
  const { changed_at: exit } = await world.head(journey)
  await passDeadline(world, journey, exit)
  await go(world, journey, 'RecordFollowUp')
  expect(await world.head(journey)).toMatchObject({ stage: 'closed', outcome: 'completed' })
  const next = await laptop(world, 102)
  const before = await mailsOf(world, dotation)
  await act(world, dotation, 'ReplaceLaptop', fault)
  expect(await mailsSince(dotation, before)).toEqual(['laptop_bound → lieu', 'laptop_ready_you → beneficiary'])
  await handOver(dotation)
  expect([await statusOf(device), await statusOf(next)]).toEqual(['sent_back', 'handed_over'])
  expect(await heldBy(journey)).toEqual([
    { device, open: false },
    { device: next, open: true },
  ])
  expect(await world.head(journey)).toMatchObject({ stage: 'closed', outcome: 'completed' })
  await countAll(world.database)
  expect(
    await rowsOf(world, 'SELECT outcome FROM outcome WHERE handed_over_on IS NOT NULL AND stream = $1', [journey]),
  ).toEqual([{ outcome: 'completed' }])
  expect(await world.head(dotation)).toMatchObject({ stage: 'guarantee', deadline_at: ends })
  const told = await mailsOf(world, dotation)
  expect(await passDeadline(world, dotation, since)).toMatchObject({ days: 365, events: ['GuaranteeEnded'] })
  expect(await world.head(dotation)).toMatchObject({ stage: 'closed', outcome: 'handed_over' })
  expect(await mailsSince(dotation, told)).toEqual([])
})

it('faulty with no laptop in stock: the recyclerie is asked, the person waits, and the next one is theirs', async () => {
  const { journey, dotation, device } = await equipped(3)
  await world.time.pass(20 * day)
  const before = await mailsOf(world, dotation)
  await act(world, dotation, 'ReplaceLaptop', fault)
  expect(await world.head(dotation)).toMatchObject({ stage: 'stock', task: 'await_laptop' })
  const asked = ['laptop_wanted → recyclerie', 'replacement_awaited_you → beneficiary']
  expect(await mailsSince(dotation, before)).toEqual(asked)
  expect(await heldBy(journey)).toEqual([{ device, open: false }])
  const { changed_at: since } = await world.head(dotation)
  expect(await passDeadline(world, dotation, since)).toMatchObject({ days: 15, command: 'RemindDotation' })
  const next = await laptop(world, 103)
  expect(await mailsSince(dotation, [...before, ...asked])).toEqual([
    ...['laptop_wanted → recyclerie', 'laptop_bound → lieu', 'laptop_ready_you → beneficiary'],
  ])
  await handOver(dotation)
  expect(await statusOf(next)).toBe('handed_over')
  expect(await world.head(dotation)).toMatchObject({ stage: 'guarantee' })
})

it('nobody fetches the laptop that replaces another: it is released, and it is known that the person was equipped', async () => {
  await laptop(world, 104)
  const { journey, dotation } = await equipped(4)
  await act(world, dotation, 'ReplaceLaptop', fault)
  const { changed_at: since } = await world.head(dotation)
  while ((await world.head(dotation)).stage !== 'closed') await passDeadline(world, dotation, since)
  expect(await world.head(dotation)).toMatchObject({ outcome: 'not_replaced' })
  expect((await heldBy(journey)).filter(({ open }) => open)).toEqual([])
  expect((await mailsOf(world, dotation)).slice(-2)).toEqual([
    ...['laptop_released → lieu', 'replacement_off_you → beneficiary'],
  ])
  expect((await rowsOf(world, 'SELECT FROM person WHERE last_handed_over_on IS NOT NULL')).length).toBeGreaterThan(0)
})

it('a missed hand-over: another day is given, reminded and missed too; then the laptop goes back to the stock', async () => {
  const { journey, dotation, device } = await bound(5)
  await bookIn(dotation, 6)
  const { deadline_at, deadline_command } = await world.head(dotation)
  const morning = Temporal.Instant.from(deadline_at ?? '').toZonedDateTimeISO('Europe/Paris')
  expect([deadline_command, morning.hour, morning.minute]).toEqual(['RemindHandOver', 9, 0])
  await world.time.pass(7 * day)
  await act(world, dotation, 'MissHandOver', absence)
  expect(await world.head(dotation)).toMatchObject({ stage: 'handover', task: 'book_hand_over' })
  await bookIn(dotation, 5)
  await bookIn(dotation, 8)
  await world.time.pass(9 * day)
  await act(world, dotation, 'MissHandOver', absence)
  expect(await world.head(dotation)).toMatchObject({ stage: 'closed', outcome: 'abandoned' })
  expect(await world.head(journey)).toMatchObject({ stage: 'evaluation' })
  expect([await statusOf(device), await heldBy(journey)]).toEqual(['delivered', [{ device, open: false }]])
  expect((await mailsOf(world, dotation)).filter((mail) => mail.startsWith('appointment'))).toEqual([
    ...[
      'appointment_booked_you → beneficiary',
      'appointment_calendar → mediator',
      'appointment_reminder_you → beneficiary',
    ],
    ...['appointment_booked_you → beneficiary', 'appointment_calendar → mediator'],
    ...['appointment_calendar → mediator', 'appointment_moved → beneficiary', 'appointment_reminder_you → beneficiary'],
  ])
  expect(await world.eventsAfter(journey, 0)).not.toContainEqual(expect.objectContaining({ type: 'HandOverMissed' }))
})

it('the end of the journey before the day: it is called off, nobody is reminded, and the laptop is free', async () => {
  const { journey, dotation, device } = await bound(6)
  await bookIn(dotation, 6)
  const before = await mailsOf(world, dotation)
  await act(world, journey, 'Withdraw', { on: '', reasons: commands.Withdraw.data.reasons })
  await world.time.pass(10 * day)
  expect(await mailsSince(dotation, before)).toEqual([
    ...['appointment_cancelled → mediator', 'appointment_off_you → beneficiary'],
  ])
  expect(await statusOf(device)).toBe('delivered')
})
