import { Temporal } from 'temporal-polyfill'
import type { CourseStep } from '../call/call.schema'
import type { Facts } from '../facts'
import type { GrantEvent } from './grant.events'
import { type GrantState, nextStep, type OpenGrant, openReport } from './grant.state'
import { todayOf } from './grant.checks'

/** A report that comes next is announced with its day; nothing where something else comes. */
export function announced(state: GrantState, facts: Facts): readonly GrantEvent[] {
  if (state.stage === 'unknown' || state.stage === 'closed' || state.task !== 'hand_in_report') return []
  const step = nextStep(state)
  if (step?.kind !== 'report' || openReport(state)) return []
  return [{ type: 'ReportAwaited', data: { report: step.code, until: dayOfReport(step, state, facts) }, at: facts.now }]
}

/**
 * Who is asked for a report has at least so long to write it, and is reminded in between: one whose day passed before it could
 * be asked for, since a payment took its time, would else be told in the evening and missed after midnight.
 */
const SHORTEST_NOTICE = 'P15D'

const soonestOf = (grant: OpenGrant, facts: Facts): string =>
  Temporal.PlainDate.from(todayOf(grant, facts)).add(SHORTEST_NOTICE).toString()

/** A report that is awaited again after something else was: its day may have passed meanwhile, and is set anew. */
export function takenUpAgain(after: GrantState, facts: Facts): readonly GrantEvent[] {
  if (after.stage !== 'report' || after.task !== 'hand_in_report') return []
  const awaited = openReport(after)
  if (!awaited || awaited.until > todayOf(after, facts)) return []
  const data = { report: awaited.report, until: soonestOf(after, facts) }
  return [{ type: 'ReportDayMoved', data, at: facts.now }]
}

/** The day of a report: its call's delay after the notification, the last payment or the end of the project, in fair time. */
function dayOfReport(step: Extract<CourseStep, { kind: 'report' }>, grant: OpenGrant, facts: Facts): string {
  const paidOn = grant.payments.flatMap(({ parts }) => parts.flatMap(({ on }) => on ?? [])).sort()
  const today = todayOf(grant, facts)
  const from = { notification: grant.notifiedOn, payment: paidOn.at(-1), project_end: grant.project.endsOn }[step.from]
  const day = Temporal.PlainDate.from(from ?? today)
    .add(step.after)
    .toString()
  const soonest = soonestOf(grant, facts)
  return day < soonest ? soonest : day
}

/** A report that is awaited comes by another day where the project it is counted from ends on another day. */
export function dayMoved(before: OpenGrant, after: GrantState, facts: Facts): readonly GrantEvent[] {
  if (after.stage !== 'report' || after.task !== 'hand_in_report') return []
  const [step, awaited] = [nextStep(after), openReport(after)]
  if (step?.kind !== 'report' || step.from !== 'project_end' || !awaited) return []
  if (before.project.endsOn === after.project.endsOn) return []
  const until = dayOfReport(step, after, facts)
  return [{ type: 'ReportDayMoved', data: { report: step.code, until }, at: facts.now }]
}
