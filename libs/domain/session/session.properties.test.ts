import fc from 'fast-check'
import { votes } from '../../contracts/codes'
import {
  calledAt,
  seats,
  sessionAfter,
  sessionCommands as commands,
  sessionFacts,
  sessionOutside,
} from '../../testing/session.fixtures'
import { fullCall } from '../../testing/call.fixtures'
import { rules } from '../kernel/rules'
import { compareInstants } from '../kernel/wait'
import { plan } from './session.plan'
import type { SessionCommand } from './session.decide'
import { sessionDecider } from './session.decider'
import type { Heard, SessionEvent } from './session.events'
import { evolve, inConflict, type SessionState } from './session.state'

const { decide, initialState } = sessionDecider
const people = [...seats.members, seats.stranger]
const grants = [...seats.grants, seats.otherGrant]
const grant = fc.constantFrom(...grants)

const commandDrawn: fc.Arbitrary<SessionCommand> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(grant, fc.constantFrom(...votes))
      .map(([of, vote]): SessionCommand => ({ type: 'CastVote', data: { grant: of, vote } })),
  },
  { weight: 3, arbitrary: grant.map((of): SessionCommand => ({ type: 'DeclareConflict', data: { grant: of } })) },
  fc.constantFrom<SessionCommand>(commands.RemindSession, commands.ExpireSession),
)
const days = ['2026-04-10T09:00:00Z', '2026-05-04T09:00:00Z', '2026-05-06T09:00:00Z']
const step = fc.tuple(commandDrawn, fc.constantFrom(...people), fc.constantFrom(...days))

function convened(quorum: number | null): SessionState {
  const call = { content: { ...fullCall, committee: { quorum, votes: true } }, status: 'published' } as const
  return sessionAfter(initialState, commands.ConveneSession, sessionFacts({ ...sessionOutside, call }, calledAt))
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of Object.values(value)) frozen(inner)
  return value
}

/** Lets people do what is drawn; answers the events that were decided and where they have led. */
function walk(start: SessionState, steps: readonly (readonly [SessionCommand, string, string])[]) {
  const events: SessionEvent[] = []
  let state = frozen(start)
  for (const [command, sub, now] of steps) {
    const given = frozen(sessionFacts({}, now, sub))
    const decision = decide(command, state, given)
    if (JSON.stringify(decide(command, state, given)) !== JSON.stringify(decision)) throw new Error('decided otherwise')
    if (!decision.ok) {
      if (!(decision.rule in rules)) throw new Error(`not a known rule: ${decision.rule}`)
      continue
    }
    events.push(...decision.events)
    state = frozen(decision.events.reduce(evolve, state))
  }
  return { events, state }
}

/** Ten thousand walks; Jest's matchers are slow at this number. */
jest.setTimeout(60_000)

const said = JSON.stringify

test('whoever is in conflict never counts, nobody counts twice, and never more than were called', () => {
  const starts = [null, 1, 2, 4].map((quorum) => [quorum, frozen(convened(quorum))] as const)
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.array(step, { maxLength: 30 }), ([quorum, start], steps) => {
      const { events, state } = walk(start, steps)
      if (state.stage !== 'convened') throw new Error('nobody has closed it')
      const cast = events.flatMap((event) => (event.type === 'VoteCast' ? [event.data] : []))
      const called: readonly string[] = seats.members
      const expected = seats.grants.map((of): Heard => {
        const free = called.filter((member) => !inConflict(state, { member, grant: of }))
        // What the log says of those who may vote in the end.
        const counted = cast.filter((vote) => vote.grant === of && free.includes(vote.member))
        if (new Set(counted.map(({ member }) => member)).size !== counted.length) throw new Error('voted twice')
        const [agree = 0, disagree = 0, abstain = 0] = votes.map(
          (is) => counted.filter(({ vote }) => vote === is).length,
        )
        if (agree + disagree + abstain > free.length) throw new Error(`${counted.length} votes of ${free.length}`)
        return { grant: of, agree, disagree, abstain, quorate: counted.length >= (quorum ?? 0) }
      })
      const end = sessionAfter(state, commands.CloseSession)
      const heard = end.stage === 'closed' ? end.heard : []
      if (said(heard) !== said(expected)) throw new Error(`${said(heard)}, and by the log ${said(expected)}`)
    }),
    { numRuns: 10_000 },
  )
})

test('the log folds to the same, and deadlines come one after the other wherever it has come', () => {
  const start = frozen(convened(3))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const { events, state } = walk(start, steps)
      const stored = JSON.parse(said(events)) as readonly SessionEvent[]
      if (said(stored.reduce(evolve, start)) !== said(state)) throw new Error('the log folds to something else')
      let known = state
      for (let turn = 0; turn < 8; turn += 1) {
        const { until, command } = plan(known, seats.session) ?? {}
        if (!until || (command !== 'RemindSession' && command !== 'ExpireSession')) throw new Error('waits for nothing')
        known = sessionAfter(known, commands[command], sessionFacts({}, until))
        const next = plan(known, seats.session)?.until ?? ''
        if (compareInstants(next, until) <= 0) throw new Error(`${command} leads to nothing later`)
      }
    }),
    { numRuns: 1_000 },
  )
})
