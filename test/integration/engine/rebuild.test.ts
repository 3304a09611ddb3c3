import { coverageOf } from '../../../libs/contracts/stream'
import { Client } from 'pg'
import { definitionStore } from '../../../libs/engine/definition.store'
import { deadlineCommandId, systemActor } from '../../../libs/contracts/command'
import type { Definition } from '../../../libs/domain/definition/definition.schema'
import { recomputePlan } from '../../../libs/engine/plan.recompute'
import { streamNamed } from '../../../libs/engine/stream.named'
import { rebuild } from '../../../libs/engine/rebuild'
import { readPlan } from '../../../libs/engine/wake.plans'
import { inlineTables } from '../../../libs/event-store/statements'
import { lightCall } from '../../../libs/testing/call.fixtures'
import { grantId } from '../../../libs/testing/fund.fixtures'
import { moveFunds } from '../../../libs/testing/fund.moves'
import { fundLineWithCents } from '../../../libs/testing/fund.steps'
import {
  awarding,
  decidable,
  given,
  granted,
  openCall,
  secondManager,
  shortCall,
} from '../../../libs/testing/grant.steps'
import { merge } from '../../../libs/testing/person.steps'
import {
  actors,
  agent,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  lotWithLaptop,
  refer,
  rowsOf,
  send,
  uuidOfNumber,
  type World,
} from '../../../libs/testing/engine.world'
import { terms } from '../../../libs/testing/coverage.fixtures'
import { commands, ids, landes } from '../../../libs/testing/journey.fixtures'
import { handOverOn } from '../../../libs/testing/receipt.steps'
import { grantToHear, manager, memberOf, openCommittee, votedCall } from '../../../libs/testing/session.steps'

let world: World
let owner: Client

/** Journeys in every stage, laptops in every status, a reminder, a release. */
async function live(): Promise<void> {
  const retired = 'landes-formation-emploi.v1'
  await done(world, 'RetireDefinition', streamNamed('definition', retired), { id: retired })
  await fund()
  await committee()
  await grants()
  await refer(world, 1)
  const declined = { actor: actors.mediator, version: 1 }
  await refer(world, 2)
  await done(world, 'Decline', journeyIds(2).journey, commands.Decline.data, declined)
  for (const [number, last] of [
    [3, 'Accept'],
    [4, 'RecordDiagnostic'],
    [5, 'RecordAttendance'],
    [6, 'AssessTraining'],
    [7, 'AssessTraining'],
    [8, 'AssessTraining'],
  ] as const) {
    await journeyUntil(world, number, last)
  }
  // The same person once more, under a second id that is then an alias.
  await refer(world, 10, beneficiary(2))
  await merge(world, 10, 2)
  await laptop(world, 1)
  await laptop(world, 2)
  await laptop(world, 9, false)
  world.setClock('2026-05-04T09:00:00Z')
  await fullLieu()
  expect(await handOverOn(world, journeyIds(6).dotation, '2026-05-04')).toMatchObject({ ok: true })
  const version = (await readPlan(world.database, journeyIds(7).journey))?.version
  await done(world, 'Withdraw', journeyIds(7).journey, { ...commands.Withdraw.data, on: '2026-05-04' }, { version })
  await laptop(world, 3)
  await lotWithLaptop(world)
  const until = { on: '2026-05-04', until: '2026-12-31' }
  const agreed = { to: ids.otherStructure, laptops: 2, ...until, document: 'CONV-1' }
  await done(world, 'AgreeTransfer', ids.lieuStructure, agreed, { version: 1 })
  const moved = await readPlan(world.database, journeyIds(4).journey)
  const { data: elsewhere } = commands.ChangeLieu
  await done(world, 'ChangeLieu', journeyIds(4).journey, elsewhere, { version: moved?.version })
  const plan = await readPlan(world.database, journeyIds(1).journey)
  if (!plan?.command) throw new Error('a referral waits for an answer')
  const { stream, command } = plan
  await world.engine.execute({
    actor: systemActor,
    commandId: deadlineCommandId(plan),
    stream,
    type: command,
    data: {},
  })
}

/** A call, and a line of its money, of which a grant has a part. */
async function fund(): Promise<void> {
  const draft = { id: lightCall.id, content: lightCall }
  await done(world, 'DraftCall', streamNamed('call', lightCall.id), draft, { actor: actors.fundManager })
  const line = await fundLineWithCents(world, 1, 2_000_000)
  await moveFunds(world, line, { grant: grantId(1), cents: 250_000, from: 'free', to: 'reserved' })
}

/** A session of the committee, of one grant. */
async function committee(): Promise<void> {
  await openCommittee(world)
  const pack = [await grantToHear(world, 1)]
  const data = { call: votedCall.id, on: '2026-04-07', members: [memberOf(1).sub], pack }
  await done(world, 'ConveneSession', `session-${uuidOfNumber(900)}`, data, { actor: manager })
}

/** A grant that is to be paid, and one that is studied anew. */
async function grants(): Promise<void> {
  await openCall(world)
  const line = await fundLineWithCents(world, 2, 900_000, { call: shortCall.id })
  const [paid, studied] = [await decidable(world, 1, 200_000), await decidable(world, 2, 200_000)]
  for (const grant of [paid, studied]) await granted(world, 'AwardGrant', grant, awarding([line, 200_000]))
  await granted(world, 'NotifyGrant', paid, { on: '2026-03-02', reference: 'DEC-1' })
  await granted(world, 'OrderPayment', paid)
  expect(await given(world, ['ApprovePayment', paid], secondManager)).toMatchObject({ ok: true })
  await granted(world, 'RecordPaymentFailed', paid, { line, mandate: 'M-1', on: '2026-03-02' })
  await granted(world, 'ReopenInstruction', studied, { reason: shortCall.reasons.reversed[0]?.code })
  const reviewer = `actor-${uuidOfNumber(901)}`
  await agent(world, reviewer, 'reviewer', ids.otherStructure, null)
  await granted(world, 'AskReviewer', studied, { reviewer })
  // It pays for the journeys that come.
  await done(world, 'SetCoverage', coverageOf(paid), terms, { actor: actors.fundManager })
}

/** People who wait for a place: one is offered it, one was told a rank. */
async function fullLieu(): Promise<void> {
  const sql = 'SELECT version FROM head WHERE stream = $1'
  const version = (await rowsOf<{ version: number }>(world, sql, [ids.mediator]))[0]?.version
  const full = await done(world, 'SetCapacity', ids.mediator, { capacity: 0 }, { version })
  for (const number of [21, 22, 23]) {
    await refer(world, number)
    await done(world, 'Enlist', journeyIds(number).journey, {}, { actor: actors.mediator, version: 1 })
  }
  await done(world, 'TellRank', journeyIds(22).journey, {}, { actor: actors.mediator, version: 2 })
  const seats = await rowsOf(world, 'SELECT FROM journey WHERE seat IS NOT NULL')
  await done(world, 'SetCapacity', ids.mediator, { capacity: seats.length + 1 }, { version: full.answer.version })
}

beforeAll(async () => {
  world = await createWorld()
  owner = new Client({ connectionString: world.clone.ownerUrl })
  await owner.connect()
  await live()
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

const derived = ['head', 'snapshot', ...inlineTables]

async function everything(): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {}
  for (const table of derived) {
    const sql = `SELECT to_jsonb(${table}) AS row FROM ${table} ORDER BY to_jsonb(${table})::text`
    tables[table] = (await rowsOf<{ row: unknown }>(world, sql)).map(({ row }) => row)
  }
  return tables
}

test('what was played holds a row in every table, so that the comparison means something', async () => {
  const tables = await everything()
  expect(derived.filter((table) => tables[table]?.length === 0)).toEqual([])
  const statuses = await rowsOf<{ status: string }>(world, 'SELECT DISTINCT status FROM device ORDER BY status')
  expect(statuses.map(({ status }) => status)).toEqual(['bound', 'delivered', 'graded', 'handed_over', 'received'])
  expect(await rowsOf(world, 'SELECT FROM binding WHERE NOT open')).toHaveLength(1)
})

test('everything that follows from the log is made again from zero, to an equal result', async () => {
  const before = await everything()
  for (const table of derived) await owner.query(`TRUNCATE ${table}`)
  const events = await rowsOf(world, 'SELECT FROM event')
  const streams = await rowsOf(world, 'SELECT DISTINCT stream FROM event')
  expect(await rebuild(world.deps)).toEqual({ streams: streams.length, events: events.length, plansToRecompute: 0 })
  expect(await everything()).toEqual(before)
})

test('a damaged row is mended, a row that nothing says is removed, and what relays marked is kept', async () => {
  const before = await everything()
  await owner.query(`UPDATE head SET stage = 'training', task = 'nothing', version = 1 WHERE stream = $1`, [
    journeyIds(6).journey,
  ])
  await owner.query(`UPDATE snapshot SET state = '{}'`)
  await owner.query(`INSERT INTO person VALUES ('person-of-nobody', '40', NULL)`)
  await owner.query('UPDATE head SET woken_version = 1 WHERE stream = $1', [journeyIds(1).journey])
  await rebuild(world.deps)
  const woken = await rowsOf(world, 'SELECT stream FROM head WHERE woken_version = 1')
  expect(woken).toEqual([{ stream: journeyIds(1).journey }])
  await owner.query('UPDATE head SET woken_version = 0')
  expect(await everything()).toEqual(before)
})

test('nothing is rebuilt from a log that was tampered with', async () => {
  const before = await everything()
  await owner.query('ALTER TABLE event DISABLE TRIGGER event_rows_stay')
  const tamper = (from: string, to: string) =>
    owner.query('UPDATE event SET actor = $2 WHERE stream = $3 AND version = 1 AND actor = $1', [
      from,
      to,
      journeyIds(3).journey,
    ])
  await tamper(ids.prescriber, 'somebody')
  await expect(rebuild(world.deps)).rejects.toThrow(`hash chain of ${journeyIds(3).journey} does not fit at version 1`)
  await tamper('somebody', ids.prescriber)
  await owner.query('ALTER TABLE event ENABLE TRIGGER event_rows_stay')
  expect(await everything()).toEqual(before)
})

test('the log cannot be rewritten, not even by the owner', async () => {
  await expect(owner.query(`UPDATE event SET type = 'Changed'`)).rejects.toThrow('never rewritten')
  await expect(owner.query('DELETE FROM event')).rejects.toThrow('never rewritten')
  await expect(owner.query('TRUNCATE event')).rejects.toThrow('never rewritten')
})

describe('when a rule has changed', () => {
  const { journey } = journeyIds(3)
  /** The same definition with one day more to book an appointment. */
  const changed: Definition = {
    ...landes,
    waits: {
      ...landes.waits,
      book_diagnostic: { ...landes.waits.book_diagnostic, remindAfter: 'P20D', expireAfter: 'P60D' },
    },
  }
  const definitions = definitionStore([changed], { production: false })

  test('a rebuild keeps the Plans in force and says how many would move', async () => {
    const before = await readPlan(world.database, journey)
    const rebuilt = await rebuild({ ...world.deps, definitions })
    expect(rebuilt.plansToRecompute).toBeGreaterThan(0)
    expect(await readPlan(world.database, journey)).toEqual(before)
  })

  test('a Plan that differs is appended once, wins by its version, and goes out', async () => {
    const before = await readPlan(world.database, journey)
    const moved = await recomputePlan({ ...world.deps, definitions }, journey)
    expect(moved).toMatchObject({ version: (before?.version ?? 0) + 1, task: before?.task })
    expect(Date.parse(moved?.until ?? '')).toBeGreaterThan(Date.parse(before?.until ?? ''))
    expect(await readPlan(world.database, journey)).toEqual(moved)
    const [sent] = await rowsOf(world, 'SELECT payload FROM outbox WHERE stream = $1 ORDER BY id DESC LIMIT 1', [
      journey,
    ])
    expect(sent).toEqual({ payload: moved })
    expect(await recomputePlan({ ...world.deps, definitions }, journey)).toBeNull()
    expect(
      await send(world, 'BookAppointment', journey, { at: '2026-05-10T09:00:00Z' }, { version: moved?.version }),
    ).toMatchObject({ ok: true })
  })

  test('a stream that waits for nobody, or is not there, has nothing to move', async () => {
    expect(await recomputePlan(world.deps, ids.place)).toBeNull()
    expect(await recomputePlan(world.deps, journeyIds(99).journey)).toBeNull()
  })
})
