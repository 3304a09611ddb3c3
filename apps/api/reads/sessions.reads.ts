import type { Session } from '../../../libs/contracts/api/session.schemas'
import type { Actor } from '../../../libs/contracts/command'
import type { SessionEvent } from '../../../libs/domain/session/session.events'
import { evolve, type KnownSession, mayReadDebate, type SessionState } from '../../../libs/domain/session/session.state'
import type { Queryable } from '../../../libs/read-models/lists/list.sql'
import { readSessionLine } from '../../../libs/read-models/lists/session.list'
import type { Reveal } from './reveal.port'

type Heard = Session['pack'][number]
type Voted = NonNullable<Heard['debate']>[number]

/** An event of a session as it is kept. */
type Stored = SessionEvent & { readonly version: number }

/**
 * One session with what was voted and written on each grant, or null where there is none that the actor may read. A member
 * in conflict reads nothing of what was said of that grant, nor of what it came to.
 */
export async function readSession(
  sql: Queryable,
  vault: Reveal,
  actor: Actor,
  stream: string,
): Promise<Session | null> {
  const line = await readSessionLine(sql, actor, stream)
  if (!line) return null
  const { rows: events } = await sql.query<Stored>(
    'SELECT version, type, data, recorded_at AS at FROM event WHERE stream = $1 ORDER BY version',
    [stream],
  )
  const state = events.reduce<SessionState>(evolve, { stage: 'unknown' }) as KnownSession
  const reads = (grant: string) => actor.role !== 'member' || mayReadDebate(state, actor.sub, grant)
  const notes = await vault.ofVersions(sql, stream, ['note'])
  const pack = state.session.pack.map((grant) => heardOf(grant, state, events, notes, reads(grant)))
  return { ...line, members: [...state.session.members], pack }
}

function heardOf(
  grant: string,
  state: KnownSession,
  events: readonly Stored[],
  notes: Awaited<ReturnType<Reveal['ofVersions']>>,
  reads: boolean,
): Heard {
  const conflicts = state.conflicts.filter((each) => each.grant === grant).map(({ member }) => member)
  if (!reads) return { grant, conflicts, result: null, debate: null }
  const heard = state.stage === 'closed' ? state.heard.find((each) => each.grant === grant) : undefined
  const { grant: _grant, ...result } = heard ?? { grant }
  const debate = events.flatMap((event): readonly Voted[] => {
    // What somebody said before they declared a conflict is no part of the debate any more.
    if (event.type !== 'VoteCast' || event.data.grant !== grant || conflicts.includes(event.data.member)) return []
    const { member, vote } = event.data
    const note = notes.get(String(event.version))?.note
    return [{ member, vote, note: typeof note === 'string' ? note : null, at: event.at }]
  })
  return { grant, conflicts, result: heard ? (result as Heard['result']) : null, debate }
}
