import type { Vote } from '../../contracts/codes'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, never, type Refusal, refuse } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import { convene } from './convene.decide'
import type { Heard, SessionEvent, SessionOwn } from './session.events'
import { inConflict, type OpenSession, type SessionState } from './session.state'

export type SessionCommand = SessionOwn[keyof SessionOwn]

/** What a command does to a session. Pure; the call, the members and the applicants of the pack arrive as facts. */
export function decide(command: SessionCommand, state: SessionState, facts: Facts): Decision<SessionEvent> {
  switch (command.type) {
    case 'ConveneSession':
      return convene(command, state, facts)
    case 'DeclareConflict':
      return declareConflict(command, state, facts)
    case 'CastVote':
      return castVote(command, state, facts)
    case 'CloseSession':
      return close(state, facts)
    case 'CancelSession':
      return cancel(state, facts)
    case 'RemindSession':
      return refusedUnlessOpen(state) ?? accept({ type: 'SessionReminded', data: {}, at: facts.now })
    case 'ExpireSession':
      return refusedUnlessOpen(state) ?? accept({ type: 'SessionEscalated', data: {}, at: facts.now })
    default:
      return never(command)
  }
}

function refusedUnlessOpen(state: SessionState): Refusal | null {
  if (state.stage === 'unknown') return refuse('unknown_stream')
  return state.stage === 'closed' ? refuse('session_closed', { outcome: state.outcome }) : null
}

/** Refuses what comes before the day of a session, in its call's zone. */
function refusedAhead({ session }: OpenSession, { now }: Facts): Refusal | null {
  const { on, zone } = session
  return dayOf(now, zone) < on ? refuse('session_ahead', { day: on }) : null
}

/** Refuses whoever is not called to a session, and what is not in its pack. */
function refusedOutside({ session }: OpenSession, grant: string, member: string): Refusal | null {
  if (!session.members.includes(member)) return refuse('not_a_member')
  return session.pack.includes(grant) ? null : refuse('grant_not_in_pack', { field: 'grant' })
}

/** A member declares an interest in a project; a vote that they gave on it before counts no more. */
function declareConflict(
  { data: { grant } }: SessionOwn['DeclareConflict'],
  state: SessionState,
  { now: at, actor: { sub: member } }: Facts,
): Decision<SessionEvent> {
  const refused = refusedUnlessOpen(state)
  if (refused) return refused
  const session = state as OpenSession
  const outside = refusedOutside(session, grant, member)
  if (outside) return outside
  if (inConflict(session, { member, grant })) return accept()
  return accept({ type: 'ConflictDeclared', data: { member, grant }, at })
}

/** A member votes once on each grant, on the day of the session or later, until it is closed. */
function castVote(
  { data: { grant, vote } }: SessionOwn['CastVote'],
  state: SessionState,
  facts: Facts,
): Decision<SessionEvent> {
  const refused = refusedUnlessOpen(state)
  if (refused) return refused
  const session = state as OpenSession
  const { sub: member } = facts.actor
  const outside = refusedOutside(session, grant, member)
  if (outside) return outside
  if (!session.session.committee.votes) return refuse('call_without_votes')
  const ahead = refusedAhead(session, facts)
  if (ahead) return ahead
  if (inConflict(session, { member, grant })) return refuse('vote_in_conflict', { field: 'grant' })
  const voted = session.votes.some((each) => each.member === member && each.grant === grant)
  if (voted) return refuse('already_voted', { field: 'grant' })
  return accept({ type: 'VoteCast', data: { member, grant, vote }, at: facts.now })
}

/** A session is closed once, on its day or later; what its members said of each grant is counted then. */
function close(state: SessionState, facts: Facts): Decision<SessionEvent> {
  if (state.stage === 'closed' && state.outcome === 'held') return accept()
  const refused = refusedUnlessOpen(state) ?? refusedAhead(state as OpenSession, facts)
  if (refused) return refused
  const session = state as OpenSession
  const heard = session.session.pack.map((grant) => heardOf(session, grant))
  return accept({ type: 'SessionClosed', data: { heard }, at: facts.now })
}

/** Where the call asks for a quorum, whoever voted on a grant counts, abstentions included. */
function heardOf({ session, votes }: OpenSession, grant: string): Heard {
  const { quorum, votes: isVoted } = session.committee
  const given = votes.filter((each) => each.grant === grant)
  const count = (vote: Vote) => given.filter((each) => each.vote === vote).length
  const quorate = !isVoted || given.length >= (quorum ?? 0)
  return { grant, agree: count('agree'), disagree: count('disagree'), abstain: count('abstain'), quorate }
}

/** A session that does not take place, whatever was voted in it: its grants wait for another one. */
function cancel(state: SessionState, { now: at }: Facts): Decision<SessionEvent> {
  if (state.stage === 'closed' && state.outcome === 'cancelled') return accept()
  const refused = refusedUnlessOpen(state)
  if (refused) return refused
  const { pack } = (state as OpenSession).session
  return accept({ type: 'SessionCancelled', data: { pack }, at })
}
