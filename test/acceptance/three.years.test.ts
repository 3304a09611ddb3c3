import { actors, beneficiary, journeyIds, referral, send, uuidOfNumber } from '../../libs/testing/engine.world'
import type { Result } from '../../libs/contracts/command'
import type { Definition } from '../../libs/domain/definition/definition.schema'
import { definitionStore } from '../../libs/engine/definition.store'
import { commands, ids, landes } from '../../libs/testing/journey.fixtures'
import { preparedOn, registration } from '../../libs/testing/laptop.fixtures'
import { lotCommands } from '../../libs/testing/lot.fixtures'
import { createTimedWorld } from '../../libs/testing/temporal.world'
import { type Due, onTime } from './calendar.road'
import { expected } from './three.years.days'
import { followed, type Timetable, type Who, Years } from './three.years.road'

/**
 * Forty-one months of four people and two lots, from 17 November 2031: every deadline on its day and at its hour, whatever
 * the zone, over every change of the hour and over 29 February 2032.
 */
const zones = ['UTC', 'Europe/Paris', 'Indian/Reunion'] as const
type Zone = (typeof zones)[number]
const everybody = Object.keys(followed) as Who[]

/** The evening on which these years begin: it is the next day in La Réunion already. */
const evening = '2031-11-16T21:00:00Z'
const tomorrows: Readonly<Record<Zone, string>> = {
  ...{ UTC: '2031-11-17', 'Europe/Paris': '2031-11-17', 'Indian/Reunion': '2031-11-18' },
}

const evaluation = landes.stages.find(({ kind }) => kind === 'evaluation')
const longIn = (zone: string): Definition => ({
  ...landes,
  zone,
  stages: [
    ...landes.stages.slice(0, 4),
    { ...evaluation, after: 'P12M', next: [{ when: null, to: 'late', fr: null }] },
    { ...evaluation, code: 'late', after: 'P36M' },
  ] as Definition['stages'],
  waits: { ...landes.waits, choose_lieu: { ...landes.waits.choose_lieu, calendar: 'working' } },
})

const device = `device-${uuidOfNumber(1)}`
const reasons = { shareable: 'situation_changee', internal: 'sante' }
const { AcquireLot, ReceiveLot } = lotCommands

/** What people do, each on a day that is told; whatever else happens in these years, time does. */
async function live(years: Years): Promise<void> {
  await years.until('2031-11-17')
  for (const who of ['lot', 'other lot'] as const)
    await years.give(followed[who], 'AcquireLot', {
      ...AcquireLot.data,
      laptops: 1,
      order: who === 'lot' ? 'BC-1' : 'BC-2',
    })
  await years.refer('ada')
  await years.refer('bob')
  await years.until('2031-12-01')
  await years.go('ada', 'Accept')
  await years.until('2031-12-02')
  await years.refer('cleo')
  await years.go('cleo', 'Accept')
  await years.book('cleo', 'BookAppointment', '2031-12-02', '16:00')
  await years.go('cleo', 'RecordDiagnostic', 'PlanTraining')
  await years.until('2031-12-08')
  await years.give(followed.lot, 'ReceiveLot', { ...ReceiveLot.data, laptops: 1 }, actors.recyclerie)
  await years.until('2031-12-15')
  await years.book('ada', 'BookAppointment', '2032-01-07', '14:00')
  await years.until('2031-12-29')
  const prepared = { ...registration, lot: followed.lot, prepared: preparedOn('2031-12-29') }
  await years.give(device, 'RegisterDevice', prepared, actors.recyclerie)
  await years.until('2032-01-06')
  await years.give(device, 'ConfirmReady', { on: '' }, actors.recyclerie)
  await years.until('2032-01-12')
  await years.go('ada', 'RecordDiagnostic')
  await years.until('2032-01-14')
  await years.give(device, 'ReceiveDevice', { on: '', place: ids.place })
  await years.until('2032-02-02')
  await years.go('ada', 'PlanTraining')
  await years.until('2032-02-03')
  await years.go('ada', 'RecordAttendance', 'AssessTraining')
  await years.give(followed['laptop of ada'], 'Bind', { device })
  await years.until('2032-02-16')
  await years.book('laptop of ada', 'BookHandOver', '2032-02-28', '10:00')
  await years.until('2032-02-29')
  await years.handOver('laptop of ada')
  await years.until('2032-03-15')
  await years.refer('dan')
  await years.give(followed.cleo, 'Pause', { until: '2032-09-10', reasons })
  await years.until('2032-10-27')
  await years.go('cleo', 'RecordAttendance', 'AssessTraining')
  await years.until('2034-11-01')
  await years.give(followed.cleo, 'Withdraw', commands.Withdraw.data)
  await years.until('2035-05-01')
}

interface Led {
  readonly fired: Timetable
  /** Events of each run of each workflow. */
  readonly runs: Readonly<Record<Who, readonly number[]>>
  readonly stages: Readonly<Partial<Record<Who, string | null>>>
  /** What is said of a consent of the first day that is not there yet. */
  readonly tooEarly: Result
}

async function lead(zone: Zone): Promise<Led> {
  const definitions = definitionStore([longIn(zone)], { production: false })
  const world = await createTimedWorld({ definitions, from: evening })
  try {
    const consent = { ...commands.Refer.data.consent, date: tomorrows[zone] }
    const sending = { actor: actors.prescriber, personal: beneficiary(5) }
    const tooEarly = await send(world, 'Refer', journeyIds(5).journey, { ...referral(5), consent }, sending)
    const years = new Years(world, zone)
    await live(years)
    const sizes: Partial<Record<Who, readonly number[]>> = {}
    const stages: Partial<Record<Who, string | null>> = {}
    for (const who of everybody) {
      stages[who] = (await world.head(followed[who])).stage
      sizes[who] = await years.runsOf(followed[who])
    }
    return { fired: years.fired, runs: sizes as Led['runs'], stages, tooEarly }
  } finally {
    await world.close()
  }
}

let led: readonly PromiseSettledResult<Led>[] = []
beforeAll(async () => {
  led = await Promise.allSettled(zones.map(lead))
}, 240_000)

function ledIn(zone: Zone): Led {
  const one = led[zones.indexOf(zone)]
  if (one?.status !== 'fulfilled') throw one?.reason
  return one.value
}

describe.each(zones)('%s', (zone) => {
  test.each(everybody)('%s: every deadline is on its day and at its hour', (who) => {
    const { fired: all, stages } = ledIn(zone)
    const fired = all[who]
    expect(fired.map(({ day, what }) => `${day} ${what}`)).toEqual(
      expected[who].map(([day, , , what]) => `${day} ${what}`),
    )
    expect(fired.filter(({ minute }, index) => !onTime(expected[who][index] as Due, minute))).toEqual([])
    expect(stages[who]).toBe('closed')
  })

  test('the histories of all these years are short', () => {
    const { runs } = ledIn(zone)
    const sizes = Object.values(runs).flat()
    expect(sizes.length).toBeGreaterThanOrEqual(everybody.length)
    expect(Math.min(...sizes)).toBeGreaterThan(0)
    expect(sizes.reduce((sum, events) => sum + events, 0)).toBeLessThan(10_000)
  })

  test('whoever types a day that is not there yet is refused', () => {
    expect(ledIn(zone).tooEarly).toMatchObject({ ok: false, rule: 'date_in_future' })
  })
})
