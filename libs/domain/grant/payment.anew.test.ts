import { fullCall } from '../../testing/call.fixtures'
import { fundIds, grantCommands as commands, grantFacts } from '../../testing/grant.fixtures'
import { grantAfter, grantAt, grantDecided } from '../../testing/grant.moments'
import { decide, type GrantCommand } from './grant.decide'
import type { KnownGrant, OpenGrant } from './grant.state'

const other = grantFacts({}, fundIds.otherManager)
const ruleOf = (state: KnownGrant, command: GrantCommand, given = grantFacts()) => {
  const decision = decide(command, state, given, fundIds.grant)
  return decision.ok ? decision.events.map(({ type }) => type) : decision.rule
}

/** 1 000 € and 800 € of two lines, of which 800 € are due: the journeys that the grant pays for have cost nothing. */
const twoLines = (): OpenGrant => ({
  ...(grantAt.order_payment() as OpenGrant),
  award: {
    cents: 180_000,
    condition: null,
    split: [
      { line: fundIds.line, payer: fundIds.payer, cents: 100_000 },
      { line: fundIds.otherLine, payer: fundIds.otherPayer, cents: 80_000 },
    ],
  },
})
const coverage = { envelopeCents: 100_000, costCents: 0, twice: 0, proposedCents: 0 }
const settled = (type: 'RecordPaid' | 'RecordPaymentFailed', line: string, mandate: string) =>
  ({ type, data: { line, mandate, on: '2026-03-02' } }) as const

test('what failed of a balance is ordered anew from its own line, and to the cent', () => {
  const ordered = grantAfter(twoLines(), commands.OrderPayment, grantFacts({ coverage }))
  const approved = grantAfter(ordered, commands.ApprovePayment, other)
  const paid = grantAfter(approved, settled('RecordPaid', fundIds.otherLine, 'M-1'))
  const failed = grantAfter(paid, settled('RecordPaymentFailed', fundIds.line, 'M-2'))
  const [anew] = grantDecided(failed, commands.OrderPayment, grantFacts({ coverage }))
  expect(anew).toMatchObject({
    data: { cents: 44_444, parts: [{ line: fundIds.line, payer: fundIds.payer, cents: 44_444 }] },
  })
  expect(anew?.data).not.toHaveProperty('balance')
  const again = grantAfter(failed, commands.OrderPayment, grantFacts({ coverage })) as OpenGrant
  expect(again.payments.at(-1)?.parts.map(({ line, cents, is }) => [line, cents, is])).toEqual([
    [fundIds.otherLine, 35_556, 'paid'],
    [fundIds.line, 44_444, 'ordered'],
  ])
})

test('the day of a payment is that of its approval or later, whoever was told since that it is late', () => {
  const late = '2026-05-01T09:00:00Z'
  const escalated = grantAfter(grantAt.record_payment(), commands.ExpireGrant, grantFacts({}, fundIds.manager, late))
  const on = (day: string): GrantCommand => ({ type: 'RecordPaid', data: { ...commands.RecordPaid.data, on: day } })
  const present = grantFacts({}, fundIds.manager, late)
  expect(ruleOf(escalated as KnownGrant, on('2026-03-20'), present)).toEqual(['PaymentMade', 'ReportAwaited'])
  expect(ruleOf(escalated as KnownGrant, on('2026-03-01'), present)).toBe('date_before')
})

describe('what comes back', () => {
  const recoverable = (task: 'hand_in_report' | 'accept_report'): OpenGrant => {
    const state = grantAt[task]() as OpenGrant
    const { reasons } = fullCall
    return { ...state, opening: { ...state.opening, terms: { ...state.opening.terms, recovery: true, reasons } } }
  }
  const asked = (task: 'hand_in_report' | 'accept_report') => grantAfter(recoverable(task), commands.OrderRecovery)
  const back = (cents: number, title: string): GrantCommand => ({
    type: 'RecordRecovered',
    data: { ...commands.RecordRecovered.data, cents, title },
  })

  test.each(['hand_in_report', 'accept_report'] as const)('lets the grant go on where it was: %s', (task) => {
    const { until } = recoverable(task)
    expect(grantAfter(asked(task), back(50_000, 'T-1'))).toMatchObject({ task, until, recovery: null })
  })

  test('or never does: what is left of it is written off, and the grant goes on', () => {
    const some = grantAfter(asked('accept_report'), back(20_000, 'T-1'))
    expect(grantDecided(some, commands.WaiveRecovery)).toMatchObject([
      { type: 'RecoveryWaived', data: { cents: 30_000, reason: 'irrecouvrable' } },
    ])
    expect(grantAfter(some, commands.WaiveRecovery)).toMatchObject({
      ...{ task: 'accept_report', recovery: null, recovered: { [fundIds.line]: 20_000 } },
    })
    expect(ruleOf(recoverable('accept_report'), commands.WaiveRecovery)).toBe('grant_wrong_task')
  })

  test('leaves time for a report whose day has passed meanwhile', () => {
    const asking = asked('hand_in_report')
    const { until } = recoverable('hand_in_report')
    const late = grantFacts({}, fundIds.manager, `${until}T20:00:00Z`)
    const events = grantDecided(asking, back(50_000, 'T-1'), late)
    const day = new Date(Date.parse(`${until}T00:00:00Z`) + 15 * 86_400_000).toISOString().slice(0, 10)
    expect(events[1]).toMatchObject({ type: 'ReportDayMoved', data: { until: day } })
    expect(grantAfter(asking, back(50_000, 'T-1'), late)).toMatchObject({ task: 'hand_in_report', until: day })
  })

  test('comes by a title once, over all recoveries', () => {
    const once = grantAfter(asked('accept_report'), back(50_000, 'T-1'))
    const twice = grantAfter(once, commands.OrderRecovery) as KnownGrant
    expect(ruleOf(twice, back(50_000, 't-1'))).toBe('title_already_recorded')
    expect(ruleOf(twice, back(50_000, 'T-2'))).toEqual(['FundsRecovered'])
  })

  test('has the day on which it was asked back, or a later one', () => {
    const late = grantFacts({}, fundIds.manager, '2026-08-01T09:00:00Z')
    const escalated = grantAfter(asked('accept_report'), commands.ExpireGrant, late) as KnownGrant
    const on = (day: string): GrantCommand => ({
      type: 'RecordRecovered',
      data: { ...commands.RecordRecovered.data, cents: 1, title: 'T-1', on: day },
    })
    expect(ruleOf(escalated, on('2026-03-02'), late)).toEqual(['FundsRecovered'])
    expect(ruleOf(escalated, on('2026-03-01'), late)).toBe('date_before')
  })
})

test('a report whose day has passed while an amendment was decided is awaited by another one', () => {
  const { project } = grantAt.hand_in_report() as OpenGrant
  const { body: _body, ...same } = project
  const asking: GrantCommand = { type: 'AskAmendment', data: { project: same, reason: 'calendrier' } }
  const asked = grantAfter(grantAt.hand_in_report(), asking)
  const { until } = grantAt.hand_in_report() as OpenGrant
  const late = grantFacts({}, fundIds.manager, `${until}T20:00:00Z`)
  const soon = grantFacts({}, fundIds.manager)
  expect(grantDecided(asked, commands.DeclineAmendment, late).map(({ type }) => type)).toEqual([
    ...['AmendmentDeclined', 'ReportDayMoved'],
  ])
  expect(grantDecided(asked, commands.DeclineAmendment, soon)).toHaveLength(1)
})

test('a grant is evaluated without a report that never came, and never while something is proposed to be asked back', () => {
  const settling = grantAt.settle_report() as KnownGrant
  expect(ruleOf(settling, commands.EvaluateGrant)).toEqual(['GrantEvaluated', 'GrantClosed'])
  const proposed = grantFacts({ coverage: { ...coverage, proposedCents: 1 } })
  expect(ruleOf(grantAt.evaluate() as KnownGrant, commands.EvaluateGrant, proposed)).toBe('recovery_undecided')
})
