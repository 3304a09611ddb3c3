import { facts, ids } from '../../testing/journey.fixtures'
import type { Facts } from '../facts'
import { type DeviceCommand, deviceDecider, type DeviceState } from './device.decider'

const { decide, evolve, initialState } = deviceDecider
const now = '2026-05-01T09:00:00Z'
const registration = {
  serial: 'INVENTE-0001',
  inventory: 'PIN40-0001',
  brand: 'Marque',
  model: 'Modèle',
  owner: ids.lieuStructure,
  recyclerie: ids.recyclerie,
}
const structures = {
  [ids.lieuStructure]: { roles: ['lieu', 'owner'], territory: '40' },
  [ids.recyclerie]: { roles: ['recyclerie'], territory: '40' },
}
const register: DeviceCommand = { type: 'RegisterDevice', data: registration }
const confirm: DeviceCommand = { type: 'ConfirmReady', data: { on: '2026-05-01' } }
const told = (type: string, data: object): Facts =>
  facts({}, now, { decided: [{ stream: ids.dotation, event: { type, data, at: now, on: '2026-05-01' } }] })

function run(state: DeviceState, command: DeviceCommand, given: Facts = facts({ structures }, now)): DeviceState {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events.reduce(evolve, state)
}
const rule = (decision: ReturnType<typeof decide>) => (decision.ok ? 'accepted' : decision.rule)
const bind: DeviceCommand = { type: 'Bind', data: {} }
const prepared = () => run(initialState, register)
const ready = () => run(prepared(), confirm)
const bound = () => run(ready(), bind, told('LaptopReserved', { device: ids.device }))

test('is registered by a recyclerie for an owner, and the same registration again says nothing new', () => {
  expect(prepared()).toMatchObject({ status: 'preparing', device: { territory: '40' } })
  expect(decide(register, prepared(), facts({ structures }, now))).toEqual({ ok: true, events: [] })
  const other: DeviceCommand = { type: 'RegisterDevice', data: { ...registration, model: 'Autre' } }
  expect(rule(decide(other, prepared(), facts({ structures }, now)))).toBe('serial_already_registered')
})

test.each([
  ['unknown_structure', {}],
  ['structure_without_role', { ...structures, [ids.recyclerie]: { roles: ['lieu'], territory: '40' } }],
  ['structure_without_role', { ...structures, [ids.lieuStructure]: { roles: ['lieu'], territory: '40' } }],
])('registration is refused by %s', (expected, given) => {
  expect(rule(decide(register, initialState, facts({ structures: given }, now)))).toBe(expected)
})

test('is confirmed ready once, without any name, and not ahead of time', () => {
  expect(ready()).toMatchObject({ status: 'ready', readyOn: '2026-05-01' })
  expect(rule(decide(confirm, ready(), facts({}, now)))).toBe('device_already_ready')
  expect(rule(decide(confirm, initialState, facts({}, now)))).toBe('unknown_stream')
  const early: DeviceCommand = { type: 'ConfirmReady', data: { on: '2026-05-02' } }
  expect(rule(decide(early, prepared(), facts({}, now)))).toBe('date_in_future')
})

test('a confirmation binds it to the dotation that has waited longest', () => {
  const waiting = { dotation: ids.dotation, journey: ids.journey, person: ids.person }
  expect(run(prepared(), confirm, facts({ waiting }, now))).toMatchObject({ status: 'bound', dotation: ids.dotation })
})

test('is bound when ready and only then', () => {
  expect(bound()).toMatchObject({ status: 'bound', dotation: ids.dotation })
  expect(rule(decide(bind, bound(), told('LaptopReserved', {})))).toBe('laptop_not_ready')
  expect(decide(bind, ready(), facts({}, now))).toEqual({ ok: true, events: [] })
})

test('goes back to stock when its dotation is given up, and is nobody else’s once handed over', () => {
  const released = run(bound(), { type: 'Withdraw', data: {} }, told('DotationAbandoned', { cause: 'withdrawn' }))
  expect(released).toMatchObject({ status: 'ready', readyOn: '2026-05-01' })
  expect(decide({ type: 'ExpireDotation', data: {} }, ready(), told('DotationAbandoned', {}))).toEqual({
    ok: true,
    events: [],
  })
  const given = run(bound(), { type: 'HandOver', data: {} }, told('DotationHandedOver', { device: ids.device }))
  expect(given).toMatchObject({ status: 'handed_over', on: '2026-05-01' })
  expect(rule(decide(bind, given, told('LaptopReserved', {})))).toBe('laptop_not_ready')
  expect(rule(decide({ type: 'HandOver', data: {} }, ready(), told('DotationHandedOver', {})))).toBe('laptop_not_ready')
})
