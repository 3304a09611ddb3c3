import { Temporal } from 'temporal-polyfill'
import { nextDeadline } from '../kernel/deadline'
import type { PlanBody } from '../kernel/decider'
import { isWorkingDay } from '../kernel/holidays'
import { compareInstants, endOfDay, hasTimePart, jittered, morningOf } from '../kernel/wait'
import type { Convocation } from './session.events'
import type { OpenSession, SessionState } from './session.state'

/** What an open session waits for. */
export const sessionTask = 'hold_session'

/** What a session waits for; null before it is convened. Its delays are its own, so that it needs no definition. */
export function plan(state: SessionState, stream: string): PlanBody | null {
  if (state.stage === 'unknown') return null
  if (state.stage === 'closed') {
    const { outcome } = state
    return { stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null, outcome }
  }
  const owner = { role: 'fund_manager', id: state.session.territory } as const
  return { stage: state.stage, task: sessionTask, owner, ...deadlineOf(state, stream), child: null }
}

/**
 * Members are reminded as long before the day as the call says, and on its morning, but for what was past when they were
 * called. Once the day is over, the fund manager is told at each step of the call's wait, which then begins anew.
 */
function deadlineOf(state: OpenSession, stream: string): Pick<PlanBody, 'until' | 'command'> {
  const { session, since, remindedAt, lateSince, late: reminders } = state
  const ahead = remindersOf(session, stream).find((each) => compareInstants(each, remindedAt ?? since) > 0)
  if (ahead) return { until: ahead, command: 'RemindSession' }
  const waited = { task: sessionTask, since: lateSince ?? endOfDay(session.on, session.zone), reminders, pauses: [] }
  return { until: nextDeadline(session.wait, waited, session.zone, stream).until, command: 'ExpireSession' }
}

const seedOf = (stream: string): string => `${stream}/${sessionTask}`

/** The instants at which members are reminded, in order; the call's wait says whether anybody is before the day. */
function remindersOf({ on, zone, wait }: Convocation, stream: string): readonly string[] {
  const morning = morningOf(on, zone)
  if (wait.reminders === 0) return [jittered(morning, seedOf(stream))]
  if (hasTimePart(wait.remindAfter)) {
    const before = Temporal.Instant.from(morning).subtract(wait.remindAfter).toString()
    return [before, morning]
  }
  return [morningOf(dayBefore(on, wait), zone), morning].map((instant) => jittered(instant, seedOf(stream)))
}

/** The day that lies so long before another one, in the calendar of its wait. */
function dayBefore(on: string, { remindAfter, calendar }: Convocation['wait']): string {
  const day = Temporal.PlainDate.from(on)
  if (calendar === 'civil') return day.subtract(remindAfter).toString()
  let before = day
  for (let left = Temporal.Duration.from(remindAfter).days; left > 0; ) {
    before = before.subtract({ days: 1 })
    if (isWorkingDay(before)) left -= 1
  }
  return before.toString()
}
