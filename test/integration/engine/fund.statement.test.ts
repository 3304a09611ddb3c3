import { createFundReads, type FundReads } from '../../../apps/api/fund/fund.reads'
import type { FundStatement } from '../../../libs/contracts/api/fund.schemas'
import { fundLinesSchema, fundStatementSchema } from '../../../libs/contracts/api/fund.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { uuidOf } from '../../../libs/contracts/stream'
import { actors, createWorld, type World } from '../../../libs/testing/engine.world'
import { grantId } from '../../../libs/testing/fund.fixtures'
import { moveFunds } from '../../../libs/testing/fund.moves'
import { fundLineOf, fundLineWithCents, managed } from '../../../libs/testing/fund.steps'
import { ids } from '../../../libs/testing/journey.fixtures'

let world: World
let reads: FundReads
let line: string
const { fundManager, payer, funder } = actors

/** What the State promises and gives over three days of March: 20 000 € promised, 12 000 € come, 3 000 € typed by mistake. */
beforeAll(async () => {
  world = await createWorld()
  reads = createFundReads({
    ...world.deps,
    readAs: (actor, read) => world.database.withTransaction(actor, (sql) => read(sql)),
  })
  world.setClock('2026-03-02T09:00:00Z')
  line = await fundLineWithCents(world, 1, 2_000_000, { counts: 'promised' })
  world.setClock('2026-03-05T09:00:00Z')
  await manage('ReceiveContribution', { cents: 1_200_000, reference: 'VIR-1', on: '2026-03-03' })
  await manage('ReceiveContribution', { cents: 300_000, reference: 'VIR-2', on: '2026-03-05' })
  // Half past midnight in the Landes: the seventh.
  world.setClock('2026-03-06T23:30:00Z')
  await manage('ReverseContribution', { entry: 4, reason: 'erreur_de_saisie' })
})
afterAll(() => world.close())

async function manage(...[type, data]: [Parameters<typeof managed>[1], object]): Promise<void> {
  const result = await managed(world, type, line, data)
  if (!result.ok) throw new Error(result.rule)
}

const statement = (on?: string, actor: Actor = fundManager) => reads.statement(actor, line, { on })
const none = { reserved: 0, committed: 0, ordered: 0, paid: 0, recovered: 0 }
const spendable = { authority: 2_000_000, free: 2_000_000, ...none }
const promised = { funder: 2_000_000, promised: 2_000_000, received: 0, ...spendable }
const held = (received: number) => ({ ...promised, promised: 2_000_000 - received, received })
const nothing = { funder: 0, promised: 0, received: 0, authority: 0, free: 0, ...none }
const told = ({ entries }: FundStatement) => entries.map(({ entry, what, free }) => `${entry} ${what} ${free}`)

test('a statement is of the end of a day, by what had been recorded by then', async () => {
  const days = ['2026-03-01', '2026-03-02', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07']
  const statements = await Promise.all(days.map((on) => statement(on)))
  expect(statements.map(({ closing }) => closing)).toEqual([
    nothing,
    promised,
    promised,
    held(1_500_000),
    held(1_500_000),
    held(1_200_000),
  ])
  expect(statements.map(({ opening }) => opening)).toEqual([
    nothing,
    nothing,
    promised,
    promised,
    held(1_500_000),
    held(1_500_000),
  ])
  expect(statements.map(({ entries }) => entries.length)).toEqual([0, 1, 1, 3, 3, 4])
  for (const each of statements) expect(fundStatementSchema.parse(each)).toEqual(each)
})

test('every entry tells its day and the day on which it was recorded, its postings, and what was free after it', async () => {
  const { entries, grants, line: described } = await statement('2026-03-07')
  expect(told(await statement('2026-03-07'))).toEqual([
    '2 ContributionPromised 2000000',
    '3 ContributionReceived 2000000',
    '4 ContributionReceived 2000000',
    '5 ContributionReversed 2000000',
  ])
  expect(entries[1]).toEqual({
    ...{ entry: 3, what: 'ContributionReceived', recordedOn: '2026-03-05', on: '2026-03-03', cents: 1_200_000 },
    ...{ mark: 'VIR-1', reverses: null, reason: null, grant: null, free: 2_000_000 },
    postings: [
      { account: 'received', grant: null, cents: 1_200_000 },
      { account: 'promised', grant: null, cents: -1_200_000 },
    ],
  })
  expect(entries[3]).toMatchObject({
    ...{ recordedOn: '2026-03-07', on: null, mark: 'VIR-2', reverses: 4, reason: 'erreur_de_saisie' },
  })
  expect(grants).toEqual([])
  expect(described).toMatchObject({ id: uuidOf(line), counts: 'promised', funder: funder.structure })
})

test('today it says what the line holds; a day that has not come is refused, a past one never changes', async () => {
  const past = await statement('2026-03-05')
  const { items } = await reads.lines(fundManager, {})
  expect((await statement()).on).toBe('2026-03-07')
  expect((await statement()).closing).toEqual(items[0]?.balances)
  await expect(statement('2026-03-08')).rejects.toMatchObject({ problem: { code: 'date_in_future' } })
  // It speaks of the fourth, and is told on the ninth.
  world.setClock('2026-03-09T09:00:00Z')
  await manage('ReceiveContribution', { cents: 700_000, reference: 'VIR-3', on: '2026-03-04' })
  expect(await statement('2026-03-05')).toEqual(past)
  expect((await statement()).closing).toEqual(held(1_900_000))
})

test('who pays and who gives read their own lines; the others of the fund and of the network read none', async () => {
  await fundLineWithCents(world, 2, 100, { funder: ids.lieuStructure, payer: ids.lieuStructure, strand: 'parcours' })
  const listed = async (actor: Actor, call?: string) =>
    (await reads.lines(actor, { call })).items.map(({ id }) => `fund_line-${id}`)
  const [one, two] = [line, fundLineOf(2)]
  expect(await listed(fundManager)).toEqual([two, one])
  expect(await listed(fundManager, 'autre.v1')).toEqual([])
  expect([await listed(payer), await listed(funder)]).toEqual([[one], [one]])
  const own = { ...payer, structure: ids.lieuStructure }
  expect([await listed(own), await listed({ ...own, role: 'funder' })]).toEqual([[two], [two]])
  // Each of its own side alone.
  expect(await listed({ ...payer, structure: funder.structure })).toEqual([])
  expect(await listed({ ...fundManager, territory: '32' })).toEqual([])
  const unknown = { problem: { code: 'unknown_stream' } }
  await expect(statement(undefined, own)).rejects.toMatchObject(unknown)
  await expect(reads.statement(fundManager, fundLineOf(9), {})).rejects.toMatchObject(unknown)
  for (const role of ['applicant', 'reviewer', 'member', 'mediator', 'coordinator'] as const) {
    const actor = { ...payer, role }
    await expect(reads.lines(actor, {})).rejects.toMatchObject({ problem: { code: 'not_allowed' } })
    await expect(statement(undefined, actor)).rejects.toMatchObject({ problem: { code: 'not_allowed' } })
  }
  expect(fundLinesSchema.parse(await reads.lines(fundManager, {}))).toEqual(await reads.lines(fundManager, {}))
})

test('what a grant has of a line is told beside the line, and in the entries that have led there', async () => {
  world.setClock('2026-03-10T09:00:00Z')
  const [grant, other] = [grantId(1), grantId(2)]
  await moveFunds(world, line, { grant, cents: 250_000, from: 'free', to: 'reserved' })
  world.setClock('2026-03-11T09:00:00Z')
  await moveFunds(
    world,
    line,
    { grant, cents: 250_000, from: 'reserved', to: 'paid' },
    { grant, cents: 50_000, from: 'paid', to: 'free' },
  )
  await moveFunds(world, line, { grant: other, cents: 1, from: 'free', to: 'committed' })
  const [before, after] = [await statement('2026-03-10'), await statement('2026-03-11')]
  expect(before.grants).toEqual([{ ...none, grant, reserved: 250_000 }])
  expect(after.grants).toEqual([
    { ...none, grant, paid: 250_000, recovered: 50_000 },
    { ...none, grant: other, committed: 1 },
  ])
  expect(after.closing).toMatchObject({
    free: 1_799_999,
    paid: 250_000,
    recovered: 50_000,
    committed: 1,
    authority: 2_000_000,
  })
  expect(after.opening).toEqual(before.closing)
  expect(after.entries.slice(-3)).toMatchObject([
    { what: 'FundsMoved', grant, cents: 250_000, free: 1_750_000, mark: null, on: null },
    {
      grant,
      cents: 50_000,
      free: 1_800_000,
      postings: [
        { account: 'free', grant: null },
        { account: 'recovered', grant },
      ],
    },
    { grant: other, cents: 1, free: 1_799_999, recordedOn: '2026-03-11' },
  ])
  expect(fundStatementSchema.parse(after)).toEqual(after)
})
