import type { SessionOutcome } from '../../contracts/codes'
import { never } from '../kernel/refusal'
import {
  type CastVote,
  type Conflict,
  type Convocation,
  endings,
  type Heard,
  type SessionEvent,
} from './session.events'

interface Known {
  readonly session: Convocation
  readonly conflicts: readonly Conflict[]
  /** The votes that count: a vote of somebody who has declared a conflict since is no longer among them. */
  readonly votes: readonly CastVote[]
  readonly since: string
}

/**
 * convened  hold_session: on its day and until it is closed, members vote where the call has votes
 * closed    held, or cancelled
 *
 * Members are reminded before their day and on it; after it, the fund manager is, again and again, until it is closed.
 */
export interface OpenSession extends Known {
  readonly stage: 'convened'
  /** When its members were last reminded; null where they were not. */
  readonly remindedAt: string | null
  /** From when on the reminders of the fund manager are counted anew; null while they are from the end of its day. */
  readonly lateSince: string | null
  readonly late: number
}

export interface ClosedSession extends Known {
  readonly stage: 'closed'
  readonly outcome: SessionOutcome
  readonly heard: readonly Heard[]
  readonly closedAt: string
}

export type KnownSession = OpenSession | ClosedSession
export type SessionState = { readonly stage: 'unknown' } | KnownSession

/** Whether a member may not vote on a grant, by what they have declared or by the structure that they work for. */
export const inConflict = ({ conflicts }: Pick<Known, 'conflicts'>, { member, grant }: Conflict): boolean =>
  conflicts.some((each) => each.member === member && each.grant === grant)

/** Whether a member of a session may read what was said and voted of a grant of its pack. */
export const mayReadDebate = (state: SessionState, member: string, grant: string): boolean =>
  state.stage !== 'unknown' && state.session.members.includes(member) && !inConflict(state, { member, grant })

/** Folds one decided event. */
export function evolve(state: SessionState, event: SessionEvent): SessionState {
  if (event.type === 'SessionConvened') {
    const { data: session, at: since } = event
    const known = { session, conflicts: session.conflicts, votes: [], since }
    return { stage: 'convened', ...known, remindedAt: null, lateSince: null, late: 0 }
  }
  if (state.stage !== 'convened') return state
  const { data, at } = event
  switch (event.type) {
    case 'ConflictDeclared':
      return inConflictWith(state, event.data)
    case 'VoteCast':
      return { ...state, votes: [...state.votes, event.data] }
    case 'SessionReminded':
      return { ...state, remindedAt: at }
    case 'SessionEscalated':
      return state.late < state.session.wait.reminders
        ? { ...state, late: state.late + 1 }
        : { ...state, late: 0, lateSince: at }
    case 'SessionClosed':
    case 'SessionCancelled': {
      const { session, conflicts, votes, since } = state
      const heard = 'heard' in data ? data.heard : []
      return { stage: 'closed', session, conflicts, votes, since, outcome: endings[event.type], heard, closedAt: at }
    }
    case 'PlanRecomputed':
      return state
    default:
      return never(event)
  }
}

const inConflictWith = (state: OpenSession, { member, grant }: Conflict): OpenSession => ({
  ...state,
  conflicts: [...state.conflicts, { member, grant }],
  votes: state.votes.filter((vote) => vote.member !== member || vote.grant !== grant),
})
