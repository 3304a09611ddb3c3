import type { DeviceEvent } from '../device/device.state'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse, refuseBefore, type Refusal } from '../kernel/refusal'
import {
  cameOf,
  countOf,
  evolve,
  type LaptopStep,
  type LotEvent,
  type LotState,
  type OpenLot,
  outcomeOf,
  reached,
} from './lot.state'

interface Told {
  readonly stream: string
  readonly event: DeviceEvent
}

/** A lot follows its laptops in their own transaction: what they have come to moves it on, and may end it. */
export function follow(state: LotState, facts: Facts): Decision<LotEvent> {
  const told = facts.decided as readonly Told[]
  const registered = told.find(({ event }) => event.type === 'DeviceRegistered')
  const refused = registered ? refusedTaking(state, registered) : refusedEarlier(state, told)
  if (refused) return refused
  // A lot that has ended asks nothing more of its laptops, and they go on.
  if (state.stage === 'unknown' || state.stage === 'closed') return accept()
  const last = told.filter(({ event }) => stepOf(event, state) !== null).at(-1)
  const step = last ? stepOf(last.event, state) : null
  if (!last || !step || state.laptops[last.stream] === step) return accept()
  const followed: LotEvent = { type: 'LotFollowed', data: { device: last.stream, step }, at: facts.now }
  const next = evolve(state, followed) as OpenLot
  return accept<LotEvent>(followed, ...moved(next, facts.now))
}

/** A laptop is taken into a lot that has come, of the same owner and recyclerie, as long as it lacks some. */
function refusedTaking(state: LotState, { event }: Told): Refusal | null {
  if (state.stage === 'unknown') return refuse('unknown_lot', { field: 'lot' })
  if (event.type !== 'DeviceRegistered') return null
  const { owner, recyclerie } = event.data
  if (state.lot.owner !== owner || state.lot.recyclerie !== recyclerie) return refuse('lot_of_others', { field: 'lot' })
  if (state.stage === 'ordered') return refuse('lot_not_received', { field: 'lot' })
  if (state.stage === 'closed') return refuse('lot_wrong_stage', { field: 'lot', stage: state.stage })
  const came = cameOf(state)
  const taken = Object.keys(state.laptops).length
  return !state.complete && taken < came ? null : refuse('lot_full', { field: 'lot', laptops: came })
}

/** Nothing is done to a laptop before its lot has come; what was done to it elsewhere was told when it was registered. */
function refusedEarlier(state: LotState, told: readonly Told[]): Refusal | null {
  const first = state.stage === 'unknown' ? undefined : state.deliveries[0]?.on
  const early = told.map(({ event }) => event.on).find((on) => on && first && on < first)
  return early && first ? refuseBefore('lot_received', first, 'on', early) : null
}

/** How far an event brings a laptop within its lot; null where it says nothing of that. */
function stepOf(event: DeviceEvent, { lot }: OpenLot): LaptopStep | null {
  switch (event.type) {
    case 'DeviceRegistered':
      return 'preparing'
    case 'DeviceGraded':
      return 'graded'
    case 'DeviceConfirmedReady':
      // A recyclerie that owns the lot has it where it belongs.
      return lot.owner === lot.recyclerie ? 'delivered' : 'ready'
    case 'DeviceDelivered':
      return 'delivered'
    case 'DeviceDiscarded':
      return 'out'
    default:
      return null
  }
}

/** The stages that a lot enters by what its laptops have come to. */
function moved(state: OpenLot, at: string): readonly LotEvent[] {
  const stage = reached(state)
  if (stage === state.stage) return []
  const count = countOf(state)
  switch (stage) {
    case 'received':
      return []
    case 'prepared':
      return state.stage === 'received' ? [{ type: 'LotPrepared', data: {}, at }] : []
    case 'ready': {
      const laptops = Object.keys(state.laptops).length
      return [{ type: 'LotConfirmedReady', data: { laptops, missing: count.missing }, at }]
    }
    case 'closed':
      return [{ type: 'LotClosed', data: { outcome: outcomeOf(count), cause: null, ...count }, at }]
  }
}
