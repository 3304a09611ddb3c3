import { ids } from '../../testing/journey.fixtures'
import { deviceCommands as commands, registration } from '../../testing/laptop.fixtures'
import { deviceTold, deviceAt, deviceFacts, deviceNow, type DeviceMoment } from '../../testing/device.moments'
import { whyNot } from '../../testing/refusal.words'
import type { Facts, OutsideFacts } from '../facts'
import { type DeviceCommand, deviceDecider } from './device.decider'
import type { DeviceTakenOver } from './device.reprise'

const { decide, evolve, initialState } = deviceDecider
const { serial, inventory, brand, model, owner } = registration
const described = { serial, inventory, brand, model, owner }
const takeOver = (laptop: object | null = { device: ids.device, ...described }) =>
  ({ type: 'TakeOverHandOver', data: { on: '2024-05-06', source: 'precurseur', laptop } }) as DeviceCommand
const received = (outside: OutsideFacts = {}): Facts => {
  const { decided } = deviceTold('LaptopReceived', { device: ids.device, source: 'precurseur' }, ids.person)
  return { ...deviceFacts(outside), decided }
}
const come = (command: DeviceCommand, state: DeviceMoment = initialState, given: Facts = received()) => {
  const decision = decide(command, state, given)
  return decision.ok ? decision.events : whyNot(decision)
}
const taken: DeviceTakenOver = {
  type: 'DeviceTakenOver',
  data: { ...described, territory: '40' },
  ...{ at: deviceNow, on: '2024-05-06' },
}

test('a laptop that was handed over before this service is what it is, in its owner’s territory, since that day', () => {
  expect(come(takeOver())).toEqual([taken])
  expect(evolve(initialState, taken)).toEqual({ status: 'taken_over', device: taken.data, on: '2024-05-06' })
  const { on: _, ...undated } = taken
  expect(evolve(initialState, undated)).toMatchObject({ on: '2026-05-01' })
})

test('it follows the person: nothing of it where nothing is decided of them, nor where it is not known', () => {
  expect(come(takeOver(), initialState, deviceFacts())).toEqual([])
  expect(come(takeOver(null))).toEqual([])
})

test.each<[string, DeviceMoment, Facts]>([
  ['serial_already_registered field=laptop.serial', deviceAt.received(), received()],
  ['serial_already_registered field=laptop.serial', evolve(initialState, taken), received()],
  ['unknown_structure field=laptop.owner', initialState, received({ structures: {} })],
  ['unknown_structure field=laptop.owner', initialState, received({ structures: undefined })],
])('no: %s', (expected, state, given) => {
  expect(come(takeOver(), state, given)).toBe(expected)
})

describe('once taken over', () => {
  const known = evolve(initialState, taken)
  const types = (Object.keys(commands) as (keyof typeof commands)[]).filter((type) => type !== 'RegisterDevice')

  test.each(types)('nothing is done with it: %s', (type) => {
    expect(come(commands[type], known)).toBe('wrong_device_status status=handed_over expected=—')
  })

  test('its serial number stands for it, and it stays as it is', () => {
    expect(come(commands.RegisterDevice, known)).toBe('serial_already_registered field=serial')
    const registered = { type: 'DeviceSent', data: {}, at: deviceNow } as const
    expect(evolve(known, registered)).toBe(known)
  })
})
