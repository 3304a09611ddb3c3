import type { z } from 'zod'
import type { deviceCommands } from '../../contracts/commands/dotation.commands'
import type { DotationEvent } from '../dotation/dotation.state'
import type { Facts } from '../facts'
import type { Decider, Decision, DomainEvent } from '../kernel/decider'
import { accept, never, refuse } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'

type Own = { [T in keyof typeof deviceCommands]: { type: T; data: z.output<(typeof deviceCommands)[T]['data']> } }
type Registration = Own['RegisterDevice']['data'] & { territory: string }

export type DeviceCommand =
  | Own[keyof Own]
  | { type: 'Bind' | 'HandOver' | 'ExpireDotation' | 'Withdraw'; data: unknown }

export type DeviceEvent =
  | DomainEvent<'DeviceRegistered', Registration>
  | DomainEvent<'DeviceConfirmedReady', Record<string, never>>
  | DomainEvent<'DeviceBound', { dotation: string }>
  | DomainEvent<'DeviceReleased', { dotation: string; cause: string }>
  | DomainEvent<'DeviceHandedOver', { dotation: string }>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

/** preparing (at the recyclerie) → ready (in its owner's stock) → bound (to a dotation) → handed_over. */
export type DeviceState =
  | { readonly status: 'unknown' }
  | { readonly status: 'preparing'; readonly device: Registration }
  | { readonly status: 'ready'; readonly device: Registration; readonly readyOn: string }
  | { readonly status: 'bound'; readonly device: Registration; readonly readyOn: string; readonly dotation: string }
  | { readonly status: 'handed_over'; readonly device: Registration; readonly dotation: string; readonly on: string }

/** What a command does to a laptop. A recyclerie never reads a name: its commands carry none. */
function decide(command: DeviceCommand, state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  switch (command.type) {
    case 'RegisterDevice':
      return register(command, state, facts)
    case 'ConfirmReady':
      return confirmReady(command, state, facts)
    case 'Bind':
      return bind(state, facts)
    case 'HandOver':
      return handOver(state, facts)
    case 'ExpireDotation':
    case 'Withdraw':
      return release(state, facts)
    default:
      return never(command)
  }
}

function register({ data }: Own['RegisterDevice'], state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  if (state.status !== 'unknown')
    return sameDevice(data, state.device) ? accept() : refuse('serial_already_registered', { field: 'serial' })
  const owner = facts.outside.structures?.[data.owner]
  const recyclerie = facts.outside.structures?.[data.recyclerie]
  if (!owner) return refuse('unknown_structure', { field: 'owner' })
  if (!recyclerie) return refuse('unknown_structure', { field: 'recyclerie' })
  if (!recyclerie.roles.includes('recyclerie'))
    return refuse('structure_without_role', { field: 'recyclerie', role: 'recyclerie' })
  if (!owner.roles.includes('owner')) return refuse('structure_without_role', { field: 'owner', role: 'owner' })
  return accept({ type: 'DeviceRegistered', data: { ...data, territory: owner.territory }, at: facts.now })
}

const sameDevice = (given: Own['RegisterDevice']['data'], known: Registration): boolean =>
  (['serial', 'inventory', 'brand', 'model', 'owner', 'recyclerie'] as const).every((key) => given[key] === known[key])

function confirmReady({ data }: Own['ConfirmReady'], state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  if (state.status !== 'preparing') return refuse('device_already_ready', { status: state.status })
  if (data.on > dayOf(facts.now, facts.zone)) return refuse('date_in_future', { field: 'on', date: data.on })
  const ready = { type: 'DeviceConfirmedReady', data: {}, at: facts.now, on: data.on } as const
  const waiting = facts.outside.waiting
  if (!waiting) return accept<DeviceEvent>(ready)
  return accept<DeviceEvent>(ready, { type: 'DeviceBound', data: { dotation: waiting.dotation }, at: facts.now })
}

function bind(state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  const reserved = told(facts, 'LaptopReserved')
  if (!reserved) return accept()
  if (state.status !== 'ready') return refuse('laptop_not_ready', { status: state.status })
  return accept({ type: 'DeviceBound', data: { dotation: reserved.stream }, at: facts.now })
}

function handOver(state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  const handed = told(facts, 'DotationHandedOver')
  if (!handed || state.status !== 'bound') return refuse('laptop_not_ready', { status: state.status })
  return accept({ type: 'DeviceHandedOver', data: { dotation: handed.stream }, at: facts.now, on: handed.event.on })
}

/** The dotation was given up: the laptop goes back to its owner's stock. */
function release(state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  const given = told(facts, 'DotationAbandoned')
  if (!given || state.status !== 'bound') return accept()
  const { cause } = given.event.data as { cause: string }
  return accept({ type: 'DeviceReleased', data: { dotation: given.stream, cause }, at: facts.now })
}

const told = (facts: Facts, type: DotationEvent['type']) => facts.decided.find(({ event }) => event.type === type)

function evolve(state: DeviceState, event: DeviceEvent): DeviceState {
  if (event.type === 'DeviceRegistered') return { status: 'preparing', device: event.data }
  if (state.status === 'unknown' || event.type === 'PlanRecomputed') return state
  const { device } = state
  switch (event.type) {
    case 'DeviceConfirmedReady':
      return { status: 'ready', device, readyOn: event.on ?? event.at.slice(0, 10) }
    case 'DeviceBound':
      return state.status === 'ready' ? { ...state, status: 'bound', dotation: event.data.dotation } : state
    case 'DeviceReleased':
      return state.status === 'bound' ? { status: 'ready', device, readyOn: state.readyOn } : state
    case 'DeviceHandedOver':
      return { status: 'handed_over', device, dotation: event.data.dotation, on: event.on ?? event.at.slice(0, 10) }
    default:
      return never(event)
  }
}

export const deviceDecider: Decider<DeviceState, DeviceCommand, DeviceEvent, Facts> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
}
