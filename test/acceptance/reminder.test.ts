import { Temporal } from 'temporal-polyfill'
import { actors } from '../../libs/testing/engine.world'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go, referSomebody } from './actor.steps'
import { mailsOf } from './course.fixtures'
import { day } from './deadline.pass'

/** The day before an appointment, at nine, the person is reminded of it. */
let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

const paris = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Paris')

/** Books an appointment at three in the afternoon, in so many days; answers its day in Paris. */
async function bookIn(journey: string, days: number): Promise<Temporal.PlainDate> {
  const date = paris((await world.time.now()).toISOString())
    .toPlainDate()
    .add({ days })
  const at = date.toZonedDateTime({ timeZone: 'Europe/Paris', plainTime: '15:00' }).toInstant().toString()
  const { version } = await world.head(journey)
  await world.give('BookAppointment', journey, { at }, { actor: actors.mediator, version })
  return date
}

const reminders = async (journey: string) =>
  (await mailsOf(world, journey)).filter((mail) => mail.startsWith('appointment_reminder'))

/** Lets a stream's next deadline pass and waits for what it does. */
async function passNext(journey: string): Promise<readonly string[]> {
  const { version, deadline_at } = await world.head(journey)
  await world.time.pass(Date.parse(deadline_at ?? '') + 60_000 - (await world.time.now()).getTime())
  for (let look = 0; look < 200 && (await world.head(journey)).version === version; look += 1)
    await new Promise((resolve) => setTimeout(resolve, 25))
  return (await world.eventsAfter(journey, version)).map(({ type }) => type)
}

it('on the day before, at nine in the morning, once', async () => {
  const journey = await referSomebody(world, 1)
  await go(world, journey, 'Accept')
  const date = await bookIn(journey, 6)
  const { deadline_at } = await world.head(journey)
  expect(
    paris(deadline_at ?? '')
      .toPlainDateTime()
      .toString(),
  ).toBe(`${date.subtract({ days: 1 }).toString()}T09:00:00`)
  expect(await passNext(journey)).toEqual(['AppointmentReminded'])
  expect(await reminders(journey)).toEqual(['appointment_reminder_you → beneficiary'])
  expect(await passNext(journey)).toEqual(['OwnerReminded'])
  expect(await reminders(journey)).toHaveLength(1)
})

it('of the new day where it is moved, and of none where the journey rests or ends', async () => {
  const journey = await referSomebody(world, 2)
  await go(world, journey, 'Accept')
  await bookIn(journey, 6)
  const moved = await bookIn(journey, 12)
  const { version, deadline_at } = await world.head(journey)
  expect(
    paris(deadline_at ?? '')
      .toPlainDate()
      .toString(),
  ).toBe(moved.subtract({ days: 1 }).toString())
  await world.time.pass(8 * day)
  expect(await world.eventsAfter(journey, version)).toEqual([])
  await act(world, journey, 'Withdraw', {
    ...{ on: '', reasons: { shareable: 'souhait_de_la_personne', internal: 'renonce' } },
  })
  await world.time.pass(10 * day)
  expect(await reminders(journey)).toEqual([])
})

it('not where the appointment is in an hour', async () => {
  const journey = await referSomebody(world, 3)
  await go(world, journey, 'Accept', 'BookAppointment')
  expect(await world.head(journey)).toMatchObject({ deadline_command: 'Remind' })
})
