import type { z } from 'zod'
import { freeDeviceStatuses, type DeviceExit } from '../../contracts/codes'
import type { deviceCommands } from '../../contracts/commands/device.commands'
import type { DomainEvent } from '../kernel/decider'
import { never } from '../kernel/refusal'

export type DeviceOwn = {
  [T in keyof typeof deviceCommands]: { type: T; data: z.output<(typeof deviceCommands)[T]['data']> }
}

type Undated<T> = Omit<T, 'on'>
type Data<T extends keyof DeviceOwn> = DeviceOwn[T]['data']

export type Registration = Omit<Data<'RegisterDevice'>, 'prepared'> & { territory: string }
export type Proof = Undated<Data<'WipeDevice'>> & { report: string }
/** What a laptop is, and the features of the territory's list that this gives it. */
export type Condition = Undated<Data<'GradeDevice'>> & { readonly features: readonly string[] }

/** What happened to a laptop; the day on which it was done is the event's own. */
export type DeviceEvent =
  | DomainEvent<'DeviceRegistered', Registration>
  | DomainEvent<'DeviceUnlocked', Undated<Data<'ReleaseDevice'>>>
  | DomainEvent<'DeviceWiped', Proof>
  | DomainEvent<'DeviceTested', Undated<Data<'TestDevice'>> & { failed: readonly string[] }>
  | DomainEvent<'DeviceGraded', Condition>
  | DomainEvent<'DeviceConfirmedReady', Record<string, never>>
  | DomainEvent<'DeviceSent', Record<string, never>>
  | DomainEvent<'DeviceDelivered', { place: string }>
  | DomainEvent<'DeviceBound', { dotation: string; lentTo: string | null }>
  | DomainEvent<'DeviceReleased', { dotation: string; cause: string }>
  | DomainEvent<'DeviceHandedOver', { dotation: string }>
  | DomainEvent<'DeviceOwnerChanged', { owner: string }>
  | DomainEvent<'DeviceSentBack', { fault: string; ticket: string | null }>
  | DomainEvent<'DeviceGivenBack', { dotation: string }>
  /** `by`: the laptop that took its place at once, where one was free. */
  | DomainEvent<'DeviceReplaced', { dotation: string; by: string | null }>
  | DomainEvent<'DeviceDiscarded', { exit: DeviceExit; reason: string }>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

/** What is known of every laptop: what it is, the day of its last dated step, and the day on which it was ready. */
interface Known {
  readonly device: Registration
  readonly lastOn: string | null
  readonly readyOn: string | null
}

interface Graded extends Known {
  readonly proof: Proof
  readonly condition: Condition
}

/** A laptop that was confirmed ready; `place` is its owner's, once it is there. */
interface Stocked extends Graded {
  readonly readyOn: string
  readonly place: string | null
}

/** Where a laptop of a stock is: with the recyclerie, on its way, or at a place of its owner. */
export type Whereabouts = (typeof freeDeviceStatuses)[number]

/**
 * received → released → wiped → tested → graded → ready → sent → delivered, at the recyclerie until it is sent;
 * bound, wherever it is by then, to a dotation; handed_over; sent_back, to be wiped anew, or repaired and given back to
 * whom it is; replaced by another one; and for_parts, recycled, returned or lost, for good.
 */
export type DeviceState =
  | { readonly status: 'unknown' }
  | (Known & { readonly status: 'received' | 'released' })
  | (Known & { readonly status: 'wiped' | 'tested'; readonly proof: Proof })
  | (Graded & { readonly status: 'graded' })
  | (Stocked & { readonly status: Whereabouts })
  | (Stocked & {
      readonly status: 'bound'
      readonly at: Whereabouts
      readonly dotation: string
      readonly lentTo: string | null
    })
  | (Stocked & { readonly status: 'handed_over'; readonly dotation: string })
  | (Stocked & { readonly status: 'sent_back'; readonly dotation: string | null })
  | (Stocked & { readonly status: 'replaced' })
  | (Known & { readonly status: DeviceExit; readonly reason: string })

export type KnownDevice = Exclude<DeviceState, { status: 'unknown' }>

/** Whether a dotation may take a laptop of this status. */
export const isFree = (status: string): status is Whereabouts => freeDeviceStatuses.some((free) => free === status)

const isStocked = (state: KnownDevice): state is Extract<KnownDevice, Stocked> => 'place' in state

/** Folds one decided event. */
export function evolve(state: DeviceState, event: DeviceEvent): DeviceState {
  if (event.type === 'DeviceRegistered') {
    return { status: 'received', device: event.data, lastOn: null, readyOn: null }
  }
  if (state.status === 'unknown' || event.type === 'PlanRecomputed') return state
  const known: Known = { device: state.device, lastOn: event.on ?? state.lastOn, readyOn: state.readyOn }
  switch (event.type) {
    case 'DeviceUnlocked':
      return { status: 'released', ...known }
    case 'DeviceWiped':
      return { status: 'wiped', ...known, proof: event.data }
    case 'DeviceTested':
      return 'proof' in state ? { status: 'tested', ...known, proof: state.proof } : state
    case 'DeviceGraded':
      return 'proof' in state ? { status: 'graded', ...known, proof: state.proof, condition: event.data } : state
    case 'DeviceConfirmedReady':
      return state.status === 'graded'
        ? { ...state, ...known, status: 'ready', readyOn: event.on ?? event.at.slice(0, 10), place: null }
        : state
    case 'DeviceOwnerChanged':
      return { ...state, device: { ...state.device, owner: event.data.owner } }
    case 'DeviceDiscarded':
      return { status: event.data.exit, ...known, reason: event.data.reason }
    default:
      return isStocked(state) ? evolveStocked({ ...state, lastOn: known.lastOn }, event) : state
  }
}

type Prepared =
  | 'DeviceRegistered'
  | 'PlanRecomputed'
  | 'DeviceUnlocked'
  | 'DeviceWiped'
  | 'DeviceTested'
  | 'DeviceGraded'
  | 'DeviceConfirmedReady'
  | 'DeviceOwnerChanged'
  | 'DeviceDiscarded'

/** What happens to a laptop from the day on which it was ready. */
function evolveStocked(
  state: Extract<DeviceState, Stocked>,
  event: Exclude<DeviceEvent, { type: Prepared }>,
): DeviceState {
  const { device, lastOn, readyOn, proof, condition, place } = state
  const stocked: Stocked = { device, lastOn, readyOn, proof, condition, place }
  switch (event.type) {
    case 'DeviceSent':
      return state.status === 'bound' ? { ...state, at: 'sent' } : { ...stocked, status: 'sent' }
    case 'DeviceDelivered': {
      const arrived = { place: event.data.place }
      return state.status === 'bound'
        ? { ...state, ...arrived, at: 'delivered' }
        : { ...stocked, ...arrived, status: 'delivered' }
    }
    case 'DeviceBound':
      return isFree(state.status) ? { ...stocked, status: 'bound', at: state.status, ...event.data } : state
    case 'DeviceReleased':
      return state.status === 'bound' ? { ...stocked, status: state.at } : state
    case 'DeviceHandedOver':
    case 'DeviceGivenBack':
      return { ...stocked, status: 'handed_over', dotation: event.data.dotation }
    case 'DeviceSentBack':
      return { ...stocked, status: 'sent_back', dotation: state.status === 'handed_over' ? state.dotation : null }
    case 'DeviceReplaced':
      return state.status === 'sent_back'
        ? { ...stocked, status: 'sent_back', dotation: null }
        : { ...stocked, status: 'replaced' }
    default:
      return never(event)
  }
}
