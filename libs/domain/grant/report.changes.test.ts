import { type ChangeCase, changesOf, movedOnLine, nextMorning } from '../../testing/grant.changes'
import { fundIds, grantCommands as commands } from '../../testing/grant.fixtures'
import { grantAfter, grantAt } from '../../testing/grant.moments'
import { underFullCall } from '../../testing/grant.refusals'
import type { GrantCommand } from './grant.decide'

const recoverable = () => underFullCall(grantAt.evaluate(), null)
const back = (cents: number, title: string): GrantCommand => ({
  type: 'RecordRecovered',
  data: { line: fundIds.line, cents, title, on: '2026-03-02' },
})
const wholeAsked: GrantCommand = { type: 'OrderRecovery', data: { cents: 180_000, reason: 'non_realise' } }
const wholeBack = () => grantAfter(recoverable(), wholeAsked)

const cases: readonly ChangeCase[] = [
  [
    'a report handed in',
    [grantAt.hand_in_report(), commands.HandInReport],
    {
      events: [
        ['ReportHandedIn', { report: 'bilan', spentCents: 240_000, results: [{ indicator: 'personnes', value: 38 }] }],
      ],
      changed: {
        reports: [
          { report: 'bilan', until: '2027-02-28', is: 'handed_in', results: [{ indicator: 'personnes', value: 38 }] },
        ],
        task: 'accept_report',
        until: null,
        since: nextMorning,
      },
    },
  ],
  [
    'a report that is late, handed in',
    [grantAt.settle_report(), commands.HandInReport],
    {
      events: [
        ['ReportHandedIn', { report: 'bilan', spentCents: 240_000, results: [{ indicator: 'personnes', value: 38 }] }],
      ],
      changed: {
        reports: [
          { report: 'bilan', until: '2027-02-28', is: 'handed_in', results: [{ indicator: 'personnes', value: 38 }] },
        ],
        task: 'accept_report',
        since: nextMorning,
      },
    },
  ],
  [
    'a report not handed in',
    [grantAt.hand_in_report(), commands.ExpireGrant],
    {
      events: [['ReportMissed', { report: 'bilan' }]],
      changed: {
        reports: [{ report: 'bilan', until: '2027-02-28', is: 'missed', results: [] }],
        task: 'settle_report',
        until: null,
        since: nextMorning,
      },
    },
  ],
  [
    'a report accepted',
    [grantAt.accept_report(), commands.AcceptReport],
    {
      events: [['ReportAccepted', { report: 'bilan' }]],
      changed: {
        stage: 'evaluation',
        done: 2,
        reports: [
          { report: 'bilan', until: '2027-02-28', is: 'accepted', results: [{ indicator: 'personnes', value: 38 }] },
        ],
        task: 'evaluate',
        since: nextMorning,
      },
    },
  ],
  [
    'a report sent back',
    [grantAt.accept_report(), commands.SendBackReport],
    {
      events: [['ReportSentBack', { report: 'bilan', until: '2026-04-15' }]],
      changed: {
        reports: [
          { report: 'bilan', until: '2026-04-15', is: 'awaited', results: [{ indicator: 'personnes', value: 38 }] },
        ],
        task: 'hand_in_report',
        until: '2026-04-15',
        since: nextMorning,
      },
    },
  ],
  [
    'a report moved',
    [grantAt.hand_in_report(), commands.MoveReportDay],
    {
      events: [['ReportDayMoved', { report: 'bilan', until: '2027-06-30' }]],
      changed: {
        reports: [{ report: 'bilan', until: '2027-06-30', is: 'awaited', results: [] }],
        until: '2027-06-30',
        since: nextMorning,
      },
    },
  ],
  [
    'evaluated',
    [grantAt.evaluate(), commands.EvaluateGrant],
    {
      events: [
        ['GrantEvaluated', { results: [{ indicator: 'personnes', value: 38 }] }],
        ['GrantClosed', { outcome: 'closed', reason: null, movements: [] }],
      ],
      changed: { stage: 'closed', outcome: 'closed', closedAt: nextMorning },
    },
  ],
  [
    'asked back',
    [recoverable(), commands.OrderRecovery],
    {
      events: [
        [
          'RecoveryOrdered',
          {
            cents: 50_000,
            reason: 'non_realise',
            parts: [{ line: fundIds.line, cents: 50_000, payer: fundIds.payer }],
          },
        ],
      ],
      changed: {
        stage: 'recovery',
        recovery: {
          parts: [{ line: fundIds.line, cents: 50_000, payer: fundIds.payer, recovered: 0 }],
          resumes: { task: 'evaluate', until: null, agreement: null },
          at: nextMorning,
        },
        task: 'record_recovery',
        since: nextMorning,
      },
    },
  ],
  [
    'back in part',
    [grantAt.record_recovery(), back(1, 'T-1')],
    {
      events: [
        [
          'FundsRecovered',
          { line: fundIds.line, cents: 1, title: 'T-1', movements: [movedOnLine(1, 'paid', 'free')] },
          '2026-03-02',
        ],
      ],
      changed: {
        recovery: {
          parts: [{ line: fundIds.line, cents: 50_000, payer: fundIds.payer, recovered: 1 }],
          resumes: { task: 'evaluate', until: null, agreement: null },
          at: '2026-03-02T09:00:00Z',
        },
        titles: [`${fundIds.line} T-1`],
        recovered: { [fundIds.line]: 1 },
      },
    },
  ],
  [
    'back as it was asked',
    [grantAfter(grantAt.record_recovery(), back(1, 'T-1')), back(49_999, 'T-2')],
    {
      events: [
        [
          'FundsRecovered',
          { line: fundIds.line, cents: 49_999, title: 'T-2', movements: [movedOnLine(49_999, 'paid', 'free')] },
          '2026-03-02',
        ],
      ],
      changed: {
        stage: 'evaluation',
        recovery: null,
        titles: [`${fundIds.line} T-1`, `${fundIds.line} T-2`],
        recovered: { [fundIds.line]: 50_000 },
        task: 'evaluate',
        since: nextMorning,
      },
    },
  ],
  [
    'back whole',
    [wholeBack(), back(180_000, 'T-1')],
    {
      events: [
        [
          'FundsRecovered',
          { line: fundIds.line, cents: 180_000, title: 'T-1', movements: [movedOnLine(180_000, 'paid', 'free')] },
          '2026-03-02',
        ],
        ['GrantClosed', { outcome: 'recovered', reason: null, movements: [] }],
      ],
      changed: {
        stage: 'closed',
        recovery: null,
        titles: [`${fundIds.line} T-1`],
        recovered: { [fundIds.line]: 180_000 },
        outcome: 'recovered',
        closedAt: nextMorning,
      },
    },
  ],
]

test.each(cases)('%s', (_what, given, expected) => expect(changesOf(...given)).toEqual(expected))
