import { readSession } from '../../../apps/api/reads/sessions.reads'
import { rebuild } from '../../../libs/engine/rebuild'
import { actors, createWorld, done, rowsOf, send, uuidOfNumber, type World } from '../../../libs/testing/engine.world'
import {
  applicants,
  grantToHear,
  manager,
  memberOf,
  openCommittee,
  votedCall,
} from '../../../libs/testing/session.steps'

let world: World
let last = 0
beforeAll(async () => {
  world = await createWorld()
  await openCommittee(world)
}, 60_000)
afterAll(() => world.close())
beforeEach(() => world.setClock('2026-03-02T09:00:00Z'))

const on = '2026-04-07'
const sitting = '2026-04-07T13:00:00Z'
const [first, second, third, fourth] = [1, 2, 3, 4].map(memberOf) as [Member, Member, Member, Member]
type Member = ReturnType<typeof memberOf>

async function grants(count: number): Promise<readonly string[]> {
  const made: string[] = []
  for (let left = count; left > 0; left -= 1) made.push(await grantToHear(world, (last += 1)))
  return made
}

const newSession = () => `session-${uuidOfNumber((last += 1))}`
const convocation = (pack: readonly string[], over: object = {}) => ({
  ...{ call: votedCall.id, on, pack, members: [first, second, third].map(({ sub }) => sub) },
  ...over,
})
const convene = (session: string, pack: readonly string[], over: object = {}, actor = manager) =>
  send(world, 'ConveneSession', session, convocation(pack, over), { actor })
const vote = (session: string, actor: Member, grant: string | undefined, is: string, version: number, note?: string) =>
  send(world, 'CastVote', session, { grant, vote: is }, { actor, version, personal: note ? { note } : undefined })
const close = (session: string, version: number, actor = manager) =>
  send(world, 'CloseSession', session, {}, { actor, version })
const grantOf = async (grant: string | undefined) => {
  const [row] = await rowsOf<{ stage: string; task: string; version: number }>(
    world,
    'SELECT stage, task, version FROM head WHERE stream = $1',
    [grant],
  )
  return row
}
const lastEvent = async (stream: string | undefined) => {
  const sql = 'SELECT type, data FROM event WHERE stream = $1 ORDER BY version DESC LIMIT 1'
  return (await rowsOf<{ type: string; data: unknown }>(world, sql, [stream]))[0]
}

test('three grants are heard, of which one is a member’s own structure’s: each comes to its decision with its votes', async () => {
  const pack = await grants(3)
  const session = newSession()
  expect(await convene(session, pack)).toMatchObject({ ok: true, plan: { task: 'hold_session' } })
  expect(await lastEvent(session)).toMatchObject({ data: { conflicts: [{ member: third.sub, grant: pack[2] }] } })
  world.setClock(sitting)
  const notes = 'Une note inventée, pour le comité seul.'
  expect(await vote(session, first, pack[0], 'agree', 1, notes)).toMatchObject({ ok: true })
  expect(await vote(session, second, pack[0], 'disagree', 2)).toMatchObject({ ok: true })
  expect(await vote(session, third, pack[0], 'agree', 3)).toMatchObject({ ok: true })
  expect(await vote(session, first, pack[1], 'abstain', 4)).toMatchObject({ ok: true })
  expect(await vote(session, third, pack[2], 'agree', 5)).toMatchObject({ rule: 'vote_in_conflict' })
  expect(await vote(session, first, pack[2], 'agree', 5)).toMatchObject({ ok: true })
  expect(await vote(session, second, pack[2], 'agree', 6)).toMatchObject({ ok: true })
  expect(await close(session, 7)).toMatchObject({ ok: true, plan: { stage: 'closed', outcome: 'held' } })
  const heard = [
    { agree: 2, disagree: 1, abstain: 0, quorate: true },
    { agree: 0, disagree: 0, abstain: 1, quorate: false },
    { agree: 2, disagree: 0, abstain: 0, quorate: true },
  ]
  for (const [index, grant] of pack.entries()) {
    expect(await grantOf(grant)).toMatchObject({ stage: 'decision', task: 'decide', version: 6 })
    expect(await lastEvent(grant)).toEqual({ type: 'CommitteeHeard', data: { session, ...heard[index] } })
  }
  const sql = 'SELECT agree, disagree, abstain, quorate FROM session_pack WHERE session = $1 ORDER BY rank'
  expect(await rowsOf(world, sql, [session])).toEqual(heard)
  // What is written with a vote is in the vault alone.
  const written = await rowsOf(world, 'SELECT data FROM event UNION ALL SELECT state FROM snapshot')
  expect(JSON.stringify(written)).not.toContain('note inventée')
  const told = await world.database.withTransaction(manager, (sql) => world.vault.ofVersions(sql, session, ['note']))
  expect(Object.fromEntries(told)).toEqual({ 2: { note: notes } })
})

test('members are written to by name; the grants follow once, whatever is given again', async () => {
  const pack = await grants(1)
  const session = newSession()
  await done(world, 'ConveneSession', session, convocation(pack), { actor: manager, id: 'convened-once' })
  const again = await send(world, 'ConveneSession', session, convocation(pack), { actor: manager, id: 'convened-once' })
  expect(again).toMatchObject({ ok: true, answer: { version: 1 } })
  expect(await convene(session, pack)).toMatchObject({ rule: 'already_exists' })
  const mails = 'SELECT kind, recipient_role AS role, recipient_id AS id FROM mail WHERE stream = $1 ORDER BY 3'
  expect(await rowsOf(world, mails, [session])).toEqual(
    [first, second, third].map(({ sub: id }) => ({ kind: 'session_convened', role: 'member', id })),
  )
  world.setClock(sitting)
  expect(await close(session, 1)).toMatchObject({ ok: true })
  expect(await close(session, 2)).toMatchObject({ ok: true, answer: { version: 2 } })
  expect(await grantOf(pack[0])).toMatchObject({ task: 'decide', version: 6 })
})

test('two members vote at the same instant: one wins, the other is told no name and votes again; both count', async () => {
  const pack = await grants(1)
  for (let round = 0; round < 5; round += 1) {
    world.setClock('2026-03-02T09:00:00Z')
    const session = newSession()
    expect(await convene(session, pack)).toMatchObject({ ok: true })
    world.setClock(sitting)
    const voters = [first, second]
    const results = await Promise.all(voters.map((actor) => vote(session, actor, pack[0], 'agree', 1)))
    const lost = results.findIndex((result) => !result.ok)
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results[lost]).toMatchObject({ rule: 'stale_version', details: { by: '—', event: '—', at: '—' } })
    expect(await vote(session, voters[lost] as Member, pack[0], 'agree', 2)).toMatchObject({ ok: true })
    const sql = `SELECT count(*)::int AS votes FROM event WHERE stream = $1 AND type = 'VoteCast'`
    expect(await rowsOf(world, sql, [session])).toEqual([{ votes: 2 }])
    await done(world, 'CancelSession', session, {}, { actor: manager, version: 3 })
  }
})

test('two sessions want the same grant at the same instant: it is heard in one of them', async () => {
  const pack = await grants(2)
  const [grant, other] = pack
  const sessions = [newSession(), newSession()]
  const results = await Promise.all([
    convene(sessions[0] as string, [grant as string, other as string]),
    convene(sessions[1] as string, [grant as string]),
  ])
  expect(results.map((result) => (result.ok ? 'ok' : result.rule)).sort()).toEqual(['grant_already_packed', 'ok'])
  const lost = sessions[results.findIndex(({ ok }) => !ok)]
  expect(await rowsOf(world, 'SELECT stream FROM head WHERE stream = $1', [lost])).toEqual([])
})

test('a session that is called off lets its grants be heard in another one; its members are told', async () => {
  const pack = await grants(1)
  const [session, next] = [newSession(), newSession()]
  await done(world, 'ConveneSession', session, convocation(pack), { actor: manager })
  expect(await convene(next, pack)).toMatchObject({ rule: 'grant_already_packed', details: { day: on } })
  const cancelled = await send(world, 'CancelSession', session, {}, { actor: manager, version: 1 })
  expect(cancelled).toMatchObject({ ok: true, plan: { stage: 'closed', outcome: 'cancelled' } })
  expect(await grantOf(pack[0])).toMatchObject({ task: 'hear_committee', version: 6 })
  const mails = `SELECT count(*)::int AS mails FROM mail WHERE stream = $1 AND kind = 'session_cancelled'`
  expect(await rowsOf(world, mails, [session])).toEqual([{ mails: 3 }])
  expect(await convene(next, pack)).toMatchObject({ ok: true })
})

test('a member who declared an interest in a project has it in every later session of its grant', async () => {
  const pack = await grants(2)
  const [grant] = pack
  const [session, next] = [newSession(), newSession()]
  await done(world, 'ConveneSession', session, convocation(pack), { actor: manager })
  await done(world, 'DeclareConflict', session, { grant }, { actor: first, version: 1 })
  await done(world, 'CancelSession', session, {}, { actor: manager, version: 2 })
  await done(world, 'ConveneSession', next, convocation(pack), { actor: manager })
  const { conflicts } = (await lastEvent(next))?.data as { conflicts: readonly unknown[] }
  expect(conflicts).toContainEqual({ member: first.sub, grant })
  expect(conflicts).not.toContainEqual({ member: first.sub, grant: pack[1] })
  expect(conflicts).not.toContainEqual({ member: second.sub, grant })
  world.setClock(sitting)
  expect(await vote(next, first, grant, 'agree', 1)).toMatchObject({ rule: 'vote_in_conflict' })
  expect(await vote(next, first, pack[1], 'agree', 1)).toMatchObject({ ok: true })
  const read = await world.database.withTransaction(first, (sql) => readSession(sql, world.vault, first, next))
  expect(read?.pack.map(({ debate }) => debate?.length ?? null)).toEqual([null, 1])
})

test('a grant that is withdrawn meanwhile holds no session up', async () => {
  const pack = await grants(2)
  const session = newSession()
  await done(world, 'ConveneSession', session, convocation(pack), { actor: manager })
  const reason = votedCall.reasons.withdrawn[0]?.code
  await done(world, 'WithdrawGrant', String(pack[0]), { reason }, { actor: manager, version: 5 })
  world.setClock(sitting)
  expect(await close(session, 1)).toMatchObject({ ok: true })
  expect(await grantOf(pack[0])).toMatchObject({ stage: 'closed', version: 6 })
  expect(await grantOf(pack[1])).toMatchObject({ stage: 'decision', version: 6 })
})

test('a vote is the member’s own, and a session the fund manager’s: everything that is refused writes nothing', async () => {
  const pack = await grants(1)
  const [grant] = pack
  const session = newSession()
  await done(world, 'ConveneSession', session, convocation(pack), { actor: manager })
  const everything = async () =>
    rowsOf(
      world,
      `SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM mail) AS mails,
         (SELECT count(*) FROM vault.entry) AS entries, (SELECT count(*) FROM outbox) AS outbox,
         (SELECT count(*) FROM head) AS heads, (SELECT count(*) FROM committee_session) AS sessions`,
    )
  const before = await everything()
  const elsewhere = { ...manager, territory: '32' }
  const unheard = newSession()
  const refused = [
    ...[await close(session, 1), await vote(session, first, grant, 'agree', 1)].map((each) => [each, 'session_ahead']),
    [await vote(session, manager, grant, 'agree', 1), 'not_allowed'],
    [await vote(session, fourth, grant, 'agree', 1), 'not_allowed'],
    [await send(world, 'DeclareConflict', session, { grant }, { actor: manager, version: 1 }), 'not_allowed'],
    [await close(session, 1, first), 'not_allowed'],
    [await send(world, 'CancelSession', session, {}, { actor: actors.coordinator, version: 1 }), 'not_allowed'],
    [await convene(unheard, pack, {}, first), 'not_allowed'],
    [await convene(unheard, pack), 'grant_already_packed'],
    [await convene(unheard, [`grant-${uuidOfNumber(1)}`]), 'unknown_grant'],
    [await convene(unheard, pack, { call: 'nulle-part.v1' }), 'unknown_call'],
    [await convene(unheard, pack, {}, elsewhere), 'unknown_call'],
    [await convene(unheard, pack, { members: [actors.mediator.sub] }), 'not_a_committee_member'],
    [await convene(unheard, pack, { members: [] }), 'invalid_data'],
    [await close(session, 1, elsewhere), 'unknown_stream'],
    [await send(world, 'RemindSession', session, {}, { actor: manager, version: 1 }), 'deadline_only'],
  ] as const
  for (const [result, rule] of refused) expect(result).toMatchObject({ ok: false, rule })
  expect(await everything()).toEqual(before)
})

test('members who have left are not called, nor is anybody twice', async () => {
  const pack = await grants(1)
  await done(world, 'RecordDeparture', fourth.sub, { on: '2026-03-01' }, { version: 1 })
  const members = [first.sub, fourth.sub]
  const left = { rule: 'agent_has_left', details: { field: 'members[1]', day: '2026-03-01' } }
  expect(await convene(newSession(), pack, { members })).toMatchObject(left)
  const twice = await convene(newSession(), pack, { members: [first.sub, first.sub] })
  expect(twice).toMatchObject({ rule: 'member_twice' })
  expect(applicants).toContain(third.structure)
})

test('everything is made again from the log alone', async () => {
  const tables = ['committee_session', 'session_member', 'session_pack']
  const everything = () =>
    rowsOf(
      world,
      [...tables, 'head'].map((table) => `SELECT to_jsonb(${table}) AS row FROM ${table}`).join(' UNION ALL '),
    )
  const before = (await everything()).map((each) => JSON.stringify(each)).sort()
  for (const table of tables) await rowsOf(world, `DELETE FROM ${table}`)
  await rebuild(world.deps)
  expect((await everything()).map((each) => JSON.stringify(each)).sort()).toEqual(before)
})
