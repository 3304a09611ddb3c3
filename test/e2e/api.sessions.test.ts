import type { Problem } from '../../libs/contracts/api/problem.schema'
import type { Session, SessionLine } from '../../libs/contracts/api/session.schemas'
import type { Actor } from '../../libs/contracts/command'
import { actors, createWorld, done, uuidOfNumber, type World } from '../../libs/testing/engine.world'
import { grantToHear, manager, memberOf, openCommittee, votedCall } from '../../libs/testing/session.steps'
import { type Api, startApi } from './api.process'

interface Page {
  readonly items: readonly SessionLine[]
  readonly next: string | null
}

let world: World
let api: Api
let pack: readonly string[] = []
const [held, later] = [uuidOfNumber(901), uuidOfNumber(902)]
const [first, second, third, fourth] = [1, 2, 3, 4].map(memberOf) as [Actor, Actor, Actor, Actor]
const on = '2026-04-07'

const vote = (actor: Actor, grant: string | undefined, is: string, version: number, note?: string) =>
  done(
    world,
    'CastVote',
    `session-${held}`,
    { grant, vote: is },
    { actor, version, personal: note ? { note } : undefined },
  )

/** A session of two grants, the second of which is the third member's own structure's; and one to come. */
beforeAll(async () => {
  world = await createWorld()
  await openCommittee(world)
  pack = [await grantToHear(world, 1), await grantToHear(world, 3), await grantToHear(world, 2)]
  const members = [first, second, third].map(({ sub }) => sub)
  const convened = { call: votedCall.id, on, members, pack: pack.slice(0, 2) }
  await done(world, 'ConveneSession', `session-${held}`, convened, { actor: manager })
  const next = { ...convened, on: '2026-06-01', members: [first.sub], pack: pack.slice(2) }
  await done(world, 'ConveneSession', `session-${later}`, next, { actor: manager })
  world.setClock('2026-04-07T13:00:00Z')
  await vote(first, pack[0], 'agree', 1, 'Un projet inventé et utile.')
  await vote(second, pack[0], 'disagree', 2)
  await vote(first, pack[1], 'agree', 3, 'Une note que le troisième membre ne lit pas.')
  await vote(second, pack[1], 'agree', 4)
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const read = (actor: Actor, id = held) => api.get<Session>(`/v1/sessions/${id}`, { actor })
const list = (actor: Actor, query = '') => api.get<Page>(`/v1/sessions${query}`, { actor })

test('the fund manager reads every session of the territory, the last day first, page after page', async () => {
  const { body } = await list(manager)
  expect(body.items.map(({ id, on: day, stage, grants }) => [id, day, stage, grants])).toEqual([
    [later, '2026-06-01', 'convened', 1],
    [held, on, 'convened', 2],
  ])
  expect(body.items[1]).toMatchObject({
    ...{ call: votedCall.id, quorum: 2, votes: true, outcome: null, task: 'hold_session' },
    waitsFor: { role: 'fund_manager', id: '40' },
  })
  expect(body.items[1]?.otherwise?.fr).toContain('membres du comité')
  const one = await list(manager, '?limit=1')
  const two = await list(manager, `?limit=1&cursor=${one.body.next}`)
  expect([...one.body.items, ...two.body.items].map(({ id }) => id)).toEqual([later, held])
  expect((await list(manager, `?call=${votedCall.id}&stage=closed`)).body.items).toEqual([])
  expect((await list(manager, '?call=autre.v1')).body.items).toEqual([])
})

test('a session is among what waits for the fund manager, and for no member', async () => {
  interface Task {
    readonly kind: string
    readonly task: string
  }
  const tasks = async (actor: Actor) => (await api.get<{ items: Task[] }>('/v1/tasks', { actor })).body.items
  expect((await tasks(manager)).filter(({ kind }) => kind === 'session').map(({ task }) => task)).toEqual([
    'hold_session',
    'hold_session',
  ])
  expect(await tasks(first)).toEqual([])
})

test('members read the sessions that they are called to, and nobody else reads any', async () => {
  expect((await list(second)).body.items.map(({ id }) => id)).toEqual([held])
  expect((await list(fourth)).body.items).toEqual([])
  expect((await read(second)).status).toBe(200)
  for (const [actor, id] of [
    [fourth, held],
    [second, later],
    [{ ...manager, territory: '32' }, held],
    [manager, uuidOfNumber(999)],
  ] as const)
    expect(await api.get<Problem>(`/v1/sessions/${id}`, { actor })).toMatchObject({ status: 404 })
  for (const actor of [actors.coordinator, actors.mediator, { ...first, role: 'reviewer' } as const])
    expect((await list(actor)).status).toBe(403)
})

test('votes and notes are read by the members and the fund manager, but of a grant that a member is in conflict on', async () => {
  const note = 'Un projet inventé et utile.'
  const whole = await read(manager)
  expect(whole.body.pack.map(({ conflicts, debate }) => [conflicts, debate?.map((each) => each.vote)])).toEqual([
    [[], ['agree', 'disagree']],
    [[third.sub], ['agree', 'agree']],
  ])
  expect(whole.body.pack[0]?.debate?.[0]).toMatchObject({ member: first.sub, vote: 'agree', note })
  expect(whole.body.pack[0]?.result).toBeNull()
  expect(whole.headers.get('etag')).toBe('"5"')
  expect((await read(first)).body).toEqual(whole.body)
  const conflicted = await read(third)
  expect(conflicted.body.pack[0]).toEqual(whole.body.pack[0])
  expect(conflicted.body.pack[1]).toEqual({ grant: pack[1], conflicts: [third.sub], result: null, debate: null })
  expect(JSON.stringify(conflicted.body)).not.toContain('troisième membre')
})

test('whoever declares a conflict reads the debate no more, not even once the session is closed', async () => {
  const path = `/v1/sessions/${held}`
  const headers = { 'Idempotency-Key': 'conflict-1', 'If-Match': '"5"' }
  const declared = await api.post(`${path}/declare-conflict`, { actor: first, body: { grant: pack[1] }, headers })
  expect(declared).toMatchObject({ status: 200, body: { version: 6, stage: 'convened' } })
  expect((await read(first)).body.pack[1]).toMatchObject({ conflicts: [third.sub, first.sub], debate: null })
  // What they had said before is no part of it any more.
  expect((await read(second)).body.pack[1]?.debate?.map(({ member }) => member)).toEqual([second.sub])
  const closing = { 'Idempotency-Key': 'close-1', 'If-Match': '"6"' }
  const closed = await api.post(`${path}/close-session`, { actor: manager, body: {}, headers: closing })
  expect(closed).toMatchObject({ status: 200, body: { stage: 'closed' } })
  const after = (await read(second)).body
  expect(after).toMatchObject({ stage: 'closed', outcome: 'held', task: 'none', waitsFor: null, until: null })
  expect(after.pack.map(({ result }) => result)).toEqual([
    { agree: 1, disagree: 1, abstain: 0, quorate: true },
    { agree: 1, disagree: 0, abstain: 0, quorate: false },
  ])
  for (const actor of [first, third])
    expect((await read(actor)).body.pack[1]).toMatchObject({ result: null, debate: null })
})
