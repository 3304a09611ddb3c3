import type { Owner } from '../../contracts/codes'
import type { Definition } from '../definition/definition.schema'
import { waitOf } from '../definition/stage.measures'
import { reminderOf } from '../kernel/appointment'
import { nextDeadline } from '../kernel/deadline'
import { endOfWait } from '../kernel/wait'
import type { PlanBody } from '../kernel/decider'
import type { DotationOpening, Wanted } from './dotation.events'
import type { Covered, DotationState, KnownDotation, OpenDotation } from './dotation.state'

/** What a dotation waits for; null before it is opened. */
export function plan(state: DotationState, definition: Definition, stream: string): PlanBody | null {
  if (state.stage === 'unknown') return null
  if (state.stage === 'closed') {
    const { outcome } = state
    return { stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null, outcome }
  }
  if (state.stage === 'guarantee') return guaranteePlan(state, definition.zone, stream)
  const task = state.stage === 'stock' ? 'await_laptop' : state.task
  if (state.paused) {
    // Its journey holds the end of the pause.
    return { stage: state.stage, task: state.task, owner: ownerOf(state), until: null, command: null, child: null }
  }
  const reminder = state.stage === 'handover' ? reminderOf(state, definition.zone) : null
  if (reminder) {
    const { stage } = state
    return { stage, task, owner: ownerOf(state), until: reminder, command: 'RemindHandOver', child: null }
  }
  const { since, reminders, pauses } = state
  const waited = { task, since, reminders, pauses } as const
  const { until, fires } = nextDeadline(waitOf(definition, task), waited, definition.zone, stream)
  const command = fires === 'reminder' ? 'RemindDotation' : 'ExpireDotation'
  return { stage: state.stage, task: state.task, owner: ownerOf(state), until, command, child: null }
}

/** Time alone ends it, unless the laptop fails: then the lieu acts, which is there when mediators have changed. */
function guaranteePlan(state: Covered, zone: string, stream: string): PlanBody {
  const { stage, task, opening, guarantee } = state
  const until = endOfWait(guarantee.since, guarantee.length, 'civil', zone, `${stream}/${task}`)
  return { stage, task, owner: lieuOf(opening), until, command: 'EndGuarantee', child: null }
}

/** A laptop to be prepared waits for the recyclerie; one to be bound or handed over, for who meets the person. */
export function ownerOf(state: OpenDotation): Owner {
  const { opening, task } = state
  return task === 'await_laptop' ? preparerOf(state.wanted, opening.territory) : counterOf(state)
}

/** Who meets the person: the mediator or, once the journey may be over, anybody at the lieu. */
export function counterOf(state: KnownDotation): Owner {
  const isAfter = state.stage === 'closed' ? state.outcome !== 'abandoned' : state.guarantee !== null
  return isAfter ? lieuOf(state.opening) : followerOf(state.opening)
}

const lieuOf = ({ place }: DotationOpening): Owner => ({ role: 'lieu', id: place })

/** Until a mediator is named, the lieu as a whole. */
const followerOf = ({ mediator, place }: DotationOpening): Owner =>
  mediator === null ? { role: 'lieu', id: place } : { role: 'mediator', id: mediator }

/** Where no recyclerie is known, the coordinator finds one. */
export const preparerOf = ({ recyclerie }: Wanted, territory: string): Owner =>
  recyclerie ? { role: 'recyclerie', id: recyclerie } : { role: 'coordinator', id: territory }
