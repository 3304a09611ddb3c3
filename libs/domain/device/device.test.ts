import { deviceStatuses, type DeviceStatus } from '../../contracts/codes'
import {
  boundDevice as bound,
  deviceAfter as run,
  deviceAt as at,
  deviceFacts as given,
  deviceNow as now,
  deviceTold as told,
  replacedBy,
} from '../../testing/device.moments'
import { facts, ids } from '../../testing/journey.fixtures'
import {
  deviceCommands as commands,
  laptopFacts,
  laptopRules,
  preparedOn,
  registration,
  structures,
} from '../../testing/laptop.fixtures'
import { type DeviceCommand, deviceDecider } from './device.decider'

const { decide, evolve, initialState } = deviceDecider
const { handed_over: handedOver } = at
const notAdmitted = { roles: ['recyclerie'], territory: '40', admitted: false }

type DeviceState = Parameters<typeof decide>[1]

const rule = (decision: ReturnType<typeof decide>) => (decision.ok ? 'accepted' : decision.rule)
const bind: DeviceCommand = { type: 'Bind', data: {} }
const handOver: DeviceCommand = { type: 'HandOver', data: {} }

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
    const decision = decide(commands[type], at[status](), given())
    const quiet = decision.ok && decision.events.length === 0
    expect([decision.ok, quiet]).toEqual([
      type === 'RegisterDevice' || allowed[status].split(' ').includes(type),
      type === 'RegisterDevice',
    ])
  })
})

test.each(types.slice(1))('%s is refused of a laptop that is not there', (type) => {
  expect(rule(decide(commands[type], initialState, given()))).toBe('unknown_stream')
})

test.each(types.slice(1))('%s is refused ahead of time, and before what was done last', (type) => {
  const status = deviceStatuses.find((each) => allowed[each].split(' ').includes(type))
  const state = status ? at[status]() : run(handedOver(), commands.SendBackDevice)
  const on = (day: string) => ({ ...commands[type], data: { ...commands[type].data, on: day } }) as DeviceCommand
  expect(rule(decide(on('2026-05-02'), state, given()))).toBe('date_in_future')
  const first = type === 'ReleaseDevice' || status === 'received'
  expect(rule(decide(on('2026-04-30'), state, given()))).toBe(first ? 'accepted' : 'date_before')
})

test.each<[string, Partial<Record<string, object>>]>([
  ['unknown_structure', { structures: {} }],
  ['structure_without_role', { structures: { ...structures, [ids.recyclerie]: { ...notAdmitted, roles: ['lieu'] } } }],
  ['structure_without_role', { structures: { ...structures, [ids.lieuStructure]: notAdmitted } }],
  ['recyclerie_not_admitted', { structures: { ...structures, [ids.recyclerie]: notAdmitted } }],
])('registration is refused by %s', (expected, outside) => {
  expect(rule(decide(commands.RegisterDevice, initialState, given(outside)))).toBe(expected)
})

test('a serial number stands for one laptop', () => {
  const other: DeviceCommand = { type: 'RegisterDevice', data: { ...registration, model: 'Autre' } }
  expect(rule(decide(other, at.received(), given()))).toBe('serial_already_registered')
})

test.each<[string, DeviceStatus, keyof typeof commands, object]>([
  ['device_not_released', 'received', 'ReleaseDevice', { tagsRemoved: false }],
  ['wipe_proof_missing', 'released', 'WipeDevice', { report: null }],
  ['unknown_code', 'released', 'WipeDevice', { method: 'marteau' }],
  ['unknown_code', 'released', 'WipeDevice', { tool: 'marteau' }],
  ['wrong_instrument', 'wiped', 'TestDevice', { version: 'criteres-landes.v0' }],
  ['incomplete_answers', 'wiped', 'TestDevice', { answers: {} }],
  ['unknown_code', 'wiped', 'TestDevice', { answers: { ...commands.TestDevice.data.answers, odeur: true } }],
  ['out_of_scale', 'tested', 'GradeDevice', { screenInches: 42 }],
  ['unknown_code', 'tested', 'GradeDevice', { grade: 'superbe' }],
  ['unknown_code', 'tested', 'GradeDevice', { system: 'aucun' }],
  ['unknown_code', 'tested', 'GradeDevice', { battery: 'aucune' }],
  ['unknown_code', 'tested', 'GradeDevice', { accessibility: ['grand_clavier', 'aile'] }],
  ['unknown_code', 'received', 'DiscardDevice', { reason: 'ennui' }],
  ['unknown_code', 'delivered', 'SendBackDevice', { fault: 'ennui' }],
])('%s: laptop %s, %s %j', (expected, status, type, over) => {
  const command = { ...commands[type], data: { ...commands[type].data, ...over } } as DeviceCommand
  expect(rule(decide(command, at[status](), given()))).toBe(expected)
})

test('a recyclerie that is no longer admitted prepares nothing more, and what is ready still leaves it', () => {
  const withdrawn = { ...structures, [ids.recyclerie]: notAdmitted }
  expect(rule(decide(commands.ConfirmReady, at.graded(), given({ structures: withdrawn })))).toBe(
    'recyclerie_not_admitted',
  )
  expect(rule(decide(commands.SendDevice, at.ready(), given({ structures: withdrawn })))).toBe('accepted')
})

test('a laptop that fails a criterion serves for its parts, or is recycled where the criterion says so', () => {
  const failing = (code: string): DeviceCommand => ({
    type: 'TestDevice',
    data: { ...commands.TestDevice.data, answers: { ...commands.TestDevice.data.answers, [code]: false } },
  })
  expect(run(at.wiped(), failing('ecran'))).toMatchObject({ status: 'for_parts', reason: 'criterion_failed' })
  expect(run(at.wiped(), failing('securite_electrique'))).toMatchObject({ status: 'recycled' })
})

test('a laptop that was prepared elsewhere comes with every step and its proof, or not at all', () => {
  const with_ = (over: object = {}): DeviceCommand => ({
    type: 'RegisterDevice',
    data: { ...registration, prepared: { ...preparedOn('2026-04-01'), ...over } },
  })
  expect(run(initialState, with_())).toMatchObject({ status: 'graded', proof: { tool: 'nwipe' }, lastOn: '2026-04-01' })
  const { wipe, test: tests, release } = preparedOn('2026-04-01')
  const refusals = [
    [{ wipe: { ...wipe, report: null } }, 'wipe_proof_missing'],
    [{ wipe: { ...wipe, on: '2026-03-31' } }, 'date_before'],
    [{ release: { ...release, locksRemoved: false } }, 'device_not_released'],
    [{ test: { ...tests, answers: { ...tests.answers, ecran: false } } }, 'criterion_failed'],
  ] as const
  for (const [over, expected] of refusals) expect(rule(decide(with_(over), initialState, given()))).toBe(expected)
  const laptops = { ...laptopRules, preparedElsewhere: false }
  expect(rule(decide(with_(), initialState, given({ laptops })))).toBe('not_prepared_elsewhere')
})

test('a confirmation binds it to the dotation that has waited longest; it then travels as it is', () => {
  const waiting = { dotation: ids.dotation, journey: ids.journey, person: ids.person }
  const promised = run(at.graded(), commands.ConfirmReady, given({ waiting }))
  expect(promised).toMatchObject({ status: 'bound', at: 'ready', dotation: ids.dotation })
  const there = run(run(promised, commands.SendDevice), commands.ReceiveDevice)
  expect(there).toMatchObject({ status: 'bound', at: 'delivered', place: ids.place })
})

test.each(['ready', 'sent', 'delivered'] as const)('it is bound when %s, and goes back to where it is', (status) => {
  const promised = bound(at[status]())
  expect(promised).toMatchObject({ status: 'bound', at: status, dotation: ids.dotation })
  const freed = run(promised, { type: 'Withdraw', data: {} }, told('DotationAbandoned', { cause: 'withdrawn' }))
  expect(freed).toMatchObject({ status, readyOn: '2026-05-01' })
})

test('it is bound and given only when a dotation says so, and when it may be', () => {
  expect(decide(bind, at.ready(), given())).toEqual({ ok: true, events: [] })
  expect(rule(decide(bind, at.bound(), told('LaptopReserved', {})))).toBe('laptop_not_ready')
  expect(rule(decide(handOver, at.delivered(), told('DotationHandedOver', {})))).toBe('laptop_not_ready')
  const expire: DeviceCommand = { type: 'ExpireDotation', data: {} }
  expect(decide(expire, at.ready(), told('DotationAbandoned', {}))).toEqual({ ok: true, events: [] })
})

test('it is handed over where it is: at its owner’s place, or at a recyclerie that owns it', () => {
  const given2 = told('DotationHandedOver', { device: ids.device })
  expect(rule(decide(handOver, at.bound(), given2))).toBe('laptop_not_received')
  expect(handedOver()).toMatchObject({ status: 'handed_over', dotation: ids.dotation })
  const own = at.bound() as Extract<DeviceState, { status: 'bound' }>
  const itself = { ...own, device: { ...own.device, owner: ids.recyclerie } }
  expect(run(itself, handOver, given2)).toMatchObject({ status: 'handed_over' })
})

test('it arrives at a place of its owner alone', () => {
  const place = { stream: ids.otherPlace, structure: ids.otherStructure, isLieu: true, territory: '40', epci: '1' }
  expect(rule(decide(commands.ReceiveDevice, at.sent(), given({ place })))).toBe('place_of_another_owner')
  expect(rule(decide(commands.ReceiveDevice, at.sent(), given({ place: null })))).toBe('unknown_place')
})

test('one that somebody sends back is still theirs: repaired and given back, or replaced and then prepared anew', () => {
  const back = run(handedOver(), commands.SendBackDevice)
  expect(back).toMatchObject({ status: 'sent_back', dotation: ids.dotation })
  expect(rule(decide(commands.WipeDevice, back, given()))).toBe('laptop_already_bound')
  expect(rule(decide(commands.DiscardDevice, back, given()))).toBe('laptop_already_bound')
  expect(run(back, commands.GiveBackDevice)).toMatchObject({ status: 'handed_over', dotation: ids.dotation })
  const free = evolve(back, replacedBy)
  expect(free).toMatchObject({ status: 'sent_back', dotation: null })
  expect(run(run(free, commands.WipeDevice), commands.TestDevice)).toMatchObject({ status: 'tested' })
})

test('a plan computed anew changes nothing of it', () => {
  expect(evolve(at.ready(), { type: 'PlanRecomputed', data: {}, at: now })).toEqual(at.ready())
})

const other = ids.device.replace('device-00000000', 'device-00000001')
const replace: DeviceCommand = { type: 'ReplaceLaptop', data: {} }
const returned = (next: string | null) => told('LaptopReturned', { device: ids.device, fault: 'ecran', next })

test('faulty in the person’s hands: sent back for repair, nobody’s any more, and it is said what replaces it', () => {
  const decision = decide(replace, handedOver(), returned(other))
  expect(decision).toMatchObject({
    events: [
      { type: 'DeviceSentBack', data: { fault: 'ecran', ticket: null }, on: '2026-05-01' },
      { type: 'DeviceReplaced', data: { dotation: ids.dotation, by: other } },
    ],
  })
  const back = run(handedOver(), replace, returned(null))
  expect(back).toMatchObject({ status: 'sent_back', dotation: null })
  expect(run(back, commands.WipeDevice)).toMatchObject({ status: 'wiped' })
})

test('one that the recyclerie has for repair already is replaced all the same', () => {
  const repairing = run(handedOver(), commands.SendBackDevice)
  expect(decide(replace, repairing, returned(null))).toMatchObject({ events: [{ type: 'DeviceReplaced' }] })
})

test('the one that takes its place is bound; of another dotation, and before its last step, nothing is', () => {
  expect(run(at.delivered(), replace, told('LaptopReserved', { device: other }))).toMatchObject({ status: 'bound' })
  const elsewhere = { stream: `${ids.dotation}0`, event: { type: 'LaptopReturned', data: {}, at: now } }
  expect(decide(replace, handedOver(), facts(laptopFacts, now, { decided: [elsewhere] }))).toEqual({
    ...{ ok: true, events: [] },
  })
  const early = returned(null)
  const [first] = early.decided
  const before = first ? [{ ...first, event: { ...first.event, on: '2026-04-30' } }] : []
  expect(rule(decide(replace, handedOver(), { ...early, decided: before }))).toBe('date_before')
})

test('another laptop is handed over as the first one was', () => {
  const state = bound(at.delivered())
  expect(run(state, handOver, told('ReplacementHandedOver', { device: ids.device }))).toMatchObject({
    status: 'handed_over',
  })
})
