import type { Definition } from '../definition/definition.schema'
import { type Doer, didIt, type Intent, type Recipient } from '../kernel/decider'
import { never } from '../kernel/refusal'
import type { Abandonment, DotationEvent, Reserved } from './dotation.events'
import { counterOf, ownerOf, plan, preparerOf } from './dotation.plan'
import { type DotationState, isOpen, type KnownDotation, type OpenDotation } from './dotation.state'

/** Whom a dotation tells what. The recyclerie reads a place and a need, never a name. */
export function react(
  event: DotationEvent,
  state: DotationState,
  definition: Definition,
  stream: string,
  by: Doer,
): readonly Intent[] {
  if (state.stage === 'unknown') return []
  const until = plan(state, definition, stream)?.until ?? null
  const you = { role: 'beneficiary', id: state.opening.person } as const
  switch (event.type) {
    case 'DotationOpened':
    case 'DotationReminded':
      return isOpen(state) ? [request(state, until)] : []
    case 'LaptopFaulty':
      return isOpen(state) && event.data.next === null ? [request(state, until)] : []
    case 'LaptopReserved':
      return isOpen(state) ? [...reserved(state, until, you), ...lentBy(event.data, state)] : []
    case 'DotationAbandoned':
      return abandoned(event.data, state, you).filter(({ to }) => !didIt(by, to))
    case 'LaptopReturned':
      return isOpen(state) && event.data.next === null
        ? [request(state, until), asked('replacement_awaited_you', you, state, until)]
        : []
    case 'DotationMoved':
      return isOpen(state) && state.stage === 'stock' && !state.paused ? [request(state, until)] : []
    case 'DotationPaused':
    case 'DotationResumed':
    case 'DotationReassigned':
    case 'DotationVersionChanged':
    case 'ReceiptIssued':
    case 'ReceiptSigned':
    case 'DotationHandedOver':
    case 'ReplacementHandedOver':
    case 'GuaranteeEnded':
    case 'HandOverBooked':
    case 'HandOverReminded':
    case 'HandOverMissed':
    case 'HandOverCorrected':
    case 'PlanRecomputed':
      return []
    default:
      return never(event)
  }
}

/** Who is at the counter; the person too, whose journey has gone on, where the laptop replaces another one. */
function reserved(state: OpenDotation, until: string | null, you: Recipient): readonly Intent[] {
  const bound = asked('laptop_bound', counterOf(state), state, until)
  return state.guarantee ? [bound, asked('laptop_ready_you', you, state, until)] : [bound]
}

/** The owner who lends reads which laptop, where it goes and what is left of the agreement: nobody's journey. */
function lentBy({ device, agreement }: Reserved, { opening: { place } }: OpenDotation): readonly Intent[] {
  if (!agreement) return []
  const { owner, document, left } = agreement
  const data = { device, place, document, left }
  return [{ mail: 'laptop_lent', to: { role: 'owner', id: owner }, data, task: null }]
}

/** Who had a laptop for it, was waiting for one, or was preparing one; the person, where none replaces theirs. */
function abandoned({ cause, device, preparing }: Abandonment, state: KnownDotation, you: Recipient): readonly Intent[] {
  const { journey, place, territory } = state.opening
  const counter = counterOf(state)
  const replacing = state.stage === 'closed' && state.outcome === 'not_replaced' ? 1 : 0
  const coordinator = { role: 'coordinator', id: territory } as const
  const told = (mail: Intent['mail'], to: Recipient, data: Intent['data']): Intent => ({ mail, to, data, task: null })
  const released = device ? [told('laptop_released', counter, { device, cause })] : []
  const givenUp =
    cause === 'no_laptop'
      ? [counter, coordinator].map((to) => told('dotation_given_up', to, { place, journey, replacing }))
      : []
  // A coordinator who was looking for a recyclerie is told once: that the wait is over.
  const preparer = preparing && preparerOf(preparing, territory)
  const unneeded =
    preparer && !givenUp.some(({ to }) => to.role === preparer.role)
      ? [told('laptop_no_longer_needed', preparer, { place, number: preparing.number })]
      : []
  const off = replacing ? [told('replacement_off_you', you, { place })] : []
  return [...released, ...givenUp, ...unneeded, ...off]
}

function request(state: OpenDotation, until: string | null): Intent {
  const mail = state.task === 'await_laptop' ? 'laptop_wanted' : 'task_reminder'
  return asked(mail, ownerOf(state), state, until)
}

function asked(mail: Intent['mail'], to: Recipient, state: OpenDotation, until: string | null): Intent {
  const device = state.stage === 'handover' ? state.device : null
  const number = state.stage === 'stock' ? state.wanted.number : null
  const { place, journey } = state.opening
  const needs = state.stage === 'stock' ? state.opening.needs.join(' ') || null : null
  return {
    mail,
    to,
    data: { task: state.task, place, journey, device, number, needs, until },
    task: { name: state.task, since: state.since },
  }
}

/** False where the wait that a mail is about is over. */
export function stillDue(state: DotationState, intent: Intent): boolean {
  if (!intent.task) return true
  return isOpen(state) && !state.paused && state.task === intent.task.name && state.since === intent.task.since
}
