import { noAppointment } from '../kernel/appointment'
import { never } from '../kernel/refusal'
import type { DotationEvent, DotationOpening, Stock, Wanted } from './dotation.events'
import type { Bound, Closed, Cover, Covered, DotationState, OpenDotation, Waiting } from './dotation.state'
import { evolveAppointment, offDay, wait } from './appointment.evolve'
import { evolveCovered, handedOver } from './guarantee.evolve'
import { known, promise } from './laptop.held'

const nothingKept = { laptops: [], receipts: 0 } as const

/** Folds one decided event. */
export function evolve(state: DotationState, event: DotationEvent): DotationState {
  if (event.type === 'DotationOpened') {
    // One that opens anew keeps its laptops and goes on counting its receipts: a ticket is given once.
    const { laptops, receipts } = state.stage === 'unknown' ? nothingKept : state
    return {
      laptops,
      receipts,
      paused: null,
      guarantee: null,
      ...inStock(event.data),
      opening: event.data,
      ...wait(event.at),
    }
  }
  switch (state.stage) {
    case 'unknown':
      return state
    case 'closed':
      return event.type === 'LaptopReturned' && state.covered ? returned(state, state.covered, event) : state
    case 'guarantee':
      return inGuarantee(state, event)
    case 'stock':
    case 'handover':
      return evolveOpen(state, event)
    default:
      return never(state)
  }
}

type Later = Exclude<DotationEvent, { type: 'DotationOpened' }>

/** While the laptop works; when it does not, the dotation waits again as it did before. */
function inGuarantee(state: Covered, event: Later): DotationState {
  switch (event.type) {
    case 'LaptopReturned':
      return returned(state, state, event)
    case 'GuaranteeEnded':
    case 'HandOverCorrected':
    case 'DotationMoved':
    case 'DotationReassigned':
      return evolveCovered(state, event)
    default:
      return state
  }
}

function returned(
  { opening, laptops: before, receipts }: Covered | Closed,
  { guarantee }: Cover,
  { data, at }: Extract<DotationEvent, { type: 'LaptopReturned' }>,
): OpenDotation {
  const laptops = known(before, data.device, { is: 'returned' })
  return { opening, laptops, paused: null, receipts, guarantee, ...inStock(data), ...wait(at) }
}

function evolveOpen(state: OpenDotation, event: Later): DotationState {
  switch (event.type) {
    case 'LaptopReserved': {
      const { device } = event.data
      const { opening, paused, receipts, guarantee } = state
      const laptops = promise(state.laptops, event.data)
      // A receipt is for one laptop: with another one, what was signed says nothing any more.
      const bound = {
        stage: 'handover',
        task: 'book_hand_over',
        device,
        receipt: null,
        missed: 0,
        boundAt: event.at,
      } as const
      return { opening, laptops, paused, receipts, guarantee, ...bound, ...noAppointment, ...wait(event.at) }
    }
    case 'LaptopFaulty': {
      const { opening, paused, receipts, guarantee } = state
      const laptops = known(state.laptops, event.data.device, { is: 'released' })
      return { opening, laptops, paused, receipts, guarantee, ...inStock(event.data), ...wait(event.at) }
    }
    case 'DotationReminded':
      return reminded(state, event.data)
    case 'DotationAbandoned': {
      const { opening, guarantee, receipts } = state
      const { device } = event.data
      const laptops = device ? known(state.laptops, device, { is: 'released' }) : state.laptops
      const outcome = guarantee ? 'not_replaced' : 'abandoned'
      return { stage: 'closed', task: 'none', opening, laptops, receipts, outcome, closedAt: event.at, covered: null }
    }
    case 'DotationPaused':
      return { ...offDay(state, event.at), paused: event.at }
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
    case 'HandOverCorrected': {
      const guarantee = state.guarantee && { ...state.guarantee, since: event.data.since ?? state.guarantee.since }
      return { ...state, guarantee }
    }
    case 'LaptopReturned':
    case 'GuaranteeEnded':
    case 'PlanRecomputed':
      return state
    default:
      return state.stage === 'handover' ? evolveBound(state, event) : state
  }
}

type Signing = Extract<
  DotationEvent,
  {
    type:
      | 'HandOverBooked'
      | 'HandOverReminded'
      | 'HandOverMissed'
      | 'ReceiptIssued'
      | 'ReceiptSigned'
      | 'DotationHandedOver'
      | 'ReplacementHandedOver'
  }
>

/** What happens at the counter. */
function evolveBound(state: Bound, event: Signing): Bound | Covered | Closed {
  switch (event.type) {
    case 'HandOverBooked':
    case 'HandOverReminded':
    case 'HandOverMissed':
      return evolveAppointment(state, event)
    case 'ReceiptIssued': {
      const { version, ticket } = event.data
      const receipt = { ...event.data, issuedOn: event.on ?? event.at.slice(0, 10), issuedAt: event.at, signed: null }
      return { ...state, receipt, receipts: version, laptops: known(state.laptops, state.device, { ticket }) }
    }
    case 'ReceiptSigned': {
      const { mode, document } = event.data
      const signed = { mode, document, on: event.on ?? event.at.slice(0, 10) }
      return { ...state, receipt: state.receipt && { ...state.receipt, signed } }
    }
    case 'DotationHandedOver':
      return handedOver(state, event, event.data.guarantee ?? null)
    case 'ReplacementHandedOver':
      return handedOver(state, event, state.guarantee)
    default:
      return never(event)
  }
}

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
  if (keeps || structure === state.opening.structure) return { ...offDay(state, at), opening }
  const { paused, receipts, guarantee } = state
  const laptops = released ? known(state.laptops, released, { is: 'released' }) : state.laptops
  return { opening, laptops, paused, receipts, guarantee, ...inStock(data), ...wait(at) }
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
