import { deviceStatuses, type DeviceStatus } from '../../contracts/codes'
import { ids } from '../../testing/journey.fixtures'
import { deviceCommands as commands } from '../../testing/laptop.fixtures'
import {
  deviceTold as told,
  deviceInRepair as inRepair,
  deviceAt as at,
  deviceFacts,
  deviceNow as now,
  type DeviceMoment,
  replacedBy,
  deviceAfter as run,
} from '../../testing/device.moments'
import { type DeviceCommand, deviceDecider } from './device.decider'
import type { DeviceEvent } from './device.state'

const { decide, evolve, initialState } = deviceDecider
const rule = (decision: ReturnType<typeof decide>) => (decision.ok ? 'accepted' : decision.rule)

/** What may be done at each status, written down by hand; the rest is refused, and the same registration is quiet. */
const allowed: Readonly<Record<DeviceStatus, string>> = {
  received: 'ReleaseDevice DiscardDevice',
  released: 'WipeDevice DiscardDevice',
  wiped: 'TestDevice DiscardDevice',
  tested: 'GradeDevice DiscardDevice',
  graded: 'ConfirmReady DiscardDevice',
  ready: 'SendDevice ReceiveDevice DiscardDevice SendBackDevice',
  sent: 'ReceiveDevice DiscardDevice SendBackDevice',
  delivered: 'DiscardDevice SendBackDevice',
  bound: 'SendDevice ReceiveDevice',
  handed_over: 'SendBackDevice',
  sent_back: 'WipeDevice DiscardDevice',
  replaced: 'DiscardDevice SendBackDevice',
  for_parts: '',
  recycled: '',
  returned: '',
  lost: '',
}
const types = Object.keys(commands) as (keyof typeof commands)[]

describe.each(deviceStatuses)('a laptop that is %s', (status) => {
  test('is at that status', () => expect(at[status]().status).toBe(status))

  test.each(types)('%s', (type) => {
    const decision = decide(commands[type], at[status](), deviceFacts())
    const quiet = decision.ok && decision.events.length === 0
    expect([decision.ok, quiet]).toEqual([
      type === 'RegisterDevice' || allowed[status].split(' ').includes(type),
      type === 'RegisterDevice',
    ])
  })
})

test.each(types.slice(1))('%s is refused of a laptop that is not there', (type) => {
  expect(rule(decide(commands[type], initialState, deviceFacts()))).toBe('unknown_stream')
})

test.each(types.slice(1))('%s is refused ahead of time, and before what was done last', (type) => {
  const status = deviceStatuses.find((each) => allowed[each].split(' ').includes(type))
  const state = status ? at[status]() : inRepair()
  const on = (day: string) => ({ ...commands[type], data: { ...commands[type].data, on: day } }) as DeviceCommand
  expect(rule(decide(on('2026-05-02'), state, deviceFacts()))).toBe('date_in_future')
  const first = type === 'ReleaseDevice' || status === 'received'
  expect(rule(decide(on('2026-04-30'), state, deviceFacts()))).toBe(first ? 'accepted' : 'date_before')
})

test('what is done with it on its way is told with its day', () => {
  const dated = { at: now, on: '2026-05-01' }
  const events = (command: DeviceCommand, state: DeviceMoment) => decide(command, state, deviceFacts())
  expect(events(commands.SendDevice, at.ready())).toEqual({
    ...{ ok: true, events: [{ type: 'DeviceSent', data: {}, ...dated }] },
  })
  expect(events(commands.ReceiveDevice, at.sent())).toEqual({
    ...{ ok: true, events: [{ type: 'DeviceDelivered', data: { place: ids.place }, ...dated }] },
  })
  expect(events(commands.DiscardDevice, at.sent())).toEqual({
    ...{ ok: true, events: [{ type: 'DeviceDiscarded', data: { exit: 'lost', reason: 'disparu' }, ...dated }] },
  })
  expect(events(commands.SendBackDevice, at.sent())).toEqual({
    ...{ ok: true, events: [{ type: 'DeviceSentBack', data: { fault: 'ecran', ticket: 'T-0001' }, ...dated }] },
  })
  expect(events(commands.GiveBackDevice, inRepair())).toEqual({
    ...{ ok: true, events: [{ type: 'DeviceGivenBack', data: { dotation: ids.dotation }, ...dated }] },
  })
})

test('one that somebody sends back is still theirs: repaired and given back, or replaced and then prepared anew', () => {
  expect(inRepair()).toMatchObject({ status: 'sent_back', dotation: ids.dotation })
  expect(run(inRepair(), commands.GiveBackDevice)).toMatchObject({ status: 'handed_over', dotation: ids.dotation })
  const free = evolve(inRepair(), replacedBy)
  expect(free).toMatchObject({ status: 'sent_back', dotation: null })
  expect(run(run(free, commands.WipeDevice), commands.TestDevice)).toMatchObject({ status: 'tested' })
})

test('a plan computed anew changes nothing of it', () => {
  expect(evolve(at.ready(), { type: 'PlanRecomputed', data: {}, at: now })).toEqual(at.ready())
})

test('it was ready on the day that is told, or else on the one of the record', () => {
  const ready: DeviceEvent = { type: 'DeviceConfirmedReady', data: {}, at: now, on: '2026-04-15' }
  expect(evolve(at.graded(), ready)).toMatchObject({ status: 'ready', readyOn: '2026-04-15', lastOn: '2026-04-15' })
  const { on: _, ...undated } = ready
  expect(evolve(at.graded(), undated)).toMatchObject({ readyOn: '2026-05-01' })
})

/** Events whose status was left long ago, or has not come: a log that is folded anew says each in its time. */
test.each<[DeviceStatus, DeviceEvent]>([
  ['received', { type: 'DeviceTested', data: { version: 'v', answers: {}, failed: [] }, at: now }],
  ['wiped', { type: 'DeviceConfirmedReady', data: {}, at: now }],
  ['graded', { type: 'DeviceSent', data: {}, at: now }],
  ['handed_over', { type: 'DeviceBound', data: { dotation: ids.dotation, lentTo: null }, at: now }],
  ['delivered', { type: 'DeviceReleased', data: { dotation: ids.dotation, cause: 'withdrawn' }, at: now }],
])('of a laptop that is %s nothing else is so by %j', (status, event) => {
  expect(evolve(at[status](), event)).toEqual(at[status]())
  expect(evolve(initialState, event)).toBe(initialState)
})

test('its owner may change while it stays where it is', () => {
  const event: DeviceEvent = { type: 'DeviceOwnerChanged', data: { owner: ids.otherStructure }, at: now }
  const [before, changed] = [at.delivered(), evolve(at.delivered(), event)]
  expect(changed).toMatchObject({ status: 'delivered', device: { owner: ids.otherStructure, serial: 'INVENTE-0001' } })
  expect(before).toMatchObject({ device: { owner: ids.lieuStructure } })
})

test('a withdrawal that no dotation tells changes nothing', () => {
  const types = ['MissHandOver', 'ExpireDotation', 'Withdraw', 'ChangeLieu'] as const
  for (const type of types) {
    expect(decide({ type, data: {} }, at.bound(), deviceFacts())).toEqual({ ok: true, events: [] })
    expect(decide({ type, data: {} }, at.ready(), told('DotationAbandoned', { cause: 'x' }))).toEqual({
      ...{ ok: true, events: [] },
    })
  }
})
