import { rebuild } from '../../../libs/engine/rebuild'
import { actors, createWorld, rowsOf, send, type World } from '../../../libs/testing/engine.world'
import { fundLineWithCents, unbalancedLines } from '../../../libs/testing/fund.steps'
import { grantCommands } from '../../../libs/testing/grant.fixtures'
import {
  applicantStructure,
  awarding,
  decidable,
  given,
  granted,
  grantOf,
  openCall,
  payer,
  secondManager,
  shortCall,
} from '../../../libs/testing/grant.steps'

const on = '2026-03-02'
let world: World
let fund: string
beforeEach(async () => {
  world = await createWorld()
  await openCall(world)
  fund = await fundLineWithCents(world, 1, 500_000, { call: shortCall.id })
})
afterEach(() => world.close())

const held = async () =>
  (
    await rowsOf(
      world,
      'SELECT free_cents, reserved_cents, committed_cents, paid_cents FROM fund_line WHERE stream = $1',
      [fund],
    )
  )[0]
const personal = { title: 'Action inventée', description: 'Une action d’avant, inventée.' }
const taken = (mandate: string, over: object = {}) => ({
  ...{ ...grantCommands.TakeOverGrant.data, call: shortCall.id, structure: applicantStructure },
  split: [{ line: fund, cents: 180_000 }],
  payments: [[{ line: fund, cents: 180_000, mandate, on: '2025-05-02' }]],
  ...over,
})
const takeOver = (number: number, data: object) =>
  send(world, 'TakeOverGrant', grantOf(number), data, { actor: actors.fundManager, personal })

test('what was paid before is in the ledger at once, marked, told to nobody, and rebuilt alike', async () => {
  expect(await takeOver(1, taken('M-1'))).toMatchObject({ ok: true, plan: { stage: 'report' } })
  expect(await held()).toEqual({ free_cents: 320_000, reserved_cents: 0, committed_cents: 0, paid_cents: 180_000 })
  expect(await unbalancedLines(world)).toEqual([])
  expect(await rowsOf(world, 'SELECT taken_over, stage FROM grant_file')).toEqual([
    { taken_over: true, stage: 'report' },
  ])
  expect(await rowsOf(world, `SELECT DISTINCT origin FROM event WHERE stream = $1`, [grantOf(1)])).toEqual([
    { origin: 'reprise' },
  ])
  expect(await rowsOf(world, 'SELECT 1 FROM mail WHERE stream = $1', [grantOf(1)])).toEqual([])
  const all = () =>
    rowsOf(
      world,
      'SELECT to_jsonb(p) AS row FROM grant_payment p UNION ALL SELECT to_jsonb(m) FROM grant_mandate m ORDER BY 1',
    )
  const before = await all()
  await rebuild(world.deps)
  expect(await all()).toEqual(before)
  expect(before).toHaveLength(2)
  // What was granted before counts in the envelope, and on the line.
  await granted(world, 'AwardGrant', await decidable(world, 2, 300_000), awarding([fund, 300_000]))
  const next = await decidable(world, 3, 20_001)
  expect(await given(world, ['AwardGrant', next, awarding([fund, 20_001])])).toMatchObject({ rule: 'fund_line_short' })
})

test('the title is in the vault, and not in the log', async () => {
  await takeOver(1, taken('M-1'))
  const [found] = await rowsOf<{ texts: string }>(world, `SELECT string_agg(data::text, ' ') AS texts FROM event`)
  expect(found?.texts).not.toContain('Action inventée')
  const told = await world.deps.database.withTransaction(actors.fundManager, (transaction) =>
    world.deps.vault.ofStreams(transaction, [grantOf(1)], ['title']),
  )
  expect(told.get(grantOf(1))).toEqual({ title: 'Action inventée' })
})

test('without room it is refused by name, and only the fund manager may', async () => {
  expect(await takeOver(1, taken('M-1', { cents: 200_000, split: [{ line: fund, cents: 200_000 }] }))).toMatchObject({
    ok: true,
  })
  expect(await takeOver(2, taken('M-2', { cents: 200_000, split: [{ line: fund, cents: 200_000 }] }))).toMatchObject({
    ok: true,
  })
  expect(await takeOver(3, taken('M-3'))).toMatchObject({ rule: 'fund_line_short', details: { free: 100_000 } })
  const sending = { actor: payer, personal }
  expect(await send(world, 'TakeOverGrant', grantOf(4), taken('M-4'), sending)).toMatchObject({ rule: 'not_allowed' })
})

test('a mandate is used once on a line, by whatever grant, and one that failed stays used', async () => {
  await takeOver(1, taken('M-1'))
  expect(await takeOver(2, taken('m-1'))).toMatchObject({ rule: 'mandate_already_recorded' })
  const grant = await decidable(world, 3, 100_000)
  await granted(world, 'AwardGrant', grant, awarding([fund, 100_000]))
  await granted(world, 'NotifyGrant', grant, { on, reference: 'DEC-3' })
  const order = async () => {
    await granted(world, 'OrderPayment', grant)
    expect(await given(world, ['ApprovePayment', grant], secondManager)).toMatchObject({ ok: true })
  }
  await order()
  const paying = (mandate: string) => ({ line: fund, mandate, on })
  expect(await given(world, ['RecordPaid', grant, paying('M-1')], payer)).toMatchObject({
    rule: 'mandate_already_recorded',
    details: { mandate: 'M-1' },
  })
  expect(await given(world, ['RecordPaymentFailed', grant, paying('M-2')], payer)).toMatchObject({ ok: true })
  await order()
  expect(await given(world, ['RecordPaid', grant, paying('m-2')], payer)).toMatchObject({
    rule: 'mandate_already_recorded',
  })
  expect(await given(world, ['RecordPaid', grant, paying('M-3')], payer)).toMatchObject({ ok: true })
  expect(await rowsOf(world, 'SELECT mandate, status FROM grant_mandate ORDER BY mandate')).toEqual([
    { mandate: 'M-1', status: 'paid' },
    { mandate: 'M-2', status: 'failed' },
    { mandate: 'M-3', status: 'paid' },
  ])
})

test('a grant whose only payment failed is withdrawn, and its money is free', async () => {
  const grant = await decidable(world, 1, 100_000)
  await granted(world, 'AwardGrant', grant, awarding([fund, 100_000]))
  await granted(world, 'NotifyGrant', grant, { on, reference: 'DEC-1' })
  await granted(world, 'OrderPayment', grant)
  expect(await given(world, ['ApprovePayment', grant], secondManager)).toMatchObject({ ok: true })
  expect(await given(world, ['WithdrawGrant', grant, { reason: 'projet_abandonne' }])).toMatchObject({
    rule: 'payment_at_the_payer',
  })
  expect(await given(world, ['RecordPaymentFailed', grant, { line: fund, mandate: 'M-1', on }], payer)).toMatchObject({
    ok: true,
  })
  await granted(world, 'WithdrawGrant', grant, { reason: 'projet_abandonne' })
  expect(await held()).toEqual({ free_cents: 500_000, reserved_cents: 0, committed_cents: 0, paid_cents: 0 })
  const other = await decidable(world, 2, 100_000)
  await granted(world, 'AwardGrant', other, awarding([fund, 100_000]))
  await granted(world, 'NotifyGrant', other, { on, reference: 'DEC-2' })
  await granted(world, 'OrderPayment', other)
  await granted(world, 'WithdrawGrant', other, { reason: 'projet_abandonne' })
  expect(await held()).toEqual({ free_cents: 500_000, reserved_cents: 0, committed_cents: 0, paid_cents: 0 })
  expect(await unbalancedLines(world)).toEqual([])
})
