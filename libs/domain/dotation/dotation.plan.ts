import type { Owner } from '../../contracts/codes'
import type { Definition } from '../definition/definition.schema'
import { waitOf } from '../definition/stage.measures'
import { nextDeadline } from '../kernel/deadline'
import { didIt, type Doer, type Intent, type PlanBody, type Recipient } from '../kernel/decider'
import { never } from '../kernel/refusal'
import type { Abandonment, DotationEvent, DotationOpening, DotationState, Wanted } from './dotation.state'

type OpenState = Extract<DotationState, { stage: 'stock' | 'handover' }>

/** What a dotation waits for; null before it is opened. */
export function plan(state: DotationState, definition: Definition, stream: string): PlanBody | null {
  if (state.stage === 'unknown') return null
  if (state.stage === 'closed') {
    const { outcome } = state
    return { stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null, outcome }
  }
  const task = state.stage === 'stock' ? 'await_laptop' : 'hand_over'
  const waited = { task, since: state.since, reminders: state.reminders } as const
  const { until, fires } = nextDeadline(waitOf(definition, task), waited, definition.zone, stream)
  const command = fires === 'reminder' ? 'RemindDotation' : 'ExpireDotation'
  return { stage: state.stage, task: state.task, owner: ownerOf(state), until, command, child: null }
}

/** A laptop to be prepared waits for the recyclerie; one to be bound or handed over, for the mediator. */
export function ownerOf(state: OpenState): Owner {
  const { mediator, territory } = state.opening
  return state.task === 'await_laptop' ? preparerOf(state.wanted, territory) : { role: 'mediator', id: mediator }
}

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
  const mediator = { role: 'mediator', id: state.opening.mediator } as const
  switch (event.type) {
    case 'DotationOpened':
    case 'DotationReminded':
      return isOpen(state) ? [request(state, until)] : []
    case 'LaptopReserved':
      return isOpen(state) ? [asked('laptop_bound', mediator, state, until)] : []
    case 'DotationAbandoned':
      return abandoned(event.data, state.opening).filter(({ to }) => !didIt(by, to))
    case 'DotationHandedOver':
    case 'PlanRecomputed':
      return []
    default:
      return never(event)
  }
}

/** Who had a laptop for it, was waiting for one, or was preparing one. */
function abandoned({ cause, device, preparing }: Abandonment, opening: DotationOpening): readonly Intent[] {
  const { journey, place, territory } = opening
  const mediator = { role: 'mediator', id: opening.mediator } as const
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

const isOpen = (state: DotationState): state is OpenState => state.stage === 'stock' || state.stage === 'handover'

function request(state: OpenState, until: string | null): Intent {
  const mail = state.task === 'await_laptop' ? 'laptop_wanted' : 'task_reminder'
  return asked(mail, ownerOf(state), state, until)
}

function asked(mail: Intent['mail'], to: Recipient, state: OpenState, until: string | null): Intent {
  const device = state.stage === 'handover' ? state.device : null
  const number = state.stage === 'stock' ? state.wanted.number : null
  const { place, journey } = state.opening
  return {
    mail,
    to,
    data: { task: state.task, place, journey, device, number, until },
    task: { name: state.task, since: state.since },
  }
}

/** False where the wait that a mail is about is over. */
export function stillDue(state: DotationState, intent: Intent): boolean {
  if (!intent.task) return true
  return isOpen(state) && state.task === intent.task.name && state.since === intent.task.since
}
