import { fundIds, grantCommands as commands, grantFacts } from '../../testing/grant.fixtures'
import { grantAfter, grantAt } from '../../testing/grant.moments'
import { decide, type GrantCommand } from './grant.decide'
import type { GrantState } from './grant.state'

test('the mandate of a part that failed is remembered, in whatever letters, and so are those of other grants', () => {
  const failed = grantAfter(grantAt.record_payment(), commands.RecordPaymentFailed)
  const other = grantFacts({}, fundIds.otherManager)
  const again = grantAfter(grantAfter(failed, commands.OrderPayment), commands.ApprovePayment, other)
  const paying = (mandate: string): GrantCommand => ({
    type: 'RecordPaid',
    data: { line: fundIds.line, mandate, on: '2026-03-02' },
  })
  const rule = (mandate: string, usedMandates: readonly string[] = []) => {
    const decision = decide(paying(mandate), again, grantFacts({ usedMandates }), fundIds.grant)
    return decision.ok ? 'yes' : decision.rule
  }
  expect([rule('M-1041'), rule('m-1041'), rule('M-1042')]).toEqual([
    ...['mandate_already_recorded', 'mandate_already_recorded', 'yes'],
  ])
  expect(rule('m-1042', [`${fundIds.line} M-1042`])).toBe('mandate_already_recorded')
  expect(rule('M-1042', [`${fundIds.otherLine} M-1042`])).toBe('yes')
})

test('a grant of which nothing is paid may be withdrawn: what failed and what was ordered goes back', () => {
  const failed = grantAfter(grantAt.record_payment(), commands.RecordPaymentFailed)
  const withdrawn = (state: GrantState) => {
    const decision = decide(commands.WithdrawGrant, state, grantFacts(), fundIds.grant)
    return decision.ok ? decision.events.map(({ data }) => data) : decision.rule
  }
  const back = (from: string) => ({ line: fundIds.line, grant: fundIds.grant, cents: 180_000, from, to: 'free' })
  expect(withdrawn(failed)).toMatchObject([{ outcome: 'withdrawn', movements: [back('committed')] }])
  expect(withdrawn(grantAt.approve_payment())).toMatchObject([{ outcome: 'withdrawn', movements: [back('ordered')] }])
  expect(withdrawn(grantAt.record_payment())).toBe('payment_at_the_payer')
  expect(withdrawn(grantAt.hand_in_report())).toBe('grant_already_paid')
  // What was ordered and never paid is no payment; what failed stays on record.
  expect(grantAfter(grantAt.approve_payment(), commands.WithdrawGrant)).toMatchObject({ payments: [] })
  expect(grantAfter(failed, commands.WithdrawGrant)).toMatchObject({ payments: [{ parts: [{ is: 'failed' }] }] })
})
