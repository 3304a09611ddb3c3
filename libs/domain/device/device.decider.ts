import { deviceCommands } from '../../contracts/commands/device.commands'
import type { TakeOverHandOver } from '../../contracts/commands/reprise.commands'
import type { OfferLaptop } from '../dotation/bind.decide'
import type { DotationEvent, Reserved } from '../dotation/dotation.events'
import type { Facts } from '../facts'
import type { Decider, Decision } from '../kernel/decider'
import { accept, never, refuse } from '../kernel/refusal'
import { refusedDay, refusedWithoutRules } from './device.checks'
import { discard, giveBack, receive, send, sendBack } from './device.move'
import { prepare, register } from './device.prepare'
import { type DeviceTakenOver, takeOver, type TakenOver } from './device.reprise'
import { type DeviceEvent, type DeviceOwn, type DeviceState, evolve, isFree } from './device.state'

export type DeviceCommand =
  | { type: 'TakeOverHandOver'; data: TakeOverHandOver }
  | DeviceOwn[keyof DeviceOwn]
  | OfferLaptop
  | {
      type:
        | 'Bind'
        | 'ReportFault'
        | 'ReplaceLaptop'
        | 'HandOver'
        | 'MissHandOver'
        | 'ExpireDotation'
        | 'Withdraw'
        | 'ChangeLieu'
      data: unknown
    }

/** What a command does to a laptop. A recyclerie never reads a name: its commands carry none. */
function decide(
  command: DeviceCommand,
  state: DeviceState | TakenOver,
  facts: Facts,
): Decision<DeviceEvent | DeviceTakenOver> {
  if (command.type === 'TakeOverHandOver') return takeOver(command, state, facts)
  if (state.status === 'taken_over') {
    return command.type === 'RegisterDevice'
      ? refuse('serial_already_registered', { field: 'serial' })
      : refuse('wrong_device_status', { status: 'handed_over', expected: '—' })
  }
  const refused = command.type in deviceCommands ? refusedWithoutRules(facts) : null
  if (refused) return refused
  switch (command.type) {
    case 'RegisterDevice':
      return register(command, state, facts)
    case 'ReleaseDevice':
    case 'WipeDevice':
    case 'TestDevice':
    case 'GradeDevice':
    case 'ConfirmReady':
      return prepare(command, state, facts)
    case 'SendDevice':
      return send(command, state, facts)
    case 'ReceiveDevice':
      return receive(command, state, facts)
    case 'DiscardDevice':
      return discard(command, state, facts)
    case 'SendBackDevice':
      return sendBack(command, state, facts)
    case 'GiveBackDevice':
      return giveBack(command, state, facts)
    case 'Bind':
    case 'OfferLaptop':
      return bind(state, facts)
    case 'ReportFault':
      return state.status === 'bound' ? faulty(state, facts) : bind(state, facts)
    case 'ReplaceLaptop':
      return state.status === 'handed_over' || state.status === 'sent_back'
        ? replaced(state, facts)
        : bind(state, facts)
    case 'HandOver':
      return handOver(state, facts)
    case 'MissHandOver':
    case 'ExpireDotation':
    case 'Withdraw':
    case 'ChangeLieu':
      return release(state, facts)
    default:
      return never(command)
  }
}

function bind(state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  const reserved = told(facts, 'LaptopReserved')
  if (!reserved) return accept()
  if (!isFree(state.status)) return refuse('laptop_not_ready', { status: state.status })
  const { agreement } = reserved.event.data as Reserved
  const bound = { dotation: reserved.stream, lentTo: agreement?.to ?? null }
  return accept({ type: 'DeviceBound', data: bound, at: facts.now })
}

/** Faulty before it was given: it is nobody's any more, and goes back to the recyclerie. */
function faulty(state: Extract<DeviceState, { status: 'bound' }>, facts: Facts): Decision<DeviceEvent> {
  const found = told(facts, 'LaptopFaulty')
  if (found?.stream !== state.dotation) return accept()
  const { at, on = at.slice(0, 10), data } = found.event
  const refused = refusedDay(on, state.lastOn, facts)
  if (refused) return refused
  const { fault } = data as { fault: string }
  return accept<DeviceEvent>(
    { type: 'DeviceReleased', data: { dotation: found.stream, cause: 'faulty' }, at },
    { type: 'DeviceSentBack', data: { fault, ticket: null }, at, on },
  )
}

/**
 * Faulty in the person's hands, or with the recyclerie already for repair: it is replaced, goes back to be repaired for
 * somebody else, and is nobody's.
 */
function replaced(
  state: Extract<DeviceState, { status: 'handed_over' | 'sent_back' }>,
  facts: Facts,
): Decision<DeviceEvent> {
  const found = told(facts, 'LaptopReturned')
  if (!found || found.stream !== state.dotation) return accept()
  const { at, on = at.slice(0, 10), data } = found.event
  const refused = refusedDay(on, state.lastOn, facts)
  if (refused) return refused
  const { fault, next } = data as { fault: string; next: string | null }
  const sentBack = { type: 'DeviceSentBack', data: { fault, ticket: null }, at, on } as const
  const gone = { type: 'DeviceReplaced', data: { dotation: found.stream, by: next }, at, on } as const
  return state.status === 'sent_back' ? accept<DeviceEvent>(gone) : accept<DeviceEvent>(sentBack, gone)
}

/** A laptop is given where it is: at its owner's place, or at the recyclerie where that is the owner itself. */
function handOver(state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  const handed = told(facts, 'DotationHandedOver') ?? told(facts, 'ReplacementHandedOver')
  if (!handed || state.status !== 'bound') return refuse('laptop_not_ready', { status: state.status })
  const there = state.at === 'delivered' || state.device.owner === state.device.recyclerie
  if (!there) return refuse('laptop_not_received', { status: state.at })
  const at = facts.now
  const { on } = handed.event
  const refused = on ? refusedDay(on, state.lastOn, facts) : null
  if (refused) return refused
  const given: DeviceEvent = { type: 'DeviceHandedOver', data: { dotation: handed.stream }, at, on }
  // By an agreement it becomes theirs who gave it: they answer for it from now on.
  return state.lentTo === null
    ? accept(given)
    : accept<DeviceEvent>(given, { type: 'DeviceOwnerChanged', data: { owner: state.lentTo }, at })
}

/** The dotation was given up: the laptop goes back to its owner's stock. */
function release(state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  const moved = told(facts, 'DotationMoved')
  const kept = moved && (moved.event.data as { released: string | null }).released === null
  const given = told(facts, 'DotationAbandoned') ?? (kept ? undefined : moved)
  if (!given || state.status !== 'bound') return accept()
  const { cause } = moved ? { cause: 'moved' } : (given.event.data as { cause: string })
  return accept({ type: 'DeviceReleased', data: { dotation: given.stream, cause }, at: facts.now })
}

const told = (facts: Facts, type: DotationEvent['type']) => facts.decided.find(({ event }) => event.type === type)

export const deviceDecider: Decider<DeviceState | TakenOver, DeviceCommand, DeviceEvent | DeviceTakenOver, Facts> = {
  initialState: { status: 'unknown' },
  decide,
  evolve: (state, event) => {
    if (event.type === 'DeviceTakenOver') {
      return { status: 'taken_over', device: event.data, on: event.on ?? event.at.slice(0, 10) }
    }
    return state.status === 'taken_over' ? state : evolve(state, event)
  },
}
