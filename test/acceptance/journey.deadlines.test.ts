import { dotationOf } from '../../libs/contracts/stream'
import { laptop } from '../../libs/testing/engine.world'
import { landes } from '../../libs/testing/journey.fixtures'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go, referSomebody, roadToDotation } from './actor.steps'
import { day, passDeadline } from './deadline.pass'

/** Every deadline of a journey and of its dotation, on its day, on the definition that the Landes start with. */
let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

let last = 0

/** Refers somebody new, and brings them so far. */
async function somebody(...steps: Parameters<typeof go>[2][]): Promise<string> {
  last += 1
  const journey = await referSomebody(world, last)
  await go(world, journey, ...steps)
  return journey
}

/** Lets all deadlines of the present wait pass, and says what fired on which day since it began. */
async function passAll(stream: string): Promise<readonly string[]> {
  const { task, changed_at: since } = await world.head(stream)
  const fired: string[] = []
  for (;;) {
    const { command, days, events } = await passDeadline(world, stream, since)
    fired.push(`${days}: ${command} → ${events.join(', ')}`)
    if ((await world.head(stream)).task !== task) return fired
  }
}

const reminders = (every: number, count: number, told = 'Remind → OwnerReminded') =>
  Array.from({ length: count }, (_, index) => `${(index + 1) * every}: ${told}`)

const outcomeOf = async (stream: string) => (await world.head(stream)).outcome

it('the definition is the one that these days are written for', () => {
  expect(landes.waits.answer_referral).toMatchObject({ remindAfter: 'P10D', reminders: 1, expireAfter: 'P30D' })
})

it('a referral that nobody answers goes back to its prescriber, and ends when they choose no other lieu', async () => {
  const journey = await somebody()
  expect(await passAll(journey)).toEqual([...reminders(10, 1), '30: Expire → AnswerExpired'])
  expect(await passAll(journey)).toEqual([...reminders(10, 1), '30: Expire → JourneyClosed'])
  expect(await outcomeOf(journey)).toBe('expired')
})

it('a diagnostic that nobody books gives the journey back, not started', async () => {
  const journey = await somebody('Accept')
  expect(await passAll(journey)).toEqual([...reminders(10, 2), '45: Expire → JourneyClosed'])
  expect(await outcomeOf(journey)).toBe('not_started')
})

it('an appointment that is not held gives the journey back, not started', async () => {
  const journey = await somebody('Accept', 'BookAppointment')
  expect(await passAll(journey)).toEqual([...reminders(3, 4), '30: Expire → JourneyClosed'])
  expect(await outcomeOf(journey)).toBe('not_started')
})

it('a training that nobody plans ends', async () => {
  const journey = await somebody('Accept', 'BookAppointment', 'RecordDiagnostic')
  expect(await passAll(journey)).toEqual([...reminders(15, 2), '60: Expire → JourneyClosed'])
  expect(await outcomeOf(journey)).toBe('not_started')
})

it('a training that stops ends', async () => {
  const journey = await somebody('Accept', 'BookAppointment', 'RecordDiagnostic', 'PlanTraining')
  expect(await passAll(journey)).toEqual([...reminders(30, 5), '180: Expire → JourneyClosed'])
  expect(await outcomeOf(journey)).toBe('lost_to_follow_up')
})

const remindersOfDotation = (every: number, count: number) =>
  reminders(every, count, 'RemindDotation → DotationReminded')

it('no laptop for a year: the dotation is given up, the journey goes on to its evaluation, and nobody is found', async () => {
  const journey = await somebody(...roadToDotation)
  const dotation = dotationOf(journey)
  expect(await passAll(dotation)).toEqual([...remindersOfDotation(15, 23), '365: ExpireDotation → DotationAbandoned'])
  const { stage, task, changed_at: since } = await world.head(journey)
  expect([stage, task]).toEqual(['evaluation', 'await_follow_up'])
  const opened = await passDeadline(world, journey, since)
  expect(opened).toMatchObject({ command: 'OpenFollowUp', events: ['FollowUpOpened'] })
  expect([89, 90, 91, 92]).toContain(opened.days)
  expect(await passAll(journey)).toEqual([...reminders(10, 3), '45: Expire → JourneyClosed'])
  expect(await outcomeOf(journey)).toBe('lost_to_follow_up')
})

it('a laptop that nobody fetches goes back to the stock', async () => {
  const device = await laptop(world, 1)
  const journey = await somebody(...roadToDotation)
  const dotation = dotationOf(journey)
  await act(world, dotation, 'Bind', { device })
  expect(await passAll(dotation)).toEqual([...remindersOfDotation(10, 4), '60: ExpireDotation → DotationAbandoned'])
  expect(await outcomeOf(dotation)).toBe('abandoned')
  expect((await world.head(journey)).stage).toBe('evaluation')
})

it('who acts in time is not reminded, and waits anew from then on', async () => {
  const journey = await somebody()
  await world.time.pass(9 * day)
  await go(world, journey, 'Accept')
  const { version, changed_at: accepted } = await world.head(journey)
  await world.time.pass(3 * day)
  expect(await world.eventsAfter(journey, version)).toEqual([])
  expect(await passDeadline(world, journey, accepted)).toMatchObject({ days: 10, command: 'Remind' })
})
