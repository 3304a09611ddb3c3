import { sessionStages } from '../../contracts/codes'
import { fullCall, lightCall } from '../../testing/call.fixtures'
import { ids } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
import {
  calledAt,
  cancelledSession,
  seats,
  sessionAfter,
  sessionAt,
  sessionCommands as commands,
  sessionDecided,
  sessionFacts,
  sessionOutside,
  sittingOn,
} from '../../testing/session.fixtures'
import type { Facts, OutsideFacts } from '../facts'
import type { SessionCommand } from './session.decide'
import { sessionDecider } from './session.decider'
import { mayReadDebate, type SessionState } from './session.state'
import { transitions } from './session.transitions'

const { decide, evolve, initialState } = sessionDecider
const { convened, closed } = sessionAt
const [first, second, third, fourth] = seats.members
const [grant, otherGrant, lastGrant] = seats.grants

/** What a command comes to: the types of its events, or why not. */
function come(command: SessionCommand, state: SessionState, given: Facts = sessionFacts()): string {
  const decision = decide(command, state, given)
  return decision.ok ? decision.events.map(({ type }) => type).join(' ') || 'quiet' : whyNot(decision)
}
const by = (sub: string, now?: string) => sessionFacts({}, now, sub)
const vote = (of: string, is: 'agree' | 'disagree' | 'abstain' = 'agree'): SessionCommand => ({
  type: 'CastVote',
  data: { grant: of, vote: is },
})
const conflict = (of: string): SessionCommand => ({ type: 'DeclareConflict', data: { grant: of } })
const convene = (over: object): SessionCommand => ({
  type: 'ConveneSession',
  data: { ...commands.ConveneSession.data, ...over },
})
const states = { unknown: () => initialState, convened, closed, cancelled: cancelledSession }
const ended = (outcome: string) => `session_closed outcome=${outcome}`

/** Every status × every command, on the day of the session. */
const table: Readonly<Record<keyof typeof states, Readonly<Record<SessionCommand['type'], string>>>> = {
  unknown: {
    ConveneSession: 'SessionConvened',
    ...{ DeclareConflict: 'unknown_stream', CastVote: 'unknown_stream', CloseSession: 'unknown_stream' },
    ...{ CancelSession: 'unknown_stream', RemindSession: 'unknown_stream', ExpireSession: 'unknown_stream' },
  },
  convened: {
    ...{ ConveneSession: 'already_exists', DeclareConflict: 'ConflictDeclared', CastVote: 'VoteCast' },
    ...{ CloseSession: 'SessionClosed', CancelSession: 'SessionCancelled' },
    ...{ RemindSession: 'SessionReminded', ExpireSession: 'SessionEscalated' },
  },
  closed: {
    ...{ ConveneSession: 'already_exists', DeclareConflict: ended('held'), CastVote: ended('held') },
    ...{ CloseSession: 'quiet', CancelSession: ended('held') },
    ...{ RemindSession: ended('held'), ExpireSession: ended('held') },
  },
  cancelled: {
    ...{ ConveneSession: 'already_exists', DeclareConflict: ended('cancelled'), CastVote: ended('cancelled') },
    ...{ CloseSession: ended('cancelled'), CancelSession: 'quiet' },
    ...{ RemindSession: ended('cancelled'), ExpireSession: ended('cancelled') },
  },
}
const cells = Object.entries(table).flatMap(([status, row]) =>
  Object.entries(row).map(([type, expected]) => [status, type, expected] as const),
)

test.each(cells)('%s, %s: %s', (status, type, expected) => {
  expect(come(commands[type as SessionCommand['type']], states[status as keyof typeof states]())).toBe(expected)
})

test('the table of transitions is what the commands above really do', () => {
  const met = Object.fromEntries(
    sessionStages.map((stage) => {
      const state = sessionAt[stage]()
      const next = Object.values(commands).flatMap((command) => {
        const decision = decide(command, state, sessionFacts())
        return decision.ok ? [decision.events.reduce(evolve, state).stage] : []
      })
      return [stage, [...new Set(next)].filter((to) => to !== stage)]
    }),
  )
  expect(met).toEqual(transitions)
})

test('a session keeps what its call says of the committee, and the conflicts that are known from the start', () => {
  expect(sessionDecided(initialState, commands.ConveneSession, sessionFacts({}, calledAt))).toEqual([
    {
      type: 'SessionConvened',
      data: {
        ...commands.ConveneSession.data,
        ...{ territory: '40', zone: 'Europe/Paris', committee: fullCall.committee },
        wait: fullCall.waits.hear_committee,
        conflicts: [{ member: fourth, grant: lastGrant }],
      },
      at: calledAt,
    },
  ])
})

test('an interest that was declared in an earlier session holds in this one, of the members who are called to it', () => {
  const declaredConflicts = [
    { member: first, grant: otherGrant },
    { member: seats.stranger, grant: otherGrant },
    { member: second, grant: seats.otherGrant },
    { member: fourth, grant: lastGrant },
  ]
  const given = sessionFacts({ ...sessionOutside, declaredConflicts }, calledAt)
  const [event] = sessionDecided(initialState, commands.ConveneSession, given)
  expect(event?.data).toMatchObject({
    conflicts: [
      { member: first, grant: otherGrant },
      { member: fourth, grant: lastGrant },
    ],
  })
  const state = sessionAfter(initialState, commands.ConveneSession, given)
  expect(come(vote(otherGrant), state)).toMatch(/^vote_in_conflict/)
  expect(come(vote(grant), state)).toBe('VoteCast')
  expect(mayReadDebate(state, first, otherGrant)).toBe(false)
})

const known = (over: Partial<OutsideFacts>) => sessionFacts(over, calledAt)
const withMember = (over: object) =>
  known({ members: { ...sessionOutside.members, [second]: { ...sessionOutside.members[second], ...over } } as never })

test.each<[string, SessionCommand, Facts]>([
  ['unknown_call field=call', commands.ConveneSession, known({ call: null })],
  [
    `call_without_committee field=call call=${fullCall.id}`,
    commands.ConveneSession,
    known({ call: { content: { ...fullCall, committee: null }, status: 'published' } }),
  ],
  ['date_in_past field=on date=2026-03-01', convene({ on: '2026-03-01' }), known({})],
  ['member_twice field=members[2]', convene({ members: [first, second, first] }), known({})],
  ['not_a_committee_member field=members[1]', commands.ConveneSession, withMember({ role: 'reviewer' })],
  ['not_a_committee_member field=members[1]', commands.ConveneSession, withMember({ territory: '32' })],
  ['not_a_committee_member field=members[0]', commands.ConveneSession, known({ members: {} })],
  ['not_a_committee_member field=members[0]', commands.ConveneSession, known({ members: undefined })],
  ['agent_has_left field=members[1] day=2026-02-01', commands.ConveneSession, withMember({ leftOn: '2026-02-01' })],
  ['grant_twice field=pack[1]', convene({ pack: [grant, grant] }), known({})],
  ['unknown_grant field=pack[1]', convene({ pack: [grant, seats.otherGrant] }), known({})],
  ['unknown_grant field=pack[0]', commands.ConveneSession, known({ applicants: undefined })],
])('members are not called: %s', (expected, command, given) => {
  expect(come(command, initialState, given)).toBe(expected)
})

test('members are called for the same day, and for a call that is retired', () => {
  const retired = known({ call: { content: fullCall, status: 'retired' } })
  expect(come(commands.ConveneSession, initialState, retired)).toBe('SessionConvened')
  expect(come(convene({ on: '2026-03-02' }), initialState, retired)).toBe('SessionConvened')
})

test('the day of a session is its call’s, wherever it is counted', () => {
  const island = known({ call: { content: { ...fullCall, zone: 'Indian/Reunion' }, status: 'published' } })
  const given = { ...island, now: '2026-03-01T21:00:00Z' }
  expect(come(convene({ on: '2026-03-01' }), initialState, given)).toBe('date_in_past field=on date=2026-03-01')
  const there = sessionAfter(initialState, commands.ConveneSession, island)
  expect(come(vote(grant), there, by(first, '2026-05-03T21:00:00Z'))).toBe('VoteCast')
  expect(come(vote(grant), convened(), by(first, '2026-05-03T21:00:00Z'))).toBe(`session_ahead day=${sittingOn}`)
})

test.each<[string, SessionCommand, Facts]>([
  ['not_a_member', vote(grant), by(seats.stranger)],
  ['not_a_member', conflict(grant), by(seats.stranger)],
  ['grant_not_in_pack field=grant', vote(seats.otherGrant), by(first)],
  ['grant_not_in_pack field=grant', conflict(seats.otherGrant), by(first)],
  ['vote_in_conflict field=grant', vote(lastGrant), by(fourth)],
  [`session_ahead day=${sittingOn}`, vote(grant), by(first, '2026-05-03T12:00:00Z')],
  [`session_ahead day=${sittingOn}`, commands.CloseSession, by(first, '2026-05-03T12:00:00Z')],
])('of a session that is convened: %s', (expected, command, given) => {
  expect(come(command, convened(), given)).toBe(expected)
})

test('a member votes once on each grant, and each member does', () => {
  const voted = sessionAfter(convened(), vote(grant), by(first))
  expect(sessionDecided(convened(), vote(grant, 'abstain'), by(first))).toMatchObject([
    { type: 'VoteCast', data: { member: first, grant, vote: 'abstain' } },
  ])
  expect(come(vote(grant), voted, by(first))).toBe('already_voted field=grant')
  expect(come(vote(grant, 'disagree'), voted, by(first))).toBe('already_voted field=grant')
  expect(come(vote(otherGrant), voted, by(first))).toBe('VoteCast')
  expect(come(vote(grant), voted, by(second))).toBe('VoteCast')
  expect(come(vote(grant), voted, by(first, '2026-05-20T12:00:00Z'))).toBe('already_voted field=grant')
  expect(come(vote(otherGrant), voted, by(first, '2026-05-20T12:00:00Z'))).toBe('VoteCast')
})

test('whoever declares a conflict neither votes nor reads the debate, and what they voted counts no more', () => {
  const before = sessionAfter(convened(), vote(grant), by(first))
  const after = sessionAfter(before, conflict(grant), by(first))
  expect(come(vote(grant), after, by(first))).toBe('vote_in_conflict field=grant')
  expect(come(conflict(grant), after, by(first))).toBe('quiet')
  expect(come(conflict(lastGrant), after, by(fourth))).toBe('quiet')
  expect(come(vote(otherGrant), after, by(first))).toBe('VoteCast')
  expect(come(conflict(grant), convened(), by(first, calledAt))).toBe('ConflictDeclared')
  const [heard] = sessionDecided(after, commands.CloseSession)
  expect(heard).toMatchObject({ data: { heard: [{ grant, agree: 0, disagree: 0, abstain: 0 }, {}, {}] } })
  const reads = (state: SessionState, member: string) => seats.grants.map((of) => mayReadDebate(state, member, of))
  expect(reads(before, first)).toEqual([true, true, true])
  expect(reads(after, first)).toEqual([false, true, true])
  expect(reads(sessionAfter(after, commands.CloseSession), first)).toEqual([false, true, true])
  expect(reads(after, fourth)).toEqual([true, true, false])
  expect(reads(after, seats.stranger)).toEqual([false, false, false])
  expect(mayReadDebate(initialState, first, grant)).toBe(false)
})

test('each grant is heard by its own votes: a quorum counts whoever voted on it, abstentions included', () => {
  const given: readonly (readonly [string, SessionCommand])[] = [
    ...([[first, vote(grant)] as const, [second, vote(grant, 'disagree')] as const] as const),
    ...([[third, vote(grant, 'abstain')] as const, [first, vote(otherGrant)] as const] as const),
    [second, vote(otherGrant)],
  ]
  const voted = given.reduce((state, [member, command]) => sessionAfter(state, command, by(member)), convened())
  expect(sessionDecided(voted, commands.CloseSession)).toMatchObject([
    {
      type: 'SessionClosed',
      data: {
        heard: [
          { grant, agree: 1, disagree: 1, abstain: 1, quorate: true },
          { grant: otherGrant, agree: 2, disagree: 0, abstain: 0, quorate: false },
          { grant: lastGrant, agree: 0, disagree: 0, abstain: 0, quorate: false },
        ],
      },
    },
  ])
})

test('where no number is asked for, nobody’s vote is missing', () => {
  const call = { content: { ...fullCall, committee: { quorum: null, votes: true } }, status: 'published' } as const
  const free = sessionAfter(initialState, commands.ConveneSession, known({ call }))
  const [closing] = sessionDecided(free, commands.CloseSession)
  expect(closing?.data).toMatchObject({ heard: seats.grants.map((of) => ({ grant: of, agree: 0, quorate: true })) })
})

test('where the call has no votes, the session is only heard', () => {
  const light = known({ call: { content: lightCall, status: 'published' } })
  const heard = sessionAfter(initialState, convene({ call: lightCall.id }), light)
  expect(come(vote(grant), heard, by(first))).toBe('call_without_votes')
  const quorum = { content: { ...lightCall, committee: { quorum: 3, votes: false } }, status: 'published' } as const
  const counted = sessionAfter(initialState, convene({ call: lightCall.id }), known({ call: quorum }))
  for (const state of [heard, counted])
    expect(sessionDecided(state, commands.CloseSession)).toMatchObject([
      { data: { heard: seats.grants.map((of) => ({ grant: of, agree: 0, disagree: 0, abstain: 0, quorate: true })) } },
    ])
})

test('a session is cancelled before its day and on it; its pack is told', () => {
  for (const now of [calledAt, undefined])
    expect(sessionDecided(convened(), commands.CancelSession, by(ids.mediator, now))).toMatchObject([
      { type: 'SessionCancelled', data: { pack: seats.grants } },
    ])
})
