import type { Row } from '../registry.rows'
import type { SessionState } from './session.state'

/** What lists of sessions filter by, who is called to them, and what each grant came to: who voted what is in no row. */
export function sessionRows(state: SessionState, stream: string): readonly Row[] {
  if (state.stage === 'unknown') return []
  const { call, territory, on, members, pack, committee } = state.session
  const closed = state.stage === 'closed' ? state : null
  const row = {
    ...{ stream, territory, call, held_on: on, quorum: committee.quorum, votes: committee.votes },
    ...{ stage: state.stage, outcome: closed?.outcome ?? null, closed_at: closed?.closedAt ?? null },
  }
  const called = members.map((member) => ({
    table: 'session_member' as const,
    row: { session: stream, member, territory },
  }))
  const packed = pack.map((grant_id, index) => {
    const {
      agree = null,
      disagree = null,
      abstain = null,
      quorate = null,
    } = closed?.heard.find(({ grant }) => grant === grant_id) ?? {}
    return {
      table: 'session_pack' as const,
      row: { session: stream, grant_id, territory, rank: index + 1, agree, disagree, abstain, quorate },
    }
  })
  return [{ table: 'committee_session', row }, ...called, ...packed]
}
