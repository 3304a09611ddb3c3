import type { Owner } from '../../contracts/codes'
import type { Definition } from '../definition/definition.schema'
import { nextDeadline } from '../kernel/deadline'
import type { Intent, PlanBody, Recipient } from '../kernel/decider'
import { never } from '../kernel/refusal'
import type { DotationEvent, DotationState } from './dotation.state'

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
  const { until, fires } = nextDeadline(definition.waits[task], waited, definition.zone, stream)
  const command = fires === 'reminder' ? 'RemindDotation' : 'ExpireDotation'
  return { stage: state.stage, task: state.task, owner: ownerOf(state), until, command, child: null }
}

/** A laptop to be prepared waits for the recyclerie; one to be bound or handed over, for the mediator. */
export function ownerOf(state: OpenState): Owner {
  const { mediator, recyclerie, territory } = state.opening
  if (state.task !== 'await_laptop') return { role: 'mediator', id: mediator }
  return recyclerie ? { role: 'recyclerie', id: recyclerie } : { role: 'coordinator', id: territory }
}

/** Whom a dotation tells what. The recyclerie reads a place and a need, never a name. */
export function react(
  event: DotationEvent,
  state: DotationState,
  definition: Definition,
  stream: string,
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
      return event.data.device
        ? [
            {
              mail: 'laptop_released',
              to: mediator,
              data: { device: event.data.device, cause: event.data.cause },
              task: null,
            },
          ]
        : []
    case 'DotationHandedOver':
    case 'PlanRecomputed':
      return []
    default:
      return never(event)
  }
}

const isOpen = (state: DotationState): state is OpenState => state.stage === 'stock' || state.stage === 'handover'

function request(state: OpenState, until: string | null): Intent {
  const mail = state.task === 'await_laptop' ? 'laptop_wanted' : 'task_reminder'
  return asked(mail, ownerOf(state), state, until)
}

function asked(mail: Intent['mail'], to: Recipient, state: OpenState, until: string | null): Intent {
  const device = state.stage === 'handover' ? state.device : null
  const { place, journey, waiting } = state.opening
  return {
    mail,
    to,
    data: { task: state.task, place, journey, device, number: waiting + 1, until },
    task: { name: state.task, since: state.since },
  }
}

/** False where the wait that a mail is about is over. */
export function stillDue(state: DotationState, intent: Intent): boolean {
  if (!intent.task) return true
  return isOpen(state) && state.task === intent.task.name && state.since === intent.task.since
}
