import { fullCall } from '../../testing/call.fixtures'
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
} from '../../testing/session.fixtures'
import type { CountedWait } from '../call/call.schema'
import { compareInstants } from '../kernel/wait'
import { sessionDecider } from './session.decider'
import { plan, sessionTask as task } from './session.plan'
import { react, stillDue } from './session.react'
import { sessionRows } from './session.rows'
import { evolve, type SessionState } from './session.state'

const { convened, closed } = sessionAt
const { initialState } = sessionDecider

/** A session whose call has another wait for its committee, called at an instant. */
function waiting(wait: Partial<CountedWait>, now = calledAt): SessionState {
  const waits = { ...fullCall.waits, hear_committee: { ...fullCall.waits.hear_committee, ...wait } }
  const call = { ...sessionOutside.call, content: { ...fullCall, waits } }
  return sessionAfter(initialState, commands.ConveneSession, sessionFacts({ call }, now))
}

/** Lets so many deadlines pass, each at its instant: what fired, and on which minute. */
function pass(state: SessionState, count: number): readonly string[] {
  const fired: string[] = []
  let known = state
  for (let left = count; left > 0; left -= 1) {
    const { until, command } = plan(known, seats.session) ?? {}
    if (!until || (command !== 'RemindSession' && command !== 'ExpireSession')) return [...fired, 'nothing']
    known = sessionAfter(known, commands[command], sessionFacts({}, until))
    const next = plan(known, seats.session)?.until ?? ''
    expect([until, compareInstants(next, until)]).toEqual([until, 1])
    fired.push(`${until.slice(0, 10)} ${command}`)
  }
  return fired
}

test('it waits for the fund manager of the territory, whoever is reminded', () => {
  const waits = { stage: 'convened', task: 'hold_session', owner: { role: 'fund_manager', id: '40' }, child: null }
  expect(plan(convened(), seats.session)).toMatchObject(waits)
  expect(plan(sessionAfter(convened(), commands.ExpireSession), seats.session)).toMatchObject(waits)
  expect(plan(initialState, seats.session)).toBeNull()
  const nobody = { stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null }
  expect(plan(closed(), seats.session)).toEqual({ ...nobody, outcome: 'held' })
  expect(plan(cancelledSession(), seats.session)).toEqual({ ...nobody, outcome: 'cancelled' })
})

test('members are reminded before the day and on it; then the fund manager is, again and again', () => {
  expect(fullCall.waits.hear_committee).toMatchObject({ remindAfter: 'P30D', reminders: 2, expireAfter: 'P90D' })
  expect(pass(convened(), 8)).toEqual([
    '2026-04-04 RemindSession',
    '2026-05-04 RemindSession',
    '2026-06-03 ExpireSession',
    '2026-07-03 ExpireSession',
    '2026-08-02 ExpireSession',
    '2026-09-01 ExpireSession',
    '2026-10-01 ExpireSession',
    '2026-11-01 ExpireSession',
  ])
})

test('reminders come in the morning, some minutes after eight, the same at every time', () => {
  const { until } = plan(convened(), seats.session) ?? {}
  expect(until).toMatch(/^2026-04-04T06:(1\d|2\d|3\d|40)/)
  expect(plan(convened(), seats.session)?.until).toBe(until)
  expect(plan(convened(), `${seats.session.slice(0, -1)}9`)?.until).not.toBe(until)
})

test('what was past when they were called is not made up for', () => {
  expect(pass(waiting({}, '2026-04-20T09:00:00Z'), 2)).toEqual(['2026-05-04 RemindSession', '2026-06-03 ExpireSession'])
  expect(pass(waiting({}, '2026-05-04T09:00:00Z'), 1)).toEqual(['2026-06-03 ExpireSession'])
})

test('the delays are the call’s: working days, none before the day, or seconds', () => {
  const working = { remindAfter: 'P5D', expireAfter: 'P15D', calendar: 'working' } as const
  // The first of May is a holiday: five days that are worked before Monday the fourth begin on the twenty-fourth.
  expect(pass(waiting(working), 3)).toEqual([
    '2026-04-24 RemindSession',
    '2026-05-04 RemindSession',
    '2026-05-12 ExpireSession',
  ])
  expect(pass(waiting({ reminders: 0 }), 3)).toEqual([
    '2026-05-04 RemindSession',
    '2026-08-02 ExpireSession',
    '2026-11-01 ExpireSession',
  ])
  const seconds = waiting({ remindAfter: 'PT30S', expireAfter: 'PT2M' })
  expect(plan(seconds, seats.session)).toMatchObject({ until: '2026-05-04T05:59:30Z', command: 'RemindSession' })
  const reminded = sessionAfter(seconds, commands.RemindSession, sessionFacts({}, '2026-05-04T05:59:30Z'))
  expect(plan(reminded, seats.session)).toMatchObject({ until: '2026-05-04T06:00:00Z', command: 'RemindSession' })
  const day = sessionAfter(reminded, commands.RemindSession, sessionFacts({}, '2026-05-04T06:00:00Z'))
  expect(plan(day, seats.session)).toMatchObject({ until: '2026-05-04T22:00:30Z', command: 'ExpireSession' })
})

const told = (state: SessionState, type: keyof typeof commands) =>
  sessionDecided(state, commands[type]).flatMap((event) => react(event, evolve(state, event)))

test('members are called, reminded and told where it is off; the fund manager where it is not closed', () => {
  const members = seats.members.map((id) => ({ role: 'member', id }))
  const data = { on: '2026-05-04', grants: 3, votes: 1 }
  const asks = { name: task, since: expect.any(String) }
  const mails = (mail: string, to: readonly object[], asked: unknown) =>
    to.map((each) => ({ mail, to: each, data, task: asked }))
  expect(told(initialState, 'ConveneSession')).toEqual(mails('session_convened', members, asks))
  expect(told(convened(), 'RemindSession')).toEqual(mails('session_reminder', members, asks))
  expect(told(convened(), 'ExpireSession')).toEqual(mails('session_late', [{ role: 'fund_manager', id: '40' }], asks))
  expect(told(convened(), 'CancelSession')).toEqual(mails('session_cancelled', members, null))
  for (const type of ['CastVote', 'DeclareConflict', 'CloseSession'] as const)
    expect(told(convened(), type)).toEqual([])
  expect(react({ type: 'PlanRecomputed', data: {}, at: calledAt }, convened())).toEqual([])
  expect(react({ type: 'SessionReminded', data: {}, at: calledAt }, initialState)).toEqual([])
})

test('nobody is asked for anything once the session is over, and its end is told whatever comes', () => {
  const [called] = told(initialState, 'ConveneSession').map((intent) => ({
    ...intent,
    task: { name: task, since: calledAt },
  }))
  const [off] = told(convened(), 'CancelSession')
  if (!called || !off) throw new Error('nobody was told')
  const due = [initialState, convened(), closed(), cancelledSession()].map((state) => stillDue(state, called))
  expect(due).toEqual([false, true, false, false])
  expect(stillDue(convened(), { ...called, task: { name: task, since: '2020-01-01T00:00:00Z' } })).toBe(false)
  expect(stillDue(cancelledSession(), off)).toBe(true)
})

test('the log folds again after a Plan was computed anew, and nothing follows a session that is over', () => {
  const recomputed = { type: 'PlanRecomputed', data: {}, at: calledAt } as const
  expect(evolve(convened(), recomputed)).toEqual(convened())
  expect(evolve(closed(), { type: 'SessionReminded', data: {}, at: calledAt })).toEqual(closed())
  expect(evolve(initialState, recomputed)).toEqual(initialState)
})

test('rows say what each grant came to once it is over, and never who voted what', () => {
  expect(sessionRows(initialState, seats.session)).toEqual([])
  const open = sessionAfter(convened(), commands.CastVote)
  const rows = sessionRows(open, seats.session)
  expect(rows.map(({ table }) => table)).toEqual([
    'committee_session',
    ...seats.members.map(() => 'session_member'),
    ...seats.grants.map(() => 'session_pack'),
  ])
  expect(rows[0]?.row).toEqual({
    ...{ stream: seats.session, territory: '40', call: fullCall.id, held_on: '2026-05-04', quorum: 3, votes: true },
    ...{ stage: 'convened', outcome: null, closed_at: null },
  })
  const uncounted = { agree: null, disagree: null, abstain: null, quorate: null }
  expect(rows[5]?.row).toEqual({
    ...{ session: seats.session, grant_id: seats.grants[0], territory: '40', rank: 1 },
    ...uncounted,
  })
  expect(rows[1]?.row).toEqual({ session: seats.session, member: seats.members[0], territory: '40' })
  const held = sessionRows(sessionAfter(open, commands.CloseSession), seats.session)
  expect(held[0]?.row).toMatchObject({ stage: 'closed', outcome: 'held', closed_at: '2026-05-04T13:00:00Z' })
  expect(held[5]?.row).toMatchObject({ rank: 1, agree: 1, disagree: 0, abstain: 0, quorate: false })
  const off = sessionRows(cancelledSession(), seats.session)
  expect([off[0]?.row, off[5]?.row]).toMatchObject([{ outcome: 'cancelled' }, uncounted])
})
