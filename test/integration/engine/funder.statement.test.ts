import { createFundReads, type FundReads } from '../../../apps/api/fund/fund.reads'
import { funderStatementSchema } from '../../../libs/contracts/api/funder.schemas'
import { type FundAccount, fundAccounts } from '../../../libs/contracts/fund.codes'
import { heldBy } from '../../../libs/domain/fund/fund.line.state'
import { actors, createWorld, rowsOf, type World } from '../../../libs/testing/engine.world'
import { openFundLine } from '../../../libs/testing/fund.fixtures'
import { fundLineWithCents } from '../../../libs/testing/fund.steps'
import {
  awarding,
  decidable,
  given,
  granted,
  openCall,
  payer,
  secondManager,
  shortCall,
} from '../../../libs/testing/grant.steps'

const { funder, fundManager } = actors
let world: World
let reads: FundReads
/** What was read at the end of each day, as it was then. */
const kept = new Map<string, unknown>()
const statement = (on?: string) => reads.funder(funder, openFundLine.funder, { on })

/** One day's work, and what the funder reads in the evening. */
async function day(on: string, ...work: readonly (() => Promise<unknown>)[]): Promise<void> {
  world.setClock(`${on}T09:00:00Z`)
  for (const each of work) await each()
  kept.set(on, await statement(on))
}

beforeAll(async () => {
  world = await createWorld()
  reads = createFundReads({
    ...world.deps,
    readAs: (actor, read) => world.database.withTransaction(actor, (sql) => read(sql)),
  })
  world.setClock('2026-03-02T09:00:00Z')
  await openCall(world)
  const call = shortCall.id
  const line = await fundLineWithCents(world, 1, 500_000, { call })
  const grant = await decidable(world, 1, 200_000)
  const another = await decidable(world, 2, 100_000)
  kept.set('2026-03-02', await statement())
  // Half past midnight in the Landes: the fourth.
  world.setClock('2026-03-03T23:30:00Z')
  await granted(world, 'AwardGrant', grant, awarding([line, 200_000]))
  kept.set('2026-03-04', await statement())
  await day(
    '2026-03-05',
    () => granted(world, 'NotifyGrant', grant, { on: '2026-03-05', reference: 'DEC-1' }),
    () => fundLineWithCents(world, 2, 300_000, { call, strand: 'parcours', counts: 'promised' }),
    () => fundLineWithCents(world, 3, 900_000, { call, funder: payer.structure }),
  )
  await day(
    '2026-03-06',
    () => granted(world, 'OrderPayment', grant),
    () => given(world, ['ApprovePayment', grant], secondManager),
    () => granted(world, 'RecordPaid', grant, { line, mandate: 'M-1', on: '2026-03-06' }),
    () => granted(world, 'AwardGrant', another, awarding([line, 100_000])),
  )
  await day('2026-03-09', () => granted(world, 'ReopenInstruction', another, { reason: 'fait_nouveau' }))
})
afterAll(() => world.close())

const none = { promised: 0, reserved: 0, committed: 0, ordered: 0, paid: 0, recovered: 0 }
const first = { ...none, funder: 500_000, received: 500_000, authority: 500_000 }
const both = { ...first, funder: 800_000, promised: 300_000, authority: 800_000 }

test.each([
  ['2026-03-02', { ...first, free: 500_000 }],
  ['2026-03-03', { ...first, free: 500_000 }],
  ['2026-03-04', { ...first, free: 300_000, reserved: 200_000 }],
  ['2026-03-05', { ...both, free: 600_000, committed: 200_000 }],
  ['2026-03-06', { ...both, free: 500_000, reserved: 100_000, paid: 200_000 }],
  ['2026-03-09', { ...both, free: 600_000, paid: 200_000 }],
])('at the end of %s, to the cent of the postings of its own lines', async (on, expected) => {
  const read = await statement(on)
  const { total, lines, grants } = read
  expect(total).toEqual(expected)
  const postings = await rowsOf<{ account: FundAccount; cents: number }>(
    world,
    `SELECT p.account, sum(p.cents)::int AS cents FROM posting p JOIN fund_line l ON l.stream = p.line
     WHERE l.funder = $1 AND p.recorded_on <= $2 GROUP BY p.account`,
    [openFundLine.funder, on],
  )
  const posted = Object.fromEntries(postings.map((each) => [each.account, heldBy({ ...each, grant: null })]))
  expect(total).toEqual(Object.fromEntries(fundAccounts.map((account) => [account, posted[account] ?? 0])))
  for (const account of ['free', 'received', 'promised', 'authority'] as const)
    expect(lines.reduce((sum, { balances }) => sum + balances[account], 0)).toBe(total[account])
  for (const account of ['reserved', 'committed', 'paid'] as const)
    expect(grants.reduce((sum, given) => sum + given[account], 0)).toBe(total[account])
  expect(funderStatementSchema.parse(read)).toEqual(read)
})

test('what was read in the evening is read ever after', async () => {
  for (const [on, then] of kept) expect(await statement(on)).toEqual(then)
  expect(kept.size).toBe(5)
})

test('a line is not there before it was opened, nor a grant before it had something; what was given up is told as nothing', async () => {
  const told = async (on: string) => {
    const { lines, grants } = await statement(on)
    return [lines.map(({ strand }) => strand), grants.map(({ title, reserved, paid }) => [title, reserved, paid])]
  }
  expect(await told('2026-03-03')).toEqual([['projets'], []])
  expect(await told('2026-03-04')).toEqual([['projets'], [['Ateliers inventés', 200_000, 0]]])
  const [paid, back] = [
    ['Ateliers inventés', 0, 200_000],
    ['Ateliers inventés', 0, 0],
  ]
  expect(await told('2026-03-09')).toEqual([
    ['parcours', 'projets'],
    [paid, back],
  ])
  await expect(statement('2026-03-01')).rejects.toThrow('unknown_stream')
  await expect(reads.funder(fundManager, payer.structure, { on: '2026-03-04' })).rejects.toThrow('unknown_stream')
})
