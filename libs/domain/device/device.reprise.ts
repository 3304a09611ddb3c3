import type { TakeOverHandOver } from '../../contracts/commands/reprise.commands'
import type { Facts } from '../facts'
import type { Decision, DomainEvent } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import type { DeviceEvent, DeviceState } from './device.state'

/** A laptop that was handed over before this service: what it is, and nothing of how it was prepared. */
export interface PastLaptop {
  readonly serial: string
  readonly inventory: string
  readonly brand: string
  readonly model: string
  readonly owner: string
  readonly territory: string
}

export type DeviceTakenOver = DomainEvent<'DeviceTakenOver', PastLaptop>

/** It is in somebody's hands for good: no stock counts it, and nothing is done with it here. */
export interface TakenOver {
  readonly status: 'taken_over'
  readonly device: PastLaptop
  readonly on: string
}

interface Command {
  readonly type: 'TakeOverHandOver'
  readonly data: TakeOverHandOver
}

/** It follows what is decided of the person: nothing where they had been taken over already. */
export function takeOver(
  { data }: Command,
  state: DeviceState | TakenOver,
  facts: Facts,
): Decision<DeviceEvent | DeviceTakenOver> {
  const received = facts.decided.some(({ event }) => event.type === 'LaptopReceived')
  if (!received || !data.laptop) return accept()
  if (state.status !== 'unknown') return refuse('serial_already_registered', { field: 'laptop.serial' })
  const { device: _, ...laptop } = data.laptop
  const owner = facts.outside.structures?.[laptop.owner]
  if (!owner) return refuse('unknown_structure', { field: 'laptop.owner' })
  const taken = { ...laptop, territory: owner.territory }
  return accept({ type: 'DeviceTakenOver', data: taken, at: facts.now, on: data.on })
}
