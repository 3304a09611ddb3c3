import { freeDeviceStatuses } from '../../contracts/codes'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse, type Refusal } from '../kernel/refusal'
import { refusedCode, refusedDay, rulesOf } from './device.checks'
import { type DeviceEvent, type DeviceOwn, type DeviceState, isFree, type KnownDevice } from './device.state'

const wrong = (state: KnownDevice, expected: readonly KnownDevice['status'][]): Refusal =>
  refuse('wrong_device_status', { status: state.status, expected: expected.join(', ') })

/** The laptop of a stock that is on its way or may be: promised to somebody or not, it travels alike. */
const whereabouts = (state: KnownDevice) => (state.status === 'bound' ? state.at : state.status)

/** It leaves the recyclerie for its owner's place. */
export function send({ data }: DeviceOwn['SendDevice'], state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  if (whereabouts(state) !== 'ready') return wrong(state, ['ready'])
  return (
    refusedDay(data.on, state.lastOn, facts) ?? accept({ type: 'DeviceSent', data: {}, at: facts.now, on: data.on })
  )
}

/** By an agreement it may go straight to whoever gives it. */
const isLentTo = (state: KnownDevice, structure: string | null): boolean =>
  state.status === 'bound' && state.lentTo !== null && state.lentTo === structure

/** It is at a place of its owner, who may have fetched it: then nobody has sent it. */
export function receive({ data }: DeviceOwn['ReceiveDevice'], state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  const where = whereabouts(state)
  if (where !== 'sent' && where !== 'ready') return wrong(state, ['ready', 'sent'])
  const { place } = facts.outside
  if (!place) return refuse('unknown_place', { field: 'place' })
  if (place.structure !== state.device.owner && !isLentTo(state, place.structure))
    return refuse('place_of_another_owner', { field: 'place' })
  const arrived: DeviceEvent = {
    ...{ type: 'DeviceDelivered', at: facts.now, on: data.on },
    data: { place: data.place },
  }
  return refusedDay(data.on, state.lastOn, facts) ?? accept(arrived)
}

/** Whether somebody was promised it or holds it, be it with the recyclerie for repair. */
const somebodys = (state: KnownDevice): boolean => 'dotation' in state && state.dotation !== null

const prepared = ['received', 'released', 'wiped', 'tested', 'graded'] as const
const discardable = [...prepared, ...freeDeviceStatuses, 'sent_back', 'replaced'] as const
const returnable = [...freeDeviceStatuses, 'handed_over', 'replaced'] as const

/** It leaves the stock for good; nobody must have been promised it, nor hold it. */
export function discard({ data }: DeviceOwn['DiscardDevice'], state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  if (somebodys(state)) return refuse('laptop_already_bound')
  if ('reason' in state) return wrong(state, discardable)
  // Whoever owns it sees that it is gone from their place; what else becomes of a laptop, its recyclerie says.
  if (facts.actor.role === 'mediator' && !(data.exit === 'lost' && state.status === 'delivered'))
    return refuse('only_lost_at_own_place', { field: 'exit' })
  const { on, ...left } = data
  return (
    refusedCode(rulesOf(facts).discards, data.reason, 'reason', 'discards') ??
    refusedDay(on, state.lastOn, facts) ??
    accept({ type: 'DeviceDiscarded', data: left, at: facts.now, on })
  )
}

/** Faulty at its owner's place, in somebody's hands or replaced: back to the recyclerie, which is told a ticket alone. */
export function sendBack(
  { data }: DeviceOwn['SendBackDevice'],
  state: DeviceState,
  facts: Facts,
): Decision<DeviceEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  if (state.status === 'bound') return refuse('laptop_already_bound')
  if (!isFree(state.status) && state.status !== 'handed_over' && state.status !== 'replaced')
    return wrong(state, returnable)
  const { on, ...told } = data
  if (told.ticket !== null && !facts.outside.isItsTicket) return refuse('unknown_ticket', { field: 'ticket' })
  return (
    refusedCode(rulesOf(facts).faults, data.fault, 'fault', 'faults') ??
    refusedDay(on, state.lastOn, facts) ??
    accept({ type: 'DeviceSentBack', data: told, at: facts.now, on })
  )
}

/** Repaired, it goes back to whoever it was handed over to. */
export function giveBack(
  { data }: DeviceOwn['GiveBackDevice'],
  state: DeviceState,
  facts: Facts,
): Decision<DeviceEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  if (state.status !== 'sent_back' || state.dotation === null) return wrong(state, ['sent_back'])
  const { dotation } = state
  return (
    refusedDay(data.on, state.lastOn, facts) ??
    accept({ type: 'DeviceGivenBack', data: { dotation }, at: facts.now, on: data.on })
  )
}
