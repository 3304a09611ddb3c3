import { ids } from '../../testing/journey.fixtures'
import {
  deviceCommands as commands,
  laptopRules,
  preparedOn,
  registration,
  report,
  structures,
} from '../../testing/laptop.fixtures'
import {
  deviceAt as at,
  deviceFacts,
  deviceNow as now,
  type DeviceMoment,
  deviceAfter as run,
} from '../../testing/device.moments'
import { whyNot } from '../../testing/refusal.words'
import type { OutsideFacts } from '../facts'
import { type DeviceCommand, deviceDecider } from './device.decider'

const { decide, initialState } = deviceDecider
const on = '2026-05-01'

function events(state: DeviceMoment, command: DeviceCommand, outside: OutsideFacts = {}) {
  const decision = decide(command, state, deviceFacts(outside))
  return decision.ok ? decision.events : whyNot(decision)
}

test('it is registered with what it is, in the territory of its owner', () => {
  const { prepared: _, ...described } = registration
  expect(events(initialState, commands.RegisterDevice)).toEqual([
    { type: 'DeviceRegistered', data: { ...described, territory: '40' }, at: now },
  ])
})

test('each step of its preparation is told with its day, what was found and what proves it', () => {
  const { answers, version } = commands.TestDevice.data
  const { on: _, ...grade } = commands.GradeDevice.data
  const dated = { at: now, on }
  expect(events(at.received(), commands.ReleaseDevice)).toEqual([
    { type: 'DeviceUnlocked', data: { locksRemoved: true, tagsRemoved: true, ownershipTransferred: true }, ...dated },
  ])
  expect(events(at.released(), commands.WipeDevice)).toEqual([
    { type: 'DeviceWiped', data: { method: 'effacement_nist_clear', tool: 'nwipe', report }, ...dated },
  ])
  expect(events(at.wiped(), commands.TestDevice)).toEqual([
    { type: 'DeviceTested', data: { version, answers, failed: [] }, ...dated },
  ])
  expect(events(at.tested(), commands.GradeDevice)).toEqual([
    { type: 'DeviceGraded', data: { ...grade, features: ['linux'] }, ...dated },
  ])
  expect(events(at.graded(), commands.ConfirmReady)).toEqual([{ type: 'DeviceConfirmedReady', data: {}, ...dated }])
})

test('once ready it is promised to the dotation that it was offered to, and then travels as it is', () => {
  const reserved = { type: 'LaptopReserved', data: { device: ids.device, lacks: [], agreement: null }, at: now }
  const offered = { ...deviceFacts(), decided: [{ stream: ids.dotation, event: reserved }] }
  const promised = run(at.ready(), { type: 'OfferLaptop', data: {} }, offered)
  expect(promised).toMatchObject({ status: 'bound', at: 'ready', dotation: ids.dotation })
  const there = run(run(promised, commands.SendDevice), commands.ReceiveDevice)
  expect(there).toMatchObject({ status: 'bound', at: 'delivered', place: ids.place })
})

test('a recyclerie that is no longer admitted prepares nothing more, and what is ready still leaves it', () => {
  const notAdmitted = { roles: ['recyclerie'], territory: '40', admitted: false }
  const withdrawn = { structures: { ...structures, [ids.recyclerie]: notAdmitted } }
  expect(events(at.graded(), commands.ConfirmReady, withdrawn)).toBe('recyclerie_not_admitted field=recyclerie')
  expect(events(at.ready(), commands.SendDevice, withdrawn)).toEqual([{ type: 'DeviceSent', data: {}, at: now, on }])
})

const failing = (...codes: readonly string[]): DeviceCommand => ({
  type: 'TestDevice',
  data: {
    ...commands.TestDevice.data,
    answers: { ...commands.TestDevice.data.answers, ...Object.fromEntries(codes.map((code) => [code, false])) },
  },
})

test.each([
  [['ecran'], 'for_parts'],
  [['securite_electrique'], 'recycled'],
  [['ecran', 'securite_electrique'], 'recycled'],
])('a laptop that fails %j is %s', (codes, exit) => {
  expect(events(at.wiped(), failing(...codes))).toMatchObject([
    { type: 'DeviceTested', data: { failed: codes } },
    { type: 'DeviceDiscarded', data: { exit, reason: 'criterion_failed' }, at: now, on },
  ])
  expect(run(at.wiped(), failing(...codes))).toMatchObject({ status: exit, reason: 'criterion_failed', lastOn: on })
})

describe('a laptop that was prepared elsewhere', () => {
  const of = (over: object = {}): DeviceCommand => ({
    type: 'RegisterDevice',
    data: { ...registration, prepared: { ...preparedOn('2026-04-01'), ...over } },
  })
  const { wipe, test: tests, release, grade } = preparedOn('2026-04-01')
  const dateBefore = (field: string) =>
    `date_before field=prepared.${field}.on date=2026-03-31 what=previous_step day=2026-04-01`

  test('comes with every step, its day and its proof, and waits to be confirmed', () => {
    const found = events(initialState, of())
    expect(found).toMatchObject([
      { type: 'DeviceRegistered', at: now },
      { type: 'DeviceUnlocked', at: now, on: '2026-04-01' },
      { type: 'DeviceWiped', data: { tool: 'nwipe', report }, on: '2026-04-01' },
      { type: 'DeviceTested', data: { failed: [] }, on: '2026-04-01' },
      { type: 'DeviceGraded', data: { features: ['linux'] }, on: '2026-04-01' },
    ])
    expect(JSON.stringify(found)).not.toContain('prepared')
    expect(run(initialState, of())).toMatchObject({
      ...{ status: 'graded', proof: { tool: 'nwipe' }, lastOn: '2026-04-01', readyOn: null },
    })
  })

  test.each<[string, object]>([
    ['date_in_future field=prepared.release.on date=2026-05-02', { release: { ...release, on: '2026-05-02' } }],
    ['device_not_released field=locksRemoved', { release: { ...release, locksRemoved: false } }],
    [dateBefore('wipe'), { wipe: { ...wipe, on: '2026-03-31' } }],
    ['wipe_proof_missing field=report', { wipe: { ...wipe, report: null } }],
    [dateBefore('test'), { test: { ...tests, on: '2026-03-31' } }],
    [
      'incomplete_answers field=answers item=ecran',
      { test: { ...tests, answers: { ...tests.answers, ecran: undefined } } },
    ],
    [
      'criterion_failed field=prepared.test.answers',
      { test: { ...tests, answers: { ...tests.answers, ecran: false } } },
    ],
    [dateBefore('grade'), { grade: { ...grade, on: '2026-03-31' } }],
    ['unknown_code field=grade code=superbe list=grades', { grade: { ...grade, grade: 'superbe' } }],
  ])('is refused whole by %s', (expected, over) => {
    expect(events(initialState, of(over))).toBe(expected)
  })

  test('is not taken where the territory takes none', () => {
    const laptops = { ...laptopRules, preparedElsewhere: false }
    expect(events(initialState, of(), { laptops })).toBe('not_prepared_elsewhere field=prepared')
  })
})
