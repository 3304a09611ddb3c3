import { Temporal } from 'temporal-polyfill'
import type { Owner } from '../../contracts/codes'
import type { Definition } from '../definition/definition.schema'
import { nextDeadline } from '../kernel/deadline'
import type { PlanBody } from '../kernel/decider'
import { dayOf, endOfWait } from '../kernel/wait'
import type { Evaluation, JourneyState, OpenJourney } from './journey.state'

/** What a journey waits for: from whom, until when, and the command that fires then. Null before the referral. */
export function plan(state: JourneyState, definition: Definition, stream: string): PlanBody | null {
  if (state.stage === 'unknown') return null
  if (state.stage === 'closed') {
    const { outcome } = state
    return { stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null, outcome }
  }
  if (state.task === 'dotation') {
    // The child holds the deadlines of a dotation; the journey is moved by what the child decides.
    const child = stream.replace(/^journey-/, 'dotation-')
    return { stage: 'dotation', task: 'dotation', owner: ownerOf(state), until: null, command: null, child }
  }
  if (state.task === 'await_follow_up') return followUpPlan(state, definition, stream)
  const waited = { task: state.task, since: state.since, reminders: state.reminders }
  const { until, fires } = nextDeadline(definition.waits[state.task], waited, definition.zone, stream)
  const command = fires === 'reminder' ? 'Remind' : 'Expire'
  return { stage: state.stage, task: state.task, owner: ownerOf(state), until, command, child: null }
}

function followUpPlan(state: Evaluation, definition: Definition, stream: string): PlanBody {
  const { after, calendar } = definition.evaluation
  const until = endOfWait(anchorOf(state, definition.zone), after, calendar, definition.zone, `${stream}/${state.task}`)
  return { stage: 'evaluation', task: state.task, owner: null, until, command: 'OpenFollowUp', child: null }
}

/** A laptop may have been in the person's hands for days before somebody writes it down: then that day counts, at noon. */
function anchorOf({ handedOver, since }: Evaluation, zone: string): string {
  if (!handedOver || handedOver.on === dayOf(since, zone)) return since
  return Temporal.PlainDate.from(handedOver.on)
    .toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
    .toInstant()
    .toString()
}

/** Who a task waits for: the lieu until a mediator is named, the prescriber where another lieu is to be chosen. */
export function ownerOf(state: OpenJourney): Owner {
  if (state.stage !== 'prescription') return { role: 'mediator', id: state.mediator }
  return state.task === 'choose_lieu'
    ? { role: 'prescriber', id: state.referral.prescriber.agent }
    : { role: 'lieu', id: state.referral.place }
}
