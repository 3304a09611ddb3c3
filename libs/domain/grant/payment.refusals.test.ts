import { fundIds, grantCommands as commands } from '../../testing/grant.fixtures'
import { grantAfter, grantAt } from '../../testing/grant.moments'
import { named, type RefusalCase, refusalOf } from '../../testing/grant.refusals'
import type { GrantCommand } from './grant.decide'
import type { GrantState, OpenGrant } from './grant.state'

const of = (state: () => GrantState) => state() as OpenGrant
const { check_application: submitted } = grantAt
const results = (...given: readonly (readonly [string, number])[]) =>
  given.map(([indicator, value]) => ({ indicator, value }))
const report = (...given: readonly (readonly [string, number])[]): GrantCommand => ({
  type: 'HandInReport',
  data: { spentCents: 0, results: results(...given) },
})
const paid = (over: object): GrantCommand => ({ type: 'RecordPaid', data: { ...commands.RecordPaid.data, ...over } })
const back = (over: object): GrantCommand => ({
  type: 'RecordRecovered',
  data: { ...commands.RecordRecovered.data, ...over },
})
const recoverable = (): OpenGrant => ({
  ...of(grantAt.record_recovery),
  task: 'evaluate',
  stage: 'evaluation',
  recovery: null,
})

const cases: readonly RefusalCase[] = [
  ['approved by the hand that ordered', 'same_hand', grantAt.approve_payment, commands.ApprovePayment],
  [
    'paid by another line',
    'payment_not_of_this_line field=line',
    grantAt.record_payment,
    paid({ line: fundIds.otherLine }),
  ],
  ['paid tomorrow', 'date_in_future field=on date=2026-03-03', grantAt.record_payment, paid({ on: '2026-03-03' })],
  [
    'paid before it was approved',
    'date_before field=on date=2026-03-01 what=previous_step day=2026-03-02',
    grantAt.record_payment,
    paid({ on: '2026-03-01' }),
  ],
  [
    'a mandate typed twice',
    'mandate_already_recorded field=mandate mandate=m-1042',
    grantAt.hand_in_report,
    paid({ mandate: 'm-1042' }),
  ],
  ['a target without result', 'targets_not_answered field=results codes=personnes', grantAt.hand_in_report, report()],
  [
    'a result of no target',
    'unknown_code field=results code=ateliers list=targets',
    grantAt.hand_in_report,
    report(['personnes', 1], ['ateliers', 2]),
  ],
  [
    'a result twice',
    'code_twice field=results code=personnes',
    grantAt.hand_in_report,
    report(['personnes', 1], ['personnes', 2]),
  ],
  [
    'sent back for today',
    'day_not_ahead field=until date=2026-03-02 day=2026-03-02',
    grantAt.accept_report,
    { type: 'SendBackReport', data: { until: '2026-03-02' } },
  ],
  [
    'a report moved to today',
    'day_not_ahead field=until date=2026-03-02 day=2026-03-02',
    grantAt.hand_in_report,
    { type: 'MoveReportDay', data: { until: '2026-03-02' } },
  ],
  [
    'evaluated without results',
    'targets_not_answered field=results codes=personnes',
    grantAt.evaluate,
    { type: 'EvaluateGrant', data: { results: [] } },
  ],
  [
    'more back than was paid',
    'more_than_paid field=cents cents=180001 most=180000',
    recoverable,
    { type: 'OrderRecovery', data: { cents: 180_001, reason: 'non_realise' } },
  ],
  [
    'back for no reason of the call',
    'unknown_code field=reason code=humeur list=reasons.recovery',
    recoverable,
    { type: 'OrderRecovery', data: { cents: 1, reason: 'humeur' } },
  ],
  [
    'back to another line',
    'payment_not_of_this_line field=line',
    grantAt.record_recovery,
    back({ line: fundIds.otherLine }),
  ],
  [
    'more back than was asked',
    'more_than_recoverable field=cents cents=50001 most=50000',
    grantAt.record_recovery,
    back({ cents: 50_001 }),
  ],
  [
    'a title typed twice',
    'title_already_recorded field=title title=t-88',
    () => grantAfter(grantAt.record_recovery(), back({ cents: 1 })),
    back({ cents: 1, title: 't-88' }),
  ],
  [
    'withdrawn for no reason of the call',
    'unknown_code field=reason code=humeur list=reasons.withdrawn',
    submitted,
    { type: 'WithdrawGrant', data: { reason: 'humeur' } },
  ],
]

test.each(named(cases))('%s', (_name, each) => expect(refusalOf(each)).toBe(each[1]))
