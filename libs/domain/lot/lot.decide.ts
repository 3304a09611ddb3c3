import { refusedCode, refusedDay, refusedWithoutRules, refusedWorkshop, rulesOf } from '../device/device.checks'
import type { DeviceOwn } from '../device/device.state'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, never, refuse } from '../kernel/refusal'
import { follow } from './lot.follow'
import {
  cameOf,
  countOf,
  evolve,
  type LotEvent,
  type LotOwn,
  type LotState,
  numberAt,
  type OpenLot,
  outcomeOf,
  taskOf,
} from './lot.state'

/** The commands that a lot leads, and those of its laptops that it follows. */
export type LotCommand = LotOwn[keyof LotOwn] | DeviceOwn[keyof DeviceOwn]

/** What a command does to a lot. Pure; the territory's rules and the structures arrive as facts. */
export function decide(command: LotCommand, state: LotState, facts: Facts): Decision<LotEvent> {
  switch (command.type) {
    case 'AcquireLot':
      return acquire(command, state, facts)
    case 'ReceiveLot':
      return receive(command, state, facts)
    case 'ConfirmLotReady':
      return confirmReady(command, state, facts)
    case 'DeliverLot':
      return deliver(command, state, facts)
    case 'CloseLot':
      return close(command, state, facts)
    case 'RemindLot':
      return isOpen(state)
        ? accept({ type: 'LotReminded', data: { task: taskOf(state) }, at: facts.now })
        : notOpen(state)
    case 'ExpireLot':
      return expire(state, facts)
    case 'RegisterDevice':
    case 'ReleaseDevice':
    case 'WipeDevice':
    case 'TestDevice':
    case 'GradeDevice':
    case 'ConfirmReady':
    case 'SendDevice':
    case 'ReceiveDevice':
    case 'DiscardDevice':
    case 'SendBackDevice':
    case 'GiveBackDevice':
      return follow(state, facts)
    default:
      return never(command)
  }
}

const isOpen = (state: LotState): state is OpenLot => state.stage !== 'unknown' && state.stage !== 'closed'

/** The day of its last delivery, or of its order. */
const lastDay = ({ deliveries, orderedOn }: OpenLot): string => deliveries.at(-1)?.on ?? orderedOn

const notOpen = (state: LotState) =>
  state.stage === 'unknown' ? refuse('unknown_stream') : refuse('lot_wrong_stage', { stage: state.stage })

function acquire({ data }: LotOwn['AcquireLot'], state: LotState, facts: Facts): Decision<LotEvent> {
  const without = refusedWithoutRules(facts)
  if (without) return without
  const { on, ...lot } = data
  const owner = facts.outside.structures?.[data.owner]
  if (!owner) return refuse('unknown_structure', { field: 'owner' })
  if (!owner.roles.includes('owner')) return refuse('structure_without_role', { field: 'owner', role: 'owner' })
  const { sources, waits } = rulesOf(facts)
  const refused =
    refusedWorkshop(data.recyclerie, facts) ??
    refusedCode(sources, data.source, 'source', 'sources') ??
    refusedDay(on, null, facts)
  if (refused) return refused
  if (state.stage !== 'unknown') return refuse('already_exists')
  const { territory } = owner
  return accept({ type: 'LotAcquired', data: { ...lot, territory, zone: facts.zone, waits }, at: facts.now, on })
}

/** An order may come in several deliveries, until all of it is there; what was ordered stays what was ordered. */
function receive({ data }: LotOwn['ReceiveLot'], state: LotState, facts: Facts): Decision<LotEvent> {
  if (!isOpen(state)) return notOpen(state)
  const { on, ...received } = data
  const { deliveries, lot } = state
  if (deliveries.some(({ deliveryNote }) => deliveryNote.toUpperCase() === data.deliveryNote.toUpperCase()))
    return refuse('delivery_already_received', { field: 'deliveryNote' })
  const left = lot.laptops - cameOf(state)
  if (data.laptops > left) return refuse('lot_over_order', { field: 'laptops', ordered: lot.laptops, left })
  return (
    refusedWorkshop(lot.recyclerie, facts) ??
    refusedDay(on, lastDay(state), facts) ??
    accept({ type: 'LotReceived', data: received, at: facts.now, on })
  )
}

/** What came is all that comes: those that were to come and did not are missing, and are waited for no more. */
function confirmReady({ data }: LotOwn['ConfirmLotReady'], state: LotState, facts: Facts): Decision<LotEvent> {
  if (!isOpen(state) || state.stage === 'ordered') return notOpen(state)
  if (state.stage === 'ready') return accept()
  const left = numberAt(state, 'preparing', 'graded')
  if (left > 0) return refuse('lot_not_prepared', { left })
  const laptops = Object.keys(state.laptops).length
  if (laptops === 0) return refuse('lot_empty')
  const refused = refusedDay(data.on, lastDay(state), facts)
  if (refused) return refused
  const confirmed: LotEvent = {
    ...{ type: 'LotConfirmedReady', at: facts.now, on: data.on },
    data: { laptops, missing: countOf(state).missing },
  }
  const all = numberAt(state, 'ready') === 0
  return all
    ? accept<LotEvent>(confirmed, delivered(evolve(state, confirmed) as OpenLot, facts, data.on))
    : accept(confirmed)
}

function deliver({ data }: LotOwn['DeliverLot'], state: LotState, facts: Facts): Decision<LotEvent> {
  if (!isOpen(state) || state.stage === 'ordered') return notOpen(state)
  const { left } = countOf(state)
  if (left > 0) return refuse('lot_not_delivered', { left })
  if (Object.keys(state.laptops).length === 0) return refuse('lot_empty')
  return refusedDay(data.on, lastDay(state), facts) ?? accept(delivered(state, facts, data.on))
}

/** Every laptop that came is where it belongs; where some never came, the lot is incomplete, and says how many. */
function delivered(state: OpenLot, { now: at }: Facts, on: string): LotEvent {
  const count = countOf(state)
  return { type: 'LotClosed', data: { outcome: outcomeOf(count), cause: null, ...count }, at, on }
}

function close({ data }: LotOwn['CloseLot'], state: LotState, facts: Facts): Decision<LotEvent> {
  if (!isOpen(state)) return notOpen(state)
  const { on, shortfall } = data
  const count = countOf(state)
  const left = count.left + count.missing
  if (left > 0 && shortfall === null) return refuse('lot_not_accounted', { field: 'shortfall', left })
  if (left === 0 && shortfall !== null) return refuse('shortfall_unwanted', { field: 'shortfall' })
  const refused =
    (shortfall === null ? null : refusedWithoutRules(facts)) ??
    (shortfall === null ? null : refusedCode(rulesOf(facts).shortfalls, shortfall, 'shortfall', 'shortfalls')) ??
    refusedDay(on, lastDay(state), facts)
  if (refused) return refused
  const outcome = state.stage === 'ordered' ? 'cancelled' : outcomeOf(count)
  return accept({ type: 'LotClosed', data: { outcome, cause: shortfall, ...count }, at: facts.now, on })
}

/**
 * An order that never came is given up. A lot that is there goes on under its coordinator; once that wait is over as
 * well, it ends with what is accounted for, and its laptops go on without it.
 */
function expire(state: LotState, facts: Facts): Decision<LotEvent> {
  if (!isOpen(state)) return notOpen(state)
  if (!state.late && state.stage !== 'ordered')
    return accept({ type: 'LotEscalated', data: { task: taskOf(state) }, at: facts.now })
  const outcome = state.stage === 'ordered' ? 'cancelled' : 'incomplete'
  return accept({ type: 'LotClosed', data: { outcome, cause: 'time_passed', ...countOf(state) }, at: facts.now })
}
