import type { Owner } from '../../contracts/codes'
import type { Definition } from '../definition/definition.schema'
import { waitOf } from '../definition/stage.measures'
import { nextDeadline } from '../kernel/deadline'
import { type Doer, didIt, type Intent, type PlanBody, type Recipient } from '../kernel/decider'
import { never } from '../kernel/refusal'
import type { Abandonment, DotationEvent, DotationOpening, Wanted } from './dotation.events'
import { type DotationState, isOpen, type OpenDotation } from './dotation.state'

/** What a dotation waits for; null before it is opened. */
export function plan(state: DotationState, definition: Definition, stream: string): PlanBody | null {
  if (state.stage === 'unknown') return null
  if (state.stage === 'closed') {
    const { outcome } = state
    return { stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null, outcome }
  }
  const task = state.stage === 'stock' ? 'await_laptop' : 'hand_over'
  if (state.paused) {
    // Its journey holds the end of the pause.
    return { stage: state.stage, task: state.task, owner: ownerOf(state), until: null, command: null, child: null }
  }
  const { since, reminders, pauses } = state
  const waited = { task, since, reminders, pauses } as const
  const { until, fires } = nextDeadline(waitOf(definition, task), waited, definition.zone, stream)
  const command = fires === 'reminder' ? 'RemindDotation' : 'ExpireDotation'
  return { stage: state.stage, task: state.task, owner: ownerOf(state), until, command, child: null }
}

/** A laptop to be prepared waits for the recyclerie; one to be bound or handed over, for the mediator. */
export function ownerOf(state: OpenDotation): Owner {
  const { opening, task } = state
  return task === 'await_laptop' ? preparerOf(state.wanted, opening.territory) : followerOf(opening)
}

/** Until a mediator is named, the lieu as a whole. */
const followerOf = ({ mediator, place }: DotationOpening): Owner =>
  mediator === null ? { role: 'lieu', id: place } : { role: 'mediator', id: mediator }

/** Where no recyclerie is known, the coordinator finds one. */
const preparerOf = ({ recyclerie }: Wanted, territory: string): Owner =>
  recyclerie ? { role: 'recyclerie', id: recyclerie } : { role: 'coordinator', id: territory }

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
  const mediator = followerOf(state.opening)
  switch (event.type) {
    case 'DotationOpened':
    case 'DotationReminded':
      return isOpen(state) ? [request(state, until)] : []
    case 'LaptopFaulty':
      return isOpen(state) && event.data.next === null ? [request(state, until)] : []
    case 'LaptopReserved':
      return isOpen(state) ? [asked('laptop_bound', mediator, state, until)] : []
    case 'DotationAbandoned':
      return abandoned(event.data, state.opening).filter(({ to }) => !didIt(by, to))
    case 'DotationMoved':
      return isOpen(state) && state.stage === 'stock' && !state.paused ? [request(state, until)] : []
    case 'DotationPaused':
    case 'DotationResumed':
    case 'DotationReassigned':
    case 'DotationVersionChanged':
    case 'ReceiptIssued':
    case 'ReceiptSigned':
    case 'DotationHandedOver':
    case 'HandOverCorrected':
    case 'PlanRecomputed':
      return []
    default:
      return never(event)
  }
}

/** Who had a laptop for it, was waiting for one, or was preparing one. */
function abandoned({ cause, device, preparing }: Abandonment, opening: DotationOpening): readonly Intent[] {
  const { journey, place, territory } = opening
  const mediator = followerOf(opening)
  const coordinator = { role: 'coordinator', id: territory } as const
  const told = (mail: Intent['mail'], to: Recipient, data: Intent['data']): Intent => ({ mail, to, data, task: null })
  const released = device ? [told('laptop_released', mediator, { device, cause })] : []
  const givenUp =
    cause === 'no_laptop' ? [mediator, coordinator].map((to) => told('dotation_given_up', to, { place, journey })) : []
  // A coordinator who was looking for a recyclerie is told once: that the wait is over.
  const preparer = preparing && preparerOf(preparing, territory)
  const unneeded =
    preparer && !givenUp.some(({ to }) => to.role === preparer.role)
      ? [told('laptop_no_longer_needed', preparer, { place, number: preparing.number })]
      : []
  return [...released, ...givenUp, ...unneeded]
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
