import fc from 'fast-check'
import { rebuild } from '../../../libs/engine/rebuild'
import { type GrantAccount, grantAccounts } from '../../../libs/contracts/fund.codes'
import type { Result } from '../../../libs/contracts/command'
import type { Call } from '../../../libs/domain/call/call.schema'
import { fullCall } from '../../../libs/testing/call.fixtures'
import { drawOf } from '../../../libs/testing/draw'
import { actors, createWorld, rowsOf, send, type World } from '../../../libs/testing/engine.world'
import { fundLineWithCents, unbalancedLines } from '../../../libs/testing/fund.steps'
import { type GrantStep, GrantsModel } from '../../../libs/testing/grant.model'
import {
  applicant,
  awarding,
  decidable,
  given,
  openCall,
  payer,
  secondManager,
  shortCall,
} from '../../../libs/testing/grant.steps'
import { versionOf } from '../../../libs/testing/receipt.steps'

/** Two payments, then a report, and money may be asked back. */
const call: Call = {
  ...shortCall,
  recovery: true,
  reasons: { ...shortCall.reasons, recovery: fullCall.reasons.recovery },
  course: [
    { kind: 'payment', code: 'avance', fr: 'Avance', percent: 60 },
    { kind: 'payment', code: 'solde', fr: 'Solde', percent: 40 },
    { kind: 'report', code: 'bilan', fr: 'Bilan', from: 'project_end', after: 'P2M' },
  ],
}
const [recoveryReason] = call.reasons.recovery
const managers = [actors.fundManager, secondManager] as const
const on = '2026-03-02'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await openCall(world, call)
})
afterAll(() => world.close())

let marks = 0
const markOf = (kind: string) => `${kind}-${(marks += 1)}`

/** A step as a command; numbers of mandates and titles are never twice the same. */
async function asked(grant: string, lines: readonly [string, string], step: GrantStep): Promise<Result> {
  switch (step.kind) {
    case 'award': {
      const split = lines.map((line, at) => [line, step.split[at] ?? 0] as const).filter(([, cents]) => cents > 0)
      return given(world, ['AwardGrant', grant, awarding(...split)])
    }
    case 'notify':
      return given(world, ['NotifyGrant', grant, { on, reference: 'DEC-1' }])
    case 'order':
      return given(world, ['OrderPayment', grant], managers[step.by])
    case 'approve':
      return given(world, ['ApprovePayment', grant], managers[step.by])
    case 'paid':
    case 'failed': {
      const type = step.kind === 'paid' ? 'RecordPaid' : 'RecordPaymentFailed'
      return given(world, [type, grant, { line: lines[step.line], mandate: markOf('M'), on }], payer)
    }
    case 'recover':
      return given(world, ['OrderRecovery', grant, { cents: step.cents, reason: recoveryReason?.code }])
    case 'recovered': {
      const data = { line: lines[step.line], cents: step.cents, title: markOf('T'), on }
      return given(world, ['RecordRecovered', grant, data], payer)
    }
    case 'report': {
      const data = { spentCents: 100, results: [{ indicator: 'personnes', value: 38 }] }
      const sending = { actor: applicant, version: await versionOf(world, grant), personal: { account: 'Fait.' } }
      return send(world, 'HandInReport', grant, data, sending)
    }
    case 'reopen':
      return given(world, ['ReopenInstruction', grant, { reason: 'fait_nouveau' }])
    case 'conclude':
      return given(world, ['ConcludeInstruction', grant, { favourable: true, proposedCents: 50 }])
    case 'withdraw':
      return given(world, ['WithdrawGrant', grant, { reason: call.reasons.withdrawn[0]?.code }])
  }
}

const side = fc.constantFrom(0 as const, 1 as const)
const part = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 2, max: 30 }) },
)
const anything: fc.Arbitrary<GrantStep> = fc.oneof(
  fc.record({
    kind: fc.constant('award' as const),
    split: fc.tuple(part, part).filter(([a, b]) => a + b > 0),
  }),
  fc.record({ kind: fc.constantFrom('order' as const, 'approve' as const), by: side }),
  fc.record({ kind: fc.constantFrom('paid' as const, 'failed' as const), line: side }),
  fc.record({ kind: fc.constant('recover' as const), cents: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('recovered' as const), line: side, cents: fc.integer({ min: 1, max: 30 }) }),
  fc.record({
    kind: fc.constantFrom(
      'reopen' as const,
      'conclude' as const,
      'notify' as const,
      'withdraw' as const,
      'report' as const,
    ),
  }),
)
/** An instalment: ordered, approved by the other hand, paid; what failed is ordered anew. */
const instalment = fc.tuple(side, fc.boolean()).map(([by, fails]): GrantStep[] => {
  const other = by === 0 ? 1 : 0
  const settled = (kind: 'paid' | 'failed'): GrantStep[] => [
    { kind: 'order', by },
    { kind: 'approve', by: other },
    { kind: 'paid', line: 0 },
    { kind, line: 1 },
  ]
  return fails ? [...settled('failed'), ...settled('paid')] : settled('paid')
})
const again: GrantStep[] = [{ kind: 'reopen' }, { kind: 'conclude' }, { kind: 'award', split: [7, 5] }]
const back = fc
  .integer({ min: 2, max: 20 })
  .map((cents): GrantStep[] => [
    { kind: 'report' },
    { kind: 'recover', cents },
    { kind: 'recovered', line: 0, cents: Math.ceil(cents / 2) },
    { kind: 'recovered', line: 1, cents: Math.floor(cents / 2) },
  ])
/** A grant on its way, so that walks come far; something else is tried after each of its steps, now and then. */
const walk = fc
  .tuple(anything, fc.boolean(), fc.boolean(), instalment, instalment, back)
  .chain(([first, isAgain, isAgainLater, one, two, last]) => {
    const road = [
      ...[first, { kind: 'award', split: [9, 8] } as const, ...(isAgain ? again : []), { kind: 'notify' } as const],
      ...(isAgainLater ? [...again, { kind: 'notify' } as const] : []),
      ...[...one, ...two, ...last],
    ]
    const tried = fc.option(anything, { freq: 1, nil: null })
    return fc
      .array(tried, { minLength: road.length, maxLength: road.length })
      .map((between) => road.flatMap((step, at) => [step, between[at] ?? []].flat()))
  })

const of = (kind: 'notify' | 'report' | 'reopen' | 'conclude' | 'withdraw'): GrantStep => ({ kind })
/** Each kind of step refused and accepted once, whatever is drawn. */
const examples: readonly GrantStep[][] = [
  [
    ...[of('notify'), of('report'), of('reopen'), of('conclude')],
    ...[{ kind: 'order', by: 0 } as const, { kind: 'approve', by: 0 } as const, { kind: 'paid', line: 0 } as const],
    ...[{ kind: 'failed', line: 0 } as const, { kind: 'recover', cents: 1 } as const],
    ...[{ kind: 'recovered', line: 0, cents: 1 } as const, { kind: 'award', split: [41, 0] } as const],
    ...[{ kind: 'award', split: [5, 0] } as const, of('withdraw'), of('withdraw')],
  ],
  [
    ...[{ kind: 'award', split: [9, 8] } as const, ...again, of('notify'), { kind: 'order', by: 1 } as const],
    ...[{ kind: 'approve', by: 1 } as const, { kind: 'approve', by: 0 } as const, { kind: 'failed', line: 0 } as const],
    ...[{ kind: 'paid', line: 1 } as const, { kind: 'order', by: 0 } as const, { kind: 'approve', by: 1 } as const],
    ...[{ kind: 'paid', line: 0 } as const, { kind: 'order', by: 0 } as const, { kind: 'approve', by: 1 } as const],
    ...[{ kind: 'paid', line: 0 } as const, { kind: 'paid', line: 1 } as const, of('report')],
    ...[{ kind: 'recover', cents: 12 } as const, { kind: 'recovered', line: 0, cents: 8 } as const],
    ...[{ kind: 'recovered', line: 0, cents: 7 } as const, { kind: 'recovered', line: 1, cents: 5 } as const],
  ],
  [],
]

interface Row {
  readonly stream: string
  readonly free: number
  readonly held: Record<GrantAccount, number>
}
const rowsHeld = (table: string, key: string, streams: readonly string[]) =>
  rowsOf<Row>(
    world,
    `SELECT ${key} AS stream, jsonb_build_object(${grantAccounts.map((name) => `'${name}', sum(${name}_cents)`).join()}) AS held
     ${table === 'fund_line' ? ', sum(free_cents)::int AS free' : ''} FROM ${table} WHERE ${key} = ANY($1) GROUP BY ${key}`,
    [streams],
  )

let runs = 0
jest.setTimeout(180_000)

test('whatever is asked of three grants in whatever order: the ledger is what a clerk would have counted, after every step', async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(walk, { minLength: 3, maxLength: 3 }), fc.nat(), async (walks, seed) => {
      runs += 1
      const free = [40, 50] as const
      const strand = { call: call.id, strand: `volet_${runs}` }
      const lines = [
        await fundLineWithCents(world, 2 * runs, free[0], strand),
        await fundLineWithCents(world, 2 * runs + 1, free[1], { ...strand, funder: payer.structure }),
      ] as const
      const grants = await Promise.all([0, 1, 2].map((at) => decidable(world, 3 * runs + at, 60, call.id)))
      const model = new GrantsModel(free, grants.length)
      const draw = drawOf(seed)
      const left = walks.map((steps) => [...steps])
      while (left.some(({ length }) => length > 0)) {
        const number = draw(3)
        const step = left[number]?.shift()
        if (!step) continue
        const result = await asked(grants[number]!, lines, step)
        const accepted = model.accepts(number, step)
        const told = `${number} ${JSON.stringify(step)}: ${result.ok ? 'accepted' : result.rule}`
        if (result.ok !== accepted) throw new Error(`${told}, and on paper the other way`)
        seen.set(`${step.kind} ${accepted}`, (seen.get(`${step.kind} ${accepted}`) ?? 0) + 1)
        const rows = await rowsHeld('fund_line', 'stream', lines)
        for (const [at, line] of lines.entries()) {
          const side = at as 0 | 1
          const row = rows.find(({ stream }) => stream === line)
          expect([told, row?.free, row?.held]).toEqual([told, model.free[side], model.held(side)])
        }
      }
      expect(await unbalancedLines(world)).toEqual([])
    }),
    { numRuns: 6, endOnFailure: true, examples: [[[...examples], 1]] },
  )
  // Walks of nothing but refusals would say little.
  const kinds = [...seen.keys()].map((told) => told.split(' ')[0])
  expect(new Set(kinds).size).toBe(12)
  expect(kinds.filter((kind) => !seen.has(`${kind} true`))).toEqual([])
  expect(kinds.filter((kind) => !seen.has(`${kind} false`))).toEqual([])
  const before = await rowsOf(world, 'SELECT * FROM fund_line ORDER BY stream')
  await rebuild(world.deps)
  expect(await rowsOf(world, 'SELECT * FROM fund_line ORDER BY stream')).toEqual(before)
})
