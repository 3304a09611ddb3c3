import { facts, ids } from '../../testing/journey.fixtures'
import { deviceCommands as commands, laptopFacts } from '../../testing/laptop.fixtures'
import type { Facts } from '../facts'
import { type DeviceCommand, deviceDecider } from './device.decider'

const { decide, evolve, initialState } = deviceDecider
type DeviceState = Parameters<typeof decide>[1]

/** The same laptop on a later day. */
const now = '2026-05-10T09:00:00Z'
const told = (type: string, on: string): Facts =>
  facts(laptopFacts, now, {
    decided: [{ stream: ids.dotation, event: { type, data: { device: ids.device }, at: now, on } }],
  })

function run(state: DeviceState, command: DeviceCommand, given: Facts = facts(laptopFacts, now)): DeviceState {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
  return decision.events.reduce(evolve, state)
}

const prepared = ['RegisterDevice', 'ReleaseDevice', 'WipeDevice', 'TestDevice', 'GradeDevice', 'ConfirmReady'] as const
const handOver: DeviceCommand = { type: 'HandOver', data: {} }

test('nobody is given a laptop on a day before it was at the lieu', () => {
  const ready = prepared.reduce<DeviceState>((state, type) => run(state, commands[type]), initialState)
  const bound = run(ready, { type: 'Bind', data: {} }, told('LaptopReserved', '2026-05-02'))
  const there = run(bound, { type: 'ReceiveDevice', data: { on: '2026-05-05', place: ids.place } })
  expect(decide(handOver, there, told('DotationHandedOver', '2026-05-04'))).toMatchObject({
    ...{ rule: 'date_before', details: { what: 'previous_step', day: '2026-05-05', date: '2026-05-04' } },
  })
  expect(run(there, handOver, told('DotationHandedOver', '2026-05-05'))).toMatchObject({ status: 'handed_over' })
})

test('a step of another century is mistyped', () => {
  const received = run(initialState, commands.RegisterDevice)
  const release = (on: string): DeviceCommand => ({
    type: 'ReleaseDevice',
    data: { ...commands.ReleaseDevice.data, on },
  })
  expect(decide(release('1990-01-01'), received, facts(laptopFacts, now))).toMatchObject({ rule: 'date_too_far' })
  expect(decide(release('2016-05-10'), received, facts(laptopFacts, now))).toMatchObject({ ok: true })
})

test.each(Object.keys(commands) as (keyof typeof commands)[])(
  '%s is refused by its name where the territory has agreed on nothing about laptops',
  (type) => {
    const none = facts({ ...laptopFacts, laptops: null }, now)
    expect(decide(commands[type], initialState, none)).toMatchObject({ rule: 'no_laptop_rules' })
  },
)
