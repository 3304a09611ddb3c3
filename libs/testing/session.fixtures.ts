import type { SessionStage } from '../contracts/codes'
import type { Facts, OutsideFacts } from '../domain/facts'
import type { SessionCommand } from '../domain/session/session.decide'
import { sessionDecider } from '../domain/session/session.decider'
import type { SessionEvent } from '../domain/session/session.events'
import type { SessionState } from '../domain/session/session.state'
import { fullCall } from './call.fixtures'
import { facts, ids } from './journey.fixtures'

const uuid = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`

/** Streams of the committee, all invented; the fourth member works for the structure that applies for the third grant. */
export const seats = {
  session: `session-${uuid(55)}`,
  members: [ids.mediator, `actor-${uuid(72)}`, `actor-${uuid(73)}`, `actor-${uuid(74)}`],
  stranger: `actor-${uuid(75)}`,
  grants: [`grant-${uuid(51)}`, `grant-${uuid(52)}`, `grant-${uuid(53)}`],
  otherGrant: `grant-${uuid(54)}`,
} as const
const [first, second, third, fourth] = seats.members
const [grant, otherGrant, lastGrant] = seats.grants

/** The day on which members are called, the day of the session, and an hour of it. */
export const calledAt = '2026-03-02T09:00:00Z'
export const sittingOn = '2026-05-04'
export const sittingAt = '2026-05-04T13:00:00Z'

/** One well-formed command of each type that a session leads. */
export const sessionCommands = {
  ConveneSession: {
    type: 'ConveneSession',
    data: { call: fullCall.id, on: sittingOn, members: [...seats.members], pack: [...seats.grants] },
  },
  DeclareConflict: { type: 'DeclareConflict', data: { grant } },
  CastVote: { type: 'CastVote', data: { grant, vote: 'agree' } },
  CloseSession: { type: 'CloseSession', data: {} },
  CancelSession: { type: 'CancelSession', data: {} },
  RemindSession: { type: 'RemindSession', data: {} },
  ExpireSession: { type: 'ExpireSession', data: {} },
} as const satisfies { readonly [T in SessionCommand['type']]: Extract<SessionCommand, { type: T }> }

const member = { role: 'member', structure: ids.otherStructure, territory: '40', leftOn: null }
const [applicant, lastApplicant] = [ids.lieuStructure, ids.prescriberStructure]

/** What a session is told when it is convened. */
export const sessionOutside = {
  call: { content: fullCall, status: 'published' },
  members: {
    ...{ [first]: member, [second]: member, [third]: member },
    [fourth]: { ...member, structure: lastApplicant },
    [seats.stranger]: member,
  },
  applicants: { [grant]: applicant, [otherGrant]: applicant, [lastGrant]: lastApplicant },
} as const satisfies OutsideFacts

/** The facts of a command that somebody gives; the first member on the day of the session. */
export const sessionFacts = (over: Partial<OutsideFacts> = {}, now: string = sittingAt, sub: string = first): Facts =>
  facts({ ...sessionOutside, ...over }, now, { actor: { sub, role: 'member', lieu: null }, definition: null })

/** What a command decides; throws with the rule where it is refused. */
export function sessionDecided(
  state: SessionState,
  command: SessionCommand,
  given: Facts = sessionFacts(),
): readonly SessionEvent[] {
  const decision = sessionDecider.decide(command, state, given)
  if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
  return decision.events
}

/** The state that a command leaves. */
export const sessionAfter = (state: SessionState, command: SessionCommand, given?: Facts): SessionState =>
  sessionDecided(state, command, given).reduce(sessionDecider.evolve, state)

const convened = () =>
  sessionAfter(sessionDecider.initialState, sessionCommands.ConveneSession, sessionFacts({}, calledAt))
const closed = () => sessionAfter(convened(), sessionCommands.CloseSession)

/** A session at each of its stages. */
export const sessionAt = { convened, closed } as const satisfies Record<SessionStage, () => SessionState>
export const cancelledSession = () => sessionAfter(convened(), sessionCommands.CancelSession)
