import type { Owner } from '../../contracts/codes'
import type { Definition } from '../definition/definition.schema'
import { stageOfKind } from '../definition/stage.graph'
import { waitOf } from '../definition/stage.measures'
import { afterPauses, nextDeadline } from '../kernel/deadline'
import type { StageOf } from '../definition/stage.schema'
import { reminderOf } from '../kernel/appointment'
import type { PlanBody } from '../kernel/decider'
import { never } from '../kernel/refusal'
import { endOfWait, instantOn, morningOf } from '../kernel/wait'
import type { ClosedJourney, Evaluation, JourneyState, OpenJourney } from './journey.state'

/** What a journey waits for: from whom, until when, and the command that fires then. Null before the referral. */
export function plan(state: JourneyState, definition: Definition, stream: string): PlanBody | null {
  if (state.stage === 'unknown') return null
  if (state.stage === 'closed') {
    const { outcome } = state
    return { stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null, outcome }
  }
  // The child holds the deadlines of a dotation; the journey is moved by what the child decides.
  const child = state.stage === 'dotation' ? stream.replace(/^journey-/, 'dotation-') : null
  if (state.paused) {
    const until = morningOf(state.paused.until, definition.zone)
    return { stage: state.stage, task: 'paused', owner: followerOf(state), until, command: 'ResumeByDate', child }
  }
  if (state.task === 'dotation') {
    return { stage: 'dotation', task: 'dotation', owner: followerOf(state), until: null, command: null, child }
  }
  if (state.task === 'await_follow_up') return followUpPlan(state, definition, stream)
  const reminder = state.stage === 'diagnostic' ? reminderOf(state, definition.zone) : null
  if (reminder) {
    // The wait to hold an appointment begins with it: its own deadlines all come later.
    const owner = ownerOf(state, definition)
    return { stage: state.stage, task: state.task, owner, until: reminder, command: 'RemindAppointment', child: null }
  }
  const { task, since, reminders, pauses } = state
  const waited = { task, since, reminders, pauses }
  const { until, fires } = nextDeadline(waitOf(definition, state.task), waited, definition.zone, stream)
  const command = fires === 'reminder' ? 'Remind' : 'Expire'
  return { stage: state.stage, task: state.task, owner: ownerOf(state, definition), until, command, child: null }
}

function followUpPlan(state: Evaluation, definition: Definition, stream: string): PlanBody {
  const { after, calendar, anchor } = stageOfKind(definition, state.at, 'evaluation')
  const from = anchorOf(state, anchor, definition.zone)
  const end = endOfWait(from, after, calendar, definition.zone, `${stream}/${state.task}`, state.pauses)
  const until = afterPauses(end, state.pauses, 1)
  return { stage: 'evaluation', task: state.task, owner: null, until, command: 'OpenFollowUp', child: null }
}

/**
 * What a follow-up counts from. A laptop may have been in the person's hands for days before somebody writes it down:
 * then that day counts, at noon. Without a laptop, or a training, it is the end of what was done.
 */
function anchorOf(
  { referral, found, since }: Evaluation,
  anchor: StageOf<'evaluation'>['anchor'],
  zone: string,
): string {
  const exit = found.exitedAt ?? since
  if (anchor === 'end_of_training') return found.trainedAt ?? exit
  // A laptop of before this service was handed over long ago: its follow-up counts from when the case was taken over.
  if (referral.takenOver && (found.handedOver?.on ?? '') <= referral.takenOver.on) return exit
  return anchor === 'exit' || !found.handedOver ? exit : instantOn(found.handedOver.on, exit, zone)
}

/** Who a task waits for: its owner in the definition, by name where it is a mediator's or a prescriber's. */
export function ownerOf(state: OpenJourney, definition: Definition): Owner {
  if (state.task === 'dotation' || state.task === 'await_follow_up') return followerOf(state)
  const { owner: role } = waitOf(definition, state.task)
  switch (role) {
    case 'lieu':
      return { role, id: state.referral.place }
    case 'prescriber':
      return prescriberOf(state)
    case 'coordinator':
      return { role, id: state.referral.territory }
    case 'mediator':
    case 'recyclerie':
      return followerOf(state)
    default:
      return never(role)
  }
}

/** Whoever signed a paper sheet has no account: the coordinator does what would be asked of them. */
export function prescriberOf({ referral }: Pick<OpenJourney | ClosedJourney, 'referral'>): Owner {
  const { agent } = referral.prescriber
  return agent === null ? { role: 'coordinator', id: referral.territory } : { role: 'prescriber', id: agent }
}

/** Who follows a journey: until a mediator is named, the lieu as a whole. */
export const followerOf = ({ mediator, referral }: OpenJourney): Owner =>
  mediator === null ? { role: 'lieu', id: referral.place } : { role: 'mediator', id: mediator }
