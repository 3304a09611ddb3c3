import type { Intent, Recipient } from '../kernel/decider'
import { never } from '../kernel/refusal'
import type { SessionEvent } from './session.events'
import { sessionTask } from './session.plan'
import type { KnownSession, SessionState } from './session.state'

/** Whom a session tells what: its members, and the fund manager where its day has passed and it is not closed. */
export function react(event: SessionEvent, state: SessionState): readonly Intent[] {
  if (state.stage === 'unknown') return []
  switch (event.type) {
    case 'SessionConvened':
      return toMembers('session_convened', state, true)
    case 'SessionReminded':
      return toMembers('session_reminder', state, true)
    case 'SessionEscalated':
      return [told('session_late', { role: 'fund_manager', id: state.session.territory }, state, true)]
    case 'SessionCancelled':
      return toMembers('session_cancelled', state, false)
    case 'ConflictDeclared':
    case 'VoteCast':
    case 'SessionClosed':
    case 'PlanRecomputed':
      return []
    default:
      return never(event)
  }
}

const toMembers = (mail: Intent['mail'], state: KnownSession, asks: boolean): readonly Intent[] =>
  state.session.members.map((id) => told(mail, { role: 'member', id }, state, asks))

/** A mail with the day and the number of grants; `asks` where it is of no use once the session is over. */
function told(mail: Intent['mail'], to: Recipient, { session, since }: KnownSession, asks: boolean): Intent {
  const data = { on: session.on, grants: session.pack.length, votes: session.committee.votes ? 1 : 0 }
  return { mail, to, data, task: asks ? { name: sessionTask, since } : null }
}

/** False where the session that a mail is about is over. */
export const stillDue = (state: SessionState, intent: Intent): boolean =>
  intent.task === null || (state.stage === 'convened' && state.since === intent.task.since)
