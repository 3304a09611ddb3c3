import type { Call } from '../../libs/domain/call/call.schema'
import { dayOf, morningOf } from '../../libs/domain/kernel/wait'
import { rowsOf, uuidOfNumber } from '../../libs/testing/engine.world'
import { grantToHear, manager, memberOf, openCommittee, votedCall } from '../../libs/testing/session.steps'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { day, minute, passDeadline } from './deadline.pass'

/** Sessions of the committee as its members and the fund manager live them, time skipped. */
const hour = 60 * minute
let world: TimedWorld
let last = 0

const wait = { remindAfter: 'P15D', reminders: 2, expireAfter: 'P60D', calendar: 'civil' } as const
const call: Call = { ...votedCall, waits: { ...votedCall.waits, hear_committee: wait } }
const members = [1, 2, 3].map(memberOf)

beforeAll(async () => {
  world = await createTimedWorld()
  await openCommittee(world, call)
}, 120_000)
afterAll(() => world?.close())

/** Convenes a session in so many days to hear so many grants. */
async function convened(
  days: number,
  grants: number,
): Promise<{ session: string; pack: readonly string[]; on: string }> {
  const pack: string[] = []
  for (let left = grants; left > 0; left -= 1) pack.push(await grantToHear(world, (last += 1), call))
  const session = `session-${uuidOfNumber((last += 1))}`
  const on = dayOf(new Date((await world.time.now()).getTime() + days * day).toISOString(), call.zone)
  const data = { call: call.id, on, pack, members: members.map(({ sub }) => sub) }
  await world.give('ConveneSession', session, data, { actor: manager })
  return { session, pack, on }
}

const give = async (type: 'CastVote' | 'CloseSession' | 'CancelSession', session: string, data = {}, actor = manager) =>
  world.give(type, session, data, { actor, version: (await world.head(session)).version })

/** The mails about a session: kind, and to how many of which role, in their order. */
const mailsOf = async (session: string) =>
  (
    await rowsOf<{ told: string }>(
      world,
      `SELECT kind || ' → ' || count(*) || ' ' || recipient_role AS told FROM mail WHERE stream = $1
       GROUP BY version, kind, recipient_role ORDER BY version`,
      [session],
    )
  ).map(({ told }) => told)

/** Lets so many deadlines pass: how many days after the session's own, and what was decided. */
async function pass(session: string, on: string, count: number): Promise<readonly string[]> {
  const fired: string[] = []
  for (let left = count; left > 0; left -= 1) {
    const due = dayOf((await world.head(session)).deadline_at ?? '', call.zone)
    // Some minutes after eight in the morning, or after midnight.
    const early = (await world.head(session)).deadline_command === 'RemindSession' ? 0 : 8 * hour
    const since = new Date(Date.parse(morningOf(due, call.zone)) - early).toISOString()
    const { command, events } = await passDeadline(world, session, since)
    const days = Math.round((Date.parse(due) - Date.parse(on)) / day)
    fired.push(`${days}: ${command} → ${events.join(', ')}`)
  }
  return fired
}

it('members are called, reminded before the day and on it, vote, and the session is closed: the grants are decided on', async () => {
  const { session, pack, on } = await convened(30, 3)
  expect(await pass(session, on, 2)).toEqual([
    '-15: RemindSession → SessionReminded',
    '0: RemindSession → SessionReminded',
  ])
  const [first, second, third] = members
  for (const actor of [first, second, third]) await give('CastVote', session, { grant: pack[0], vote: 'agree' }, actor)
  for (const actor of [first, second]) await give('CastVote', session, { grant: pack[2], vote: 'disagree' }, actor)
  await give('CloseSession', session)
  expect(await world.time.client.workflow.getHandle(session).result()).toBe('held')
  expect(await mailsOf(session)).toEqual([
    'session_convened → 3 member',
    'session_reminder → 3 member',
    'session_reminder → 3 member',
  ])
  const heard = `SELECT agree, disagree, quorate FROM session_pack WHERE session = $1 ORDER BY rank`
  expect(await rowsOf(world, heard, [session])).toEqual([
    { agree: 3, disagree: 0, quorate: true },
    { agree: 0, disagree: 0, quorate: false },
    { agree: 0, disagree: 2, quorate: true },
  ])
  for (const grant of pack) expect(await world.head(grant)).toMatchObject({ stage: 'decision', task: 'decide' })
})

it('a session that nobody closes: the fund manager is told again and again, until they do', async () => {
  const { session, on } = await convened(3, 1)
  expect(await pass(session, on, 6)).toEqual([
    '0: RemindSession → SessionReminded',
    '16: ExpireSession → SessionEscalated',
    '31: ExpireSession → SessionEscalated',
    '61: ExpireSession → SessionEscalated',
    '76: ExpireSession → SessionEscalated',
    '91: ExpireSession → SessionEscalated',
  ])
  expect(await world.head(session)).toMatchObject({ task: 'hold_session', owner_role: 'fund_manager', owner_id: '40' })
  expect((await mailsOf(session)).slice(2)).toEqual(Array.from({ length: 5 }, () => 'session_late → 1 fund_manager'))
  await give('CloseSession', session)
  expect(await world.time.client.workflow.getHandle(session).result()).toBe('held')
  const before = await mailsOf(session)
  await world.time.pass(200 * day)
  expect(await mailsOf(session)).toEqual(before)
})

it('a session that is called off is nobody’s to come to: its members are told, and nothing leaves afterwards', async () => {
  const { session, pack } = await convened(40, 1)
  await give('CancelSession', session)
  expect(await world.time.client.workflow.getHandle(session).result()).toBe('cancelled')
  await world.time.pass(60 * day)
  expect(await mailsOf(session)).toEqual(['session_convened → 3 member', 'session_cancelled → 3 member'])
  expect(await world.head(pack[0] ?? '')).toMatchObject({ task: 'hear_committee' })
})
