import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import type { Conflict, SessionEvent, SessionOwn } from './session.events'
import type { SessionState } from './session.state'

type Data = SessionOwn['ConveneSession']['data']

/** Calls members of the committee to hear grants of one call on a day; a call that is retired is heard to its end. */
export function convene(
  { data }: SessionOwn['ConveneSession'],
  state: SessionState,
  facts: Facts,
): Decision<SessionEvent> {
  if (state.stage !== 'unknown') return refuse('already_exists')
  const { call } = facts.outside
  if (!call) return refuse('unknown_call', { field: 'call' })
  const { committee, zone, territory, waits } = call.content
  if (!committee) return refuse('call_without_committee', { field: 'call', call: data.call })
  if (data.on < dayOf(facts.now, zone)) return refuse('date_in_past', { field: 'on', date: data.on })
  const refused = refusedMembers(data, territory, facts) ?? refusedPack(data, facts)
  if (refused) return refused
  const conflicts = knownConflicts(data, facts)
  const kept = { committee, wait: waits.hear_committee, conflicts }
  return accept({ type: 'SessionConvened', data: { ...data, territory, zone, ...kept }, at: facts.now })
}

/** Members of the committee of the call's territory who have not left, each of them once. */
function refusedMembers({ members }: Data, territory: string, { outside }: Facts): Refusal | null {
  for (const [at, member] of members.entries()) {
    const field = `members[${at}]`
    if (members.indexOf(member) !== at) return refuse('member_twice', { field })
    const agent = outside.members?.[member]
    if (agent?.role !== 'member' || agent.territory !== territory) return refuse('not_a_committee_member', { field })
    if (agent.leftOn !== null) return refuse('agent_has_left', { field, day: agent.leftOn })
  }
  return null
}

/** Grants that are there, each of them once; whether they wait for a session of this call is theirs to say. */
function refusedPack({ pack }: Data, { outside }: Facts): Refusal | null {
  for (const [at, grant] of pack.entries()) {
    const field = `pack[${at}]`
    if (pack.indexOf(grant) !== at) return refuse('grant_twice', { field })
    if (outside.applicants?.[grant] === undefined) return refuse('unknown_grant', { field })
  }
  return null
}

/**
 * Who works for a structure that applies has an interest in its project, whether they declare it or not; and an interest
 * that was declared does not end with the session that it was declared in.
 */
function knownConflicts({ members, pack }: Data, { outside }: Facts): readonly Conflict[] {
  const isKnown = ({ member, grant }: Conflict) =>
    outside.applicants?.[grant] === outside.members?.[member]?.structure ||
    (outside.declaredConflicts ?? []).some((each) => each.member === member && each.grant === grant)
  return members.flatMap((member) => pack.map((grant) => ({ member, grant })).filter(isKnown))
}
