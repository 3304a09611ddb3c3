import { Temporal } from 'temporal-polyfill'
import { dotationOf } from '../../libs/contracts/stream'
import type { CommandType } from '../../libs/domain/command.table'
import type { Definition } from '../../libs/domain/definition/definition.schema'
import { dayOf } from '../../libs/domain/kernel/wait'
import { definitionStore } from '../../libs/engine/definition.store'
import { actors, beneficiary, journeyIds, referral, send } from '../../libs/testing/engine.world'
import { commands, landes } from '../../libs/testing/journey.fixtures'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { roadToDotation } from './actor.steps'

/**
 * A journey of more than three years, every deadline on its day: a laptop that does not come for a year, a follow-up a year
 * later, another one two years after the training. Whatever the zone, over every change of the hour and a 29 February.
 */
const zones = ['UTC', 'Europe/Paris', 'Indian/Reunion'] as const

const evaluation = landes.stages.find(({ kind }) => kind === 'evaluation')
const longIn = (zone: string): Definition => ({
  ...landes,
  zone,
  stages: [
    ...landes.stages.slice(0, 4),
    { ...evaluation, after: 'P12M', anchor: 'exit', next: [{ when: null, to: 'late', fr: null }] },
    { ...evaluation, code: 'late', after: 'P24M', anchor: 'exit' },
  ] as Definition['stages'],
})

interface Fired {
  readonly task: string | null
  readonly command: string
  readonly months: number
  readonly days: number
}

/** What is due next fires on its day: counted in the zone from the day its wait began, some minutes after that hour. */
async function pass(world: TimedWorld, stream: string, since: string, zone: string): Promise<Fired> {
  const { deadline_at, deadline_command, task, version } = await world.head(stream)
  if (!deadline_at || !deadline_command) throw new Error('nothing is due')
  await world.time.pass(Date.parse(deadline_at) + 60_000 - (await world.time.now()).getTime())
  for (let look = 0; look < 400 && (await world.head(stream)).version === version; look += 1)
    await new Promise((resolve) => setTimeout(resolve, 25))
  const [event] = await world.eventsAfter(stream, version)
  if (!event) throw new Error(`${deadline_command} did not fire`)
  const local = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const [from, at] = [local(since), local(event.recorded_at)]
  // Minutes more than the hour at which the wait began, which may lead over midnight.
  const late = (at.toPlainTime().since(from.toPlainTime()).total('minutes') + 24 * 60) % (24 * 60)
  expect(late).toBeGreaterThanOrEqual(10)
  expect(late).toBeLessThan(42)
  const day = at.subtract({ seconds: Math.round(late * 60) }).toPlainDate()
  const span = from.toPlainDate().until(day, { largestUnit: 'months' })
  return { task, command: deadline_command, months: span.months, days: from.toPlainDate().until(day).days }
}

async function lead(zone: string): Promise<{ fired: readonly Fired[]; events: number; years: number }> {
  const definition = longIn(zone)
  const definitions = definitionStore([definition], { production: false })
  const world = await createTimedWorld({ definitions })
  try {
    const { journey } = journeyIds(1)
    await world.give('Refer', journey, referral(1), { actor: actors.prescriber, personal: beneficiary(1) })
    for (const type of roadToDotation) await step(world, journey, type, commands[type].data, zone)
    const fired: Fired[] = []
    const until = async (stream: string, task: string | null) => {
      const { changed_at: since } = await world.head(stream)
      while ((await world.head(stream)).task === task) fired.push(await pass(world, stream, since, zone))
    }
    const dotation = dotationOf(journey)
    await until(dotation, 'await_laptop')
    const { changed_at: exit } = await world.head(journey)
    fired.push(await pass(world, journey, exit, zone))
    await until(journey, 'ask_follow_up')
    fired.push(await pass(world, journey, exit, zone))
    await until(journey, 'ask_follow_up')
    const { events } = await world.time.client.workflow.getHandle(journey).fetchHistory()
    const years = ((await world.time.now()).getTime() - Date.now()) / (365 * 86_400_000)
    expect((await world.head(journey)).stage).toBe('closed')
    return { fired, events: events?.length ?? 0, years }
  } finally {
    await world.close()
  }
}

/** An ordinary command of the mediator's, on the day that it is in the zone. */
async function step(world: TimedWorld, stream: string, type: CommandType, data: object, zone: string): Promise<void> {
  const now = await world.time.now()
  const dated = {
    ...data,
    ...('on' in data ? { on: dayOf(now.toISOString(), zone) } : {}),
    ...('at' in data ? { at: new Date(now.getTime() + 3_600_000).toISOString() } : {}),
  }
  await world.give(type, stream, dated, { actor: actors.mediator, version: (await world.head(stream)).version })
}

test('every deadline of three years is on its day, the same in each zone, in a short history', async () => {
  const led = []
  for (const zone of zones) led.push({ zone, ...(await lead(zone)) })
  const [utc] = led
  for (const { zone, fired, events, years } of led) {
    expect([zone, years > 3]).toEqual([zone, true])
    expect(events).toBeLessThan(10_000)
    // Days of a month differ with the day it begins on: those of a zone ahead may be one later.
    expect(fired.map(({ task, command }) => [task, command])).toEqual(
      utc?.fired.map(({ task, command }) => [task, command]),
    )
  }
  const expected = [
    ...Array.from({ length: 23 }, (_, index) => ['await_laptop', 'RemindDotation', 15 * (index + 1)]),
    ['await_laptop', 'ExpireDotation', 365],
  ]
  const asked = [
    ['ask_follow_up', 'Remind', 10],
    ['ask_follow_up', 'Remind', 20],
    ['ask_follow_up', 'Remind', 30],
    ['ask_follow_up', 'Expire', 45],
  ]
  for (const { fired } of led) {
    expect(fired.slice(0, 24).map(({ task, command, days }) => [task, command, days])).toEqual(expected)
    expect(fired[24]).toMatchObject({ task: 'await_follow_up', command: 'OpenFollowUp', months: 12 })
    expect(fired.slice(25, 29).map(({ task, command, days }) => [task, command, days])).toEqual(asked)
    expect(fired[29]).toMatchObject({ task: 'await_follow_up', command: 'OpenFollowUp', months: 24 })
    expect(fired.slice(30).map(({ task, command, days }) => [task, command, days])).toEqual(asked)
  }
}, 240_000)

test('whoever types a day that is not there yet is refused in the zone of the territory', async () => {
  const definition = longIn('Indian/Reunion')
  const world = await createTimedWorld({ definitions: definitionStore([definition], { production: false }) })
  try {
    const consent = {
      ...commands.Refer.data.consent,
      date: dayOf(new Date(Date.now() + 86_400_000).toISOString(), 'Indian/Reunion'),
    }
    const data = { ...referral(2), consent }
    const refused = await send(world, 'Refer', journeyIds(2).journey, data, {
      actor: actors.prescriber,
      personal: beneficiary(2),
    })
    expect(refused).toMatchObject({ ok: false, rule: 'date_in_future' })
  } finally {
    await world.close()
  }
})
