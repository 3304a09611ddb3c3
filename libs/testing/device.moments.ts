import type { DeviceStatus } from '../contracts/codes'
import { type DeviceCommand, deviceDecider } from '../domain/device/device.decider'
import type { DeviceEvent } from '../domain/device/device.state'
import type { Facts, OutsideFacts } from '../domain/facts'
import { facts, ids } from './journey.fixtures'
import { deviceCommands as commands, laptopFacts } from './laptop.fixtures'

const { decide, evolve, initialState } = deviceDecider
export type DeviceMoment = Parameters<typeof decide>[1]

export const deviceNow = '2026-05-01T09:00:00Z'

/** What a command about a laptop is told on an ordinary day, but for what is said. */
export const deviceFacts = (outside: OutsideFacts = {}): Facts =>
  facts({ ...laptopFacts, ...outside }, deviceNow, { actor: { sub: ids.recyclerie, role: 'recyclerie', lieu: null } })

/** The same where its dotation has decided something. */
export const deviceTold = (type: string, data: object, stream: string = ids.dotation): Facts => {
  const event = { type, data, at: deviceNow, on: '2026-05-01' }
  return facts(laptopFacts, deviceNow, { decided: [{ stream, event }] })
}

/** The state that a command leaves; throws with the rule where it is refused. */
export function deviceAfter(state: DeviceMoment, command: DeviceCommand, known: Facts = deviceFacts()): DeviceMoment {
  const decision = decide(command, state, known)
  if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
  return decision.events.reduce(evolve, state)
}

const after = (...types: readonly (keyof typeof commands)[]): DeviceMoment =>
  types.reduce<DeviceMoment>((state, type) => deviceAfter(state, commands[type]), initialState)

const prepared = ['RegisterDevice', 'ReleaseDevice', 'WipeDevice', 'TestDevice', 'GradeDevice', 'ConfirmReady'] as const

/** A free laptop, kept for a dotation; by an agreement where one is given. */
export const boundDevice = (state: DeviceMoment, agreement: object | null = null): DeviceMoment =>
  deviceAfter(state, { type: 'Bind', data: {} }, deviceTold('LaptopReserved', { device: ids.device, agreement }))

const delivered = () => after(...prepared, 'SendDevice', 'ReceiveDevice')
const handedOver = () => {
  const told = deviceTold('DotationHandedOver', { device: ids.device })
  return deviceAfter(boundDevice(delivered()), { type: 'HandOver', data: {} }, told)
}
/** Another laptop took its place at once. */
export const replacedBy: DeviceEvent = {
  ...{ type: 'DeviceReplaced', data: { dotation: ids.dotation, by: ids.device } },
  at: deviceNow,
}
const left = (exit: 'for_parts' | 'recycled' | 'returned' | 'lost') =>
  deviceAfter(after('RegisterDevice'), { type: 'DiscardDevice', data: { ...commands.DiscardDevice.data, exit } })

/** A laptop at each of its statuses. */
export const deviceAt: Readonly<Record<DeviceStatus, () => DeviceMoment>> = {
  received: () => after(...prepared.slice(0, 1)),
  released: () => after(...prepared.slice(0, 2)),
  wiped: () => after(...prepared.slice(0, 3)),
  tested: () => after(...prepared.slice(0, 4)),
  graded: () => after(...prepared.slice(0, 5)),
  ready: () => after(...prepared),
  sent: () => after(...prepared, 'SendDevice'),
  delivered,
  bound: () => boundDevice(after(...prepared)),
  handed_over: handedOver,
  sent_back: () => after(...prepared, 'SendDevice', 'ReceiveDevice', 'SendBackDevice'),
  replaced: () => evolve(handedOver(), replacedBy),
  for_parts: () => left('for_parts'),
  recycled: () => left('recycled'),
  returned: () => left('returned'),
  lost: () => left('lost'),
}

/** A laptop that somebody has sent back for repair: it is still theirs. */
export const deviceInRepair = () => deviceAfter(handedOver(), commands.SendBackDevice)
