import { actors, agent, journeyIds, rowsOf } from '../../libs/testing/engine.world'
import { commands, ids, landes } from '../../libs/testing/journey.fixtures'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go, referSomebody } from './actor.steps'
import { day, passDeadline } from './deadline.pass'

/** A lieu that is full: who waits there, in what order, and what becomes of a place that comes free. */
let world: TimedWorld
beforeEach(async () => {
  world = await createTimedWorld()
})
afterEach(() => world?.close())

const setCapacity = async (mediator: string, capacity: number) =>
  world.give('SetCapacity', mediator, { capacity }, { version: (await world.head(mediator)).version })

/** The n-th person, whom the lieu puts on its waiting list. */
async function enlisted(number: number): Promise<string> {
  const journey = await referSomebody(world, number)
  await act(world, journey, 'Enlist', {})
  return journey
}

/** What was written about a journey since a version, and to whom. */
const mailsOf = async (journey: string, after = 0) =>
  (
    await rowsOf<{ kind: string; recipient_role: string; rank: string | null }>(
      world,
      `SELECT kind, recipient_role, data ->> 'rank' AS rank FROM mail WHERE stream = $1 AND version > $2
       ORDER BY version, kind, recipient_role`,
      [journey, after],
    )
  ).map(({ kind, recipient_role, rank }) => [kind, recipient_role, ...(rank ? [`rang ${rank}`] : [])].join(' '))

const atWork = async (journey: string) => {
  const { task, owner_role } = await world.head(journey)
  return `${task} (${owner_role})`
}

it('the lieu is full: the person waits, the prescriber learns it, then the rank, then that a place is kept', async () => {
  await setCapacity(ids.mediator, 1)
  const followed = await referSomebody(world, 1)
  await go(world, followed, 'Accept')
  const first = await enlisted(2)
  const second = await enlisted(3)
  expect(await mailsOf(first)).toEqual(['referral_received lieu', 'line_entered prescriber'])

  // After a month the lieu is reminded of its list, and the prescriber told the rank, which is kept from then on.
  const { changed_at: since, version } = await world.head(second)
  expect(await passDeadline(world, second, since)).toMatchObject({ days: 30, events: ['OwnerReminded', 'RankTold'] })
  expect(await mailsOf(second, version)).toEqual(['task_reminder lieu', 'line_rank prescriber rang 2'])

  const before = (await world.head(first)).version
  await go(world, followed, 'Withdraw')
  expect(await atWork(first)).toBe('confirm_place (lieu)')
  expect(await mailsOf(first, before)).toContain('place_offered lieu')
  expect(await mailsOf(first, before)).toContain('place_offered prescriber')
  expect(await atWork(second)).toBe('await_place (lieu)')

  // The place that is kept is taken: nobody else gets it meanwhile.
  const third = await referSomebody(world, 4)
  const accepting = { actor: actors.mediator, version: 1 }
  await expect(world.give('Accept', third, commands.Accept.data, accepting)).rejects.toThrow('mediator_full')
  await go(world, first, 'Accept')
  expect((await world.head(first)).stage).toBe('diagnostic')
})

it('a place that nobody confirms in a week goes to the next, and the person back to the prescriber, who reads why', async () => {
  await setCapacity(ids.mediator, 1)
  const followed = await referSomebody(world, 1)
  await go(world, followed, 'Accept')
  const first = await enlisted(2)
  const second = await enlisted(3)
  await go(world, followed, 'Withdraw')

  const { changed_at: since } = await world.head(first)
  expect(await passDeadline(world, first, since)).toMatchObject({ days: 3, events: ['OwnerReminded'] })
  const { version } = await world.head(first)
  expect(await passDeadline(world, first, since)).toMatchObject({ days: 7, events: ['OfferLapsed'] })
  expect(await mailsOf(first, version)).toEqual(['referral_back prescriber', 'referral_taken_back lieu'])
  const [back] = await rowsOf<{ data: object }>(
    world,
    `SELECT data FROM mail WHERE stream = $1 AND kind = 'referral_back'`,
    [first],
  )
  expect(back?.data).toMatchObject({ reason: landes.line.unconfirmed.shareable, cause: 'offer_lapsed' })
  expect(await atWork(first)).toBe('choose_lieu (prescriber)')
  expect(await atWork(second)).toBe('confirm_place (lieu)')
})

it('no place in half a year: back to the prescriber, never in silence', async () => {
  await setCapacity(ids.mediator, 0)
  const journey = await enlisted(1)
  const { changed_at: since } = await world.head(journey)
  for (const days of [30, 60, 90, 120, 150]) {
    expect(await passDeadline(world, journey, since)).toMatchObject({ days, command: 'Remind' })
  }
  const { version } = await world.head(journey)
  expect(await passDeadline(world, journey, since)).toMatchObject({ days: 180, events: ['LineExpired'] })
  expect(await mailsOf(journey, version)).toEqual(['referral_back prescriber', 'referral_taken_back lieu'])
  expect(await atWork(journey)).toBe('choose_lieu (prescriber)')
  // The same lieu has not followed up: another one is chosen.
  const again = world.give('ChooseLieu', journey, { place: ids.place }, { version: version + 1 })
  await expect(again).rejects.toThrow('same_lieu')
})

it('the person needs no place any more: the lieu says so, and the next is offered it on the same day', async () => {
  await setCapacity(ids.mediator, 0)
  const first = await enlisted(1)
  const second = await enlisted(2)
  await setCapacity(ids.mediator, 1)
  expect(await atWork(first)).toBe('confirm_place (lieu)')
  await go(world, first, 'Decline')
  expect(await atWork(second)).toBe('confirm_place (lieu)')
})

it('in an emergency a coordinator goes beyond the capacity, and the history says why and how far', async () => {
  await setCapacity(ids.mediator, 0)
  const first = await enlisted(1)
  const urgent = await enlisted(2)
  const { AcceptOverCapacity } = commands
  const asking = { actor: actors.mediator, version: 2 }
  await expect(world.give('AcceptOverCapacity', urgent, AcceptOverCapacity.data, asking)).rejects.toThrow('not_allowed')
  await world.give('AcceptOverCapacity', urgent, AcceptOverCapacity.data, { version: 2 })
  const [accepted] = await rowsOf<{ data: object; actor: string }>(
    world,
    `SELECT data, actor FROM event WHERE stream = $1 AND type = 'JourneyAccepted'`,
    [urgent],
  )
  expect(accepted).toMatchObject({
    ...{ actor: actors.coordinator.sub },
    data: { overCapacity: { reason: 'situation_urgente', capacity: 0, followed: 0 } },
  })
  expect(await atWork(first)).toBe('await_place (lieu)')
})

it('a mediator who was followed to the end, and another who comes to the lieu, free places in turn', async () => {
  await setCapacity(ids.mediator, 1)
  const followed = await referSomebody(world, 1)
  await go(world, followed, 'Accept', 'BookAppointment')
  const first = await enlisted(2)
  const second = await enlisted(3)
  // Nothing is needed of this one: the journey goes to its follow-up, which takes no place.
  await act(world, followed, 'RecordDiagnostic', {
    ...commands.RecordDiagnostic.data,
    needs: { ...commands.RecordDiagnostic.data.needs, training: false, laptop: false },
  })
  expect((await world.head(followed)).stage).toBe('evaluation')
  expect(await atWork(first)).toBe('confirm_place (lieu)')
  await world.time.pass(day)
  const newcomer = 'actor-00000000-0000-4000-8000-000000000077'
  await agent(world, newcomer, 'mediator', ids.lieuStructure, ids.place, 'nouvelle@exemple.invalid')
  expect(await atWork(second)).toBe('confirm_place (lieu)')
  const { version } = await world.head(second)
  await world.give('Accept', second, { mediator: newcomer }, { actor: actors.mediator, version })
  expect(await rowsOf(world, 'SELECT mediator FROM journey WHERE stream = $1', [journeyIds(3).journey])).toEqual([
    { mediator: newcomer },
  ])
})
