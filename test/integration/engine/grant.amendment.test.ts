import { fullCall } from '../../../libs/testing/call.fixtures'
import { rebuild } from '../../../libs/engine/rebuild'
import { agree } from '../../../libs/testing/agreement.steps'
import { createWorld, rowsOf, send, type World } from '../../../libs/testing/engine.world'
import { fundLineWithCents, unbalancedLines } from '../../../libs/testing/fund.steps'
import { project } from '../../../libs/testing/grant.fixtures'
import {
  applicant,
  awarding,
  decidable,
  given,
  granted,
  openCall,
  payer,
  secondManager,
  shortCall,
} from '../../../libs/testing/grant.steps'
import { versionOf } from '../../../libs/testing/receipt.steps'

const on = '2026-03-02'
const call = { ...shortCall, agreement: true, recovery: true, course: fullCall.course, reasons: fullCall.reasons }

let world: World
let state: string
let partner: string
beforeEach(async () => {
  world = await createWorld()
  await openCall(world, call)
  state = await fundLineWithCents(world, 1, 100_000, { call: call.id })
  partner = await fundLineWithCents(world, 2, 60_000, { call: call.id, funder: payer.structure })
})
afterEach(() => world.close())

/** Free, reserved, committed, ordered and paid of a line. */
async function held(line: string) {
  const [row] = await rowsOf<Record<string, number>>(world, 'SELECT * FROM fund_line WHERE stream = $1', [line])
  return ['free', 'reserved', 'committed', 'ordered', 'paid'].map((account) => Number(row?.[`${account}_cents`]))
}

const { body: _body, ...same } = project
const amending = (...split: readonly (readonly [string, number])[]) => {
  const { cents, split: parts } = awarding(...split)
  const asked = { ...same, askedCents: 200_000, costCents: 250_000, endsOn: '2027-03-31' }
  return { project: asked, cents, split: parts, reason: 'budget' }
}

/** A grant of 1 000.01 € whose advance is paid: 400 and 199.99 €. */
async function advanced(): Promise<string> {
  const grant = await decidable(world, 1, 100_001)
  await granted(world, 'AwardGrant', grant, awarding([state, 66_668], [partner, 33_333]))
  await granted(world, 'NotifyGrant', grant, { on, reference: 'DEC-1' })
  expect(await agree(world, grant, on)).toMatchObject({ ok: true })
  await pay(grant, 'A')
  return grant
}

async function pay(grant: string, mark: string): Promise<void> {
  await granted(world, 'OrderPayment', grant)
  expect(await given(world, ['ApprovePayment', grant], secondManager)).toMatchObject({ ok: true })
  for (const line of [state, partner])
    await granted(world, 'RecordPaid', grant, { line, mandate: `M-${mark}-${line.at(-1)}`, on })
}

test('an amendment is reserved as it is decided, committed as it is signed, and paid to the cent', async () => {
  const grant = await advanced()
  expect([await held(state), await held(partner)]).toEqual([
    [33_332, 0, 26_668, 0, 40_000],
    [26_667, 0, 13_334, 0, 19_999],
  ])
  expect(
    await given(world, ['AskAmendment', grant, { project: amending([state, 1]).project, reason: 'budget' }], applicant),
  ).toMatchObject({ ok: true })
  const changed = amending([state, 50_000], [partner, 60_000])
  expect(await given(world, ['AmendGrant', grant, changed], applicant)).toMatchObject({ rule: 'not_allowed' })
  await granted(world, 'AmendGrant', grant, changed)
  // What grows is kept at once; what shrinks stays committed until both sides have signed.
  expect([await held(state), await held(partner)]).toEqual([
    [33_332, 0, 26_668, 0, 40_000],
    [0, 26_667, 13_334, 0, 19_999],
  ])
  expect(await agree(world, grant, on)).toMatchObject({ ok: true })
  expect([await held(state), await held(partner)]).toEqual([
    [50_000, 0, 10_000, 0, 40_000],
    [0, 0, 40_001, 0, 19_999],
  ])
  const report = { spentCents: 1, results: [{ indicator: 'personnes', value: 3 }] }
  const sending = { actor: applicant, version: await versionOf(world, grant), personal: { account: 'Fait.' } }
  expect(await send(world, 'HandInReport', grant, report, sending)).toMatchObject({ ok: true })
  await granted(world, 'AcceptReport', grant)
  await pay(grant, 'B')
  expect([await held(state), await held(partner)]).toEqual([
    [50_000, 0, 0, 0, 50_000],
    [0, 0, 0, 0, 60_000],
  ])
  expect(await unbalancedLines(world)).toEqual([])
  const all = () =>
    rowsOf(
      world,
      'SELECT to_jsonb(g) AS row FROM grant_file g UNION ALL SELECT to_jsonb(l) FROM fund_line l ORDER BY 1',
    )
  const before = await all()
  await rebuild(world.deps)
  expect(await all()).toEqual(before)
  expect(before).toContainEqual({ row: expect.objectContaining({ granted_cents: 110_000, asked_cents: 200_000 }) })
})

test('without room an amendment is refused by name and nothing moves', async () => {
  const grant = await advanced()
  const before = [await held(state), await held(partner)]
  expect(await given(world, ['AmendGrant', grant, amending([state, 66_668], [partner, 60_001])])).toMatchObject({
    rule: 'fund_line_short',
    details: { free: 26_667, asked: 26_668 },
  })
  await granted(world, 'AmendGrant', grant, amending([state, 66_668], [partner, 60_000]))
  await granted(world, 'DeclineAmendment', grant, { reason: 'criteres' })
  expect([await held(state), await held(partner)]).toEqual(before)
  expect(await unbalancedLines(world)).toEqual([])
})

test('two amendments that want the same cents: one has them, the other is refused', async () => {
  const grants = [await decidable(world, 2, 20_000), await decidable(world, 3, 20_000)]
  for (const [index, grant] of grants.entries()) {
    await granted(world, 'AwardGrant', grant, awarding([state, 20_000]))
    await granted(world, 'NotifyGrant', grant, { on, reference: `DEC-${index}` })
    expect(await agree(world, grant, on)).toMatchObject({ ok: true })
  }
  const results = await Promise.all(
    grants.map((grant) => given(world, ['AmendGrant', grant, amending([state, 70_000])])),
  )
  expect(results.map((result) => (result.ok ? 'ok' : result.rule)).sort()).toEqual(['fund_line_short', 'ok'])
  expect(await held(state)).toEqual([10_000, 50_000, 40_000, 0, 0])
})
