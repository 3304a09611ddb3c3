import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, never, type Refusal, refuse } from '../kernel/refusal'
import type { SessionNews } from '../session/session.events'
import { refusedUnless } from './grant.checks'
import type { GrantEvent } from './grant.events'
import type { GrantState, OpenGrant } from './grant.state'

/** The commands of a session that the grants of its pack follow. */

export type SessionFollowed = 'ConveneSession' | 'CloseSession' | 'CancelSession'

/** A grant follows the session that it is packed for: convened, held, or called off. */
export function followSession(state: GrantState, facts: Facts, stream: string): Decision<GrantEvent> {
  const told = facts.decided.at(0)
  if (!told) return accept()
  const session = told.stream
  const at = facts.now
  const news = told.event as unknown as SessionNews
  if (news.type === 'SessionConvened') return joinPack(state, session, news.data, at)
  // A grant that was withdrawn meanwhile waits for no session, and holds none up.
  if (!isPackedFor(session, state)) return accept()
  switch (news.type) {
    case 'SessionClosed': {
      const heard = news.data.heard.find(({ grant: each }) => each === stream)
      if (!heard) return accept()
      const { agree, disagree, abstain, quorate } = heard
      return accept({ type: 'CommitteeHeard', data: { session, agree, disagree, abstain, quorate }, at })
    }
    case 'SessionCancelled':
      return accept({ type: 'CommitteeCancelled', data: { session }, at })
    default:
      return never(news)
  }
}

const isPackedFor = (session: string, state: GrantState): boolean =>
  state.stage === 'committee' && state.session?.session === session

function joinPack(
  state: GrantState,
  session: string,
  { call, on }: { readonly call: string; readonly on: string },
  at: string,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'hear_committee')
  if (refused) return refused
  const { opening, session: packed } = state as OpenGrant
  if (call !== opening.call) return refuse('grant_of_another_call', { field: 'pack', call: opening.call })
  if (packed !== null) return refuse('grant_already_packed', { field: 'pack', day: packed.on })
  return accept({ type: 'CommitteeConvened', data: { session, on }, at })
}

/** Whether a decision may be taken as the committee has spoken: by its quorum, and with its vote where members vote. */
export function refusedByVote({ opening, hearing }: OpenGrant, granting: boolean): Refusal | null {
  const { committee } = opening.terms
  if (!committee) return null
  if (!hearing?.quorate) return refuse('quorum_missing', { quorum: committee.quorum ?? 0 })
  if (!committee.votes || hearing.agree === hearing.disagree) return null
  const { agree, disagree } = hearing
  return agree > disagree === granting ? null : refuse('against_the_vote', { agree, disagree })
}
