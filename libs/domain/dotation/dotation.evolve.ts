import { never } from '../kernel/refusal'
import type { DotationEvent, DotationOpening, Stock, Wanted } from './dotation.events'
import type { Bound, Closed, DotationState, OpenDotation, Waiting } from './dotation.state'
import { known, promise } from './laptop.held'

/** Folds one decided event. */
export function evolve(state: DotationState, event: DotationEvent): DotationState {
  if (event.type === 'DotationOpened') {
    const kept = { laptops: [], paused: null, receipts: 0 }
    return { ...kept, ...inStock(event.data), opening: event.data, ...wait(event.at) }
  }
  if (state.stage === 'unknown' || state.stage === 'closed') return state
  switch (event.type) {
    case 'LaptopReserved': {
      const { device } = event.data
      const { opening, paused, receipts } = state
      const laptops = promise(state.laptops, device)
      // A receipt is for one laptop: with another one, what was signed says nothing any more.
      const bound = { stage: 'handover', task: 'hand_over', device, receipt: null } as const
      return { opening, laptops, paused, receipts, ...bound, ...wait(event.at) }
    }
    case 'LaptopFaulty': {
      const { opening, paused, receipts } = state
      const laptops = known(state.laptops, event.data.device, { is: 'released' })
      return { opening, laptops, paused, receipts, ...inStock(event.data), ...wait(event.at) }
    }
    case 'DotationReminded':
      return reminded(state, event.data)
    case 'DotationAbandoned': {
      const { device } = event.data
      const laptops = device ? known(state.laptops, device, { is: 'released' }) : state.laptops
      return {
        stage: 'closed',
        task: 'none',
        opening: state.opening,
        laptops,
        outcome: 'abandoned',
        closedAt: event.at,
      }
    }
    case 'DotationPaused':
      return { ...state, paused: event.at }
    case 'DotationResumed': {
      const pauses = state.paused ? [...state.pauses, { from: state.paused, to: event.at }] : state.pauses
      return { ...state, paused: null, pauses }
    }
    case 'DotationMoved':
      return moved(state, event.data, event.at)
    case 'DotationReassigned':
      return { ...state, opening: { ...state.opening, mediator: event.data.mediator } }
    case 'DotationVersionChanged':
      return { ...state, opening: { ...state.opening, definition: event.data.definition } }
    case 'HandOverCorrected':
    case 'PlanRecomputed':
      return state
    default:
      return state.stage === 'handover' ? evolveBound(state, event) : state
  }
}

type Signing = Extract<DotationEvent, { type: 'ReceiptIssued' | 'ReceiptSigned' | 'DotationHandedOver' }>

/** What happens at the counter. */
function evolveBound(state: Bound, event: Signing): Bound | Closed {
  switch (event.type) {
    case 'ReceiptIssued': {
      const { version, ticket } = event.data
      const receipt = { ...event.data, issuedOn: event.on ?? event.at.slice(0, 10), signed: null }
      return { ...state, receipt, receipts: version, laptops: known(state.laptops, state.device, { ticket }) }
    }
    case 'ReceiptSigned': {
      const { mode, document } = event.data
      const signed = { mode, document, on: event.on ?? event.at.slice(0, 10) }
      return { ...state, receipt: state.receipt && { ...state.receipt, signed } }
    }
    case 'DotationHandedOver': {
      const laptops = known(state.laptops, event.data.device, { is: 'handed_over', handedOverAt: event.at })
      const { opening } = state
      return { stage: 'closed', task: 'none', opening, laptops, outcome: 'handed_over', closedAt: event.at }
    }
    default:
      return never(event)
  }
}

const wait = (since: string) => ({ since, reminders: 0, pauses: [] })

/** Those who already wait come first: a laptop that is theirs is not ready for this one. */
function inStock({ ready, waiting, recyclerie }: Stock): Pick<Waiting, 'stage' | 'task' | 'wanted'> {
  const task = ready > waiting ? 'bind_laptop' : 'await_laptop'
  return { stage: 'stock', task, wanted: { number: lacking(waiting + 1, ready), recyclerie } }
}

/** Another lieu: a laptop of the former owner's went back to its stock, and the dotation waits on the new one's. */
function moved(
  state: OpenDotation,
  data: Extract<DotationEvent, { type: 'DotationMoved' }>['data'],
  at: string,
): OpenDotation {
  const { place, structure, mediator, released } = data
  const opening: DotationOpening = { ...state.opening, place, structure, mediator }
  const keeps = state.stage === 'handover' && released === null
  if (keeps || structure === state.opening.structure) return { ...state, opening }
  const { paused, receipts } = state
  const laptops = released ? known(state.laptops, released, { is: 'released' }) : state.laptops
  return { opening, laptops, paused, receipts, ...inStock(data), ...wait(at) }
}

/** The stock has lived meanwhile: a laptop that was ready may be gone, another may have come back, a recyclerie be known. */
function reminded(state: OpenDotation, { ready, waiting, recyclerie }: Stock): OpenDotation {
  const reminders = state.reminders + 1
  if (state.stage === 'handover') return { ...state, reminders }
  const wanted: Wanted = { number: lacking(waiting, ready), recyclerie }
  return { ...state, reminders, wanted, task: ready > 0 ? 'bind_laptop' : 'await_laptop' }
}

/** What those who wait lack, this dotation among them: one at least. */
const lacking = (waiting: number, ready: number): number => Math.max(1, waiting - ready)
