import { rebuild } from '../../../libs/engine/rebuild'
import { actors, createWorld, rowsOf, send, type World } from '../../../libs/testing/engine.world'
import { fundLineWithCents, unbalancedLines } from '../../../libs/testing/fund.steps'
import {
  applicant,
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

let world: World
beforeEach(async () => {
  world = await createWorld()
  await openCall(world)
})
afterEach(() => world.close())

const on = '2026-03-02'
const line = (number: number, cents: number) => fundLineWithCents(world, number, cents, { call: shortCall.id })
const tables = ['grant_file', 'grant_payment', 'grant_review', 'fund_line', 'fund_line_grant', 'posting'] as const
const all = async () =>
  Object.fromEntries(
    await Promise.all(
      tables.map(async (table) => [table, await rowsOf(world, `SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY 1`)]),
    ),
  ) as Record<string, unknown>

async function held(stream: string) {
  const [row] = await rowsOf<Record<string, number>>(world, 'SELECT * FROM fund_line WHERE stream = $1', [stream])
  const { free_cents, reserved_cents, committed_cents, ordered_cents, paid_cents, recovered_cents } = row ?? {}
  return [free_cents, reserved_cents, committed_cents, ordered_cents, paid_cents, recovered_cents].map(Number)
}

test('each step of a grant is seen in the ledger as soon as it is answered', async () => {
  const fund = await line(1, 300_000)
  const grant = await decidable(world, 1, 200_000)
  await granted(world, 'AwardGrant', grant, awarding([fund, 200_000]))
  expect(await held(fund)).toEqual([100_000, 200_000, 0, 0, 0, 0])
  await granted(world, 'NotifyGrant', grant, { on, reference: 'DEC-1' })
  expect(await held(fund)).toEqual([100_000, 0, 200_000, 0, 0, 0])
  await granted(world, 'OrderPayment', grant)
  expect(await held(fund)).toEqual([100_000, 0, 0, 200_000, 0, 0])
  expect(await given(world, ['ApprovePayment', grant])).toMatchObject({ rule: 'same_hand' })
  expect(await given(world, ['ApprovePayment', grant], secondManager)).toMatchObject({ ok: true })
  const paying = { line: fund, mandate: 'M-1', on }
  expect(await given(world, ['RecordPaid', grant, paying], { ...payer, structure: 'structure-x' })).toMatchObject({
    rule: 'not_allowed',
  })
  expect(await given(world, ['RecordPaid', grant, paying], payer)).toMatchObject({ ok: true })
  expect(await held(fund)).toEqual([100_000, 0, 0, 0, 200_000, 0])
  const results = [{ indicator: 'personnes', value: 38 }]
  const report = { spentCents: 240_000, results }
  const sending = { actor: applicant, version: await versionNow(grant), personal: { account: 'Tout a été fait.' } }
  expect(await send(world, 'HandInReport', grant, report, sending)).toMatchObject({ ok: true })
  await granted(world, 'AcceptReport', grant)
  await granted(world, 'EvaluateGrant', grant, { results })
  expect(await held(fund)).toEqual([100_000, 0, 0, 0, 200_000, 0])
  expect(await unbalancedLines(world)).toEqual([])
  const before = await all()
  await rebuild(world.deps)
  expect(await all()).toEqual(before)
})

const versionNow = async (grant: string) =>
  (await rowsOf<{ version: number }>(world, 'SELECT version FROM head WHERE stream = $1', [grant]))[0]?.version

test('without room a decision is refused by name, and nothing is written', async () => {
  const [state, partner] = [await line(1, 100_000), await lineOfAnother(50_000)]
  const grant = await decidable(world, 1, 200_000)
  const before = await all()
  const asked = awarding([state, 100_000], [partner, 50_001])
  expect(await given(world, ['AwardGrant', grant, asked])).toMatchObject({
    rule: 'fund_line_short',
    details: { free: 50_000, asked: 50_001 },
  })
  expect(await all()).toEqual(before)
  await granted(world, 'AwardGrant', grant, awarding([state, 100_000], [partner, 50_000]))
  expect([await held(state), await held(partner)]).toEqual([
    [0, 100_000, 0, 0, 0, 0],
    [0, 50_000, 0, 0, 0, 0],
  ])
})

const lineOfAnother = (cents: number) =>
  fundLineWithCents(world, 2, cents, { call: shortCall.id, funder: payer.structure })

test('back to instruction frees at once what was reserved, and a second decision may find no room', async () => {
  const fund = await line(1, 200_000)
  const [one, two] = [await decidable(world, 1, 200_000), await decidable(world, 2, 150_000)]
  await granted(world, 'AwardGrant', one, awarding([fund, 200_000]))
  expect(await given(world, ['AwardGrant', two, awarding([fund, 150_000])])).toMatchObject({ rule: 'fund_line_short' })
  await granted(world, 'ReopenInstruction', one, { reason: 'fait_nouveau' })
  expect(await held(fund)).toEqual([200_000, 0, 0, 0, 0, 0])
  await granted(world, 'AwardGrant', two, awarding([fund, 150_000]))
  await granted(world, 'ConcludeInstruction', one, { favourable: true, proposedCents: 200_000 })
  expect(await given(world, ['AwardGrant', one, awarding([fund, 200_000])])).toMatchObject({
    rule: 'fund_line_short',
    details: { free: 50_000, asked: 200_000 },
  })
  await granted(world, 'AwardGrant', one, awarding([fund, 50_000]))
  expect(await held(fund)).toEqual([0, 200_000, 0, 0, 0, 0])
})

test('the envelope of a call bounds what all its lines hold', async () => {
  const fund = await line(1, 5_000_000)
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const grant = await decidable(world, number, 300_000)
    await granted(world, 'AwardGrant', grant, awarding([fund, 300_000]))
  }
  const last = await decidable(world, 7, 300_000)
  expect(await given(world, ['AwardGrant', last, awarding([fund, 300_000])])).toMatchObject({
    rule: 'envelope_exceeded',
    details: { left: 200_000 },
  })
  await granted(world, 'AwardGrant', last, awarding([fund, 200_000]))
})

test('a payment that failed is paid by another mandate, once, whoever says it again', async () => {
  const fund = await line(1, 200_000)
  const grant = await decidable(world, 1, 200_000)
  await granted(world, 'AwardGrant', grant, awarding([fund, 200_000]))
  await granted(world, 'NotifyGrant', grant, { on, reference: 'DEC-1' })
  for (const [mandate, type] of [
    ['M-1', 'RecordPaymentFailed'],
    ['M-2', 'RecordPaid'],
  ] as const) {
    await granted(world, 'OrderPayment', grant)
    expect(await given(world, ['ApprovePayment', grant], secondManager)).toMatchObject({ ok: true })
    const version = await versionNow(grant)
    const told = { actor: payer, version, id: `payer-${mandate}` }
    expect(await send(world, type, grant, { line: fund, mandate, on }, told)).toMatchObject({ ok: true })
    expect(await send(world, type, grant, { line: fund, mandate, on }, told)).toMatchObject({ ok: true })
  }
  expect(await held(fund)).toEqual([0, 0, 0, 0, 200_000, 0])
  expect(await given(world, ['RecordPaid', grant, { line: fund, mandate: 'M-2', on }], payer)).toMatchObject({
    rule: 'mandate_already_recorded',
  })
  expect(await rowsOf(world, 'SELECT instalment, status, mandate FROM grant_payment')).toEqual([
    { instalment: 'versement', status: 'paid', mandate: 'M-2' },
  ])
  expect(await unbalancedLines(world)).toEqual([])
})

test('where one line has paid and another failed, what was paid keeps the hands that ordered and approved it', async () => {
  const [state, partner] = [await line(1, 100_000), await lineOfAnother(50_000)]
  const grant = await decidable(world, 1, 150_000)
  await granted(world, 'AwardGrant', grant, awarding([state, 100_000], [partner, 50_000]))
  await granted(world, 'NotifyGrant', grant, { on, reference: 'DEC-1' })
  await granted(world, 'OrderPayment', grant)
  expect(await given(world, ['ApprovePayment', grant], secondManager)).toMatchObject({ ok: true })
  await granted(world, 'RecordPaid', grant, { line: state, mandate: 'M-1', on })
  await granted(world, 'RecordPaymentFailed', grant, { line: partner, mandate: 'M-2', on })
  expect(await given(world, ['OrderPayment', grant], secondManager)).toMatchObject({ ok: true })
  expect(await given(world, ['ApprovePayment', grant], secondManager)).toMatchObject({ rule: 'same_hand' })
  await granted(world, 'ApprovePayment', grant)
  await granted(world, 'RecordPaid', grant, { line: partner, mandate: 'M-3', on })
  const [first, second] = [actors.fundManager.sub, secondManager.sub]
  expect(
    await rowsOf(world, 'SELECT cents, status, ordered_by, approved_by, mandate FROM grant_payment ORDER BY mandate'),
  ).toEqual([
    { cents: 100_000, status: 'paid', ordered_by: first, approved_by: second, mandate: 'M-1' },
    { cents: 50_000, status: 'paid', ordered_by: second, approved_by: first, mandate: 'M-3' },
  ])
  expect(await unbalancedLines(world)).toEqual([])
})

test('what is told of a project is in the vault alone', async () => {
  const grant = await decidable(world, 1, 200_000)
  const [found] = await rowsOf<{ texts: string }>(
    world,
    `SELECT string_agg(data::text, ' ') AS texts FROM event WHERE stream = $1`,
    [grant],
  )
  expect(found?.texts).not.toContain('inventé')
  expect(grantOf(1)).toBe(grant)
})
