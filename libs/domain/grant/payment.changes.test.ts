import { type ChangeCase, changesOf, movedOnLine, nextDay, nextMorning } from '../../testing/grant.changes'
import { fundIds, grantCommands as commands } from '../../testing/grant.fixtures'
import { grantAfter, grantAt } from '../../testing/grant.moments'

const share = { line: fundIds.line, cents: 180_000, payer: fundIds.payer }

const cases: readonly ChangeCase[] = [
  [
    'ordered',
    [grantAt.order_payment(), commands.OrderPayment],
    {
      events: [
        [
          'PaymentOrdered',
          {
            instalment: 'versement',
            cents: 180_000,
            by: fundIds.manager,
            parts: [share],
            movements: [movedOnLine(180_000, 'committed', 'ordered')],
          },
        ],
      ],
      changed: {
        payments: [
          {
            instalment: 'versement',
            parts: [
              {
                ...share,
                orderedBy: fundIds.manager,
                approvedBy: null,
                approvedAt: null,
                is: 'ordered',
                mandate: null,
                on: null,
              },
            ],
          },
        ],
        task: 'approve_payment',
        since: nextMorning,
      },
    },
  ],
  [
    'approved',
    [grantAt.approve_payment(), commands.ApprovePayment, nextDay(fundIds.otherManager)],
    {
      events: [['PaymentApproved', { instalment: 'versement', by: fundIds.otherManager }]],
      changed: {
        payments: [
          {
            instalment: 'versement',
            parts: [
              {
                ...share,
                orderedBy: fundIds.manager,
                approvedBy: fundIds.otherManager,
                approvedAt: nextMorning,
                is: 'ordered',
                mandate: null,
                on: null,
              },
            ],
          },
        ],
        task: 'record_payment',
        since: nextMorning,
      },
    },
  ],
  [
    'paid',
    [grantAt.record_payment(), commands.RecordPaid],
    {
      events: [
        [
          'PaymentMade',
          {
            instalment: 'versement',
            line: fundIds.line,
            mandate: 'M-1042',
            movements: [movedOnLine(180_000, 'ordered', 'paid')],
          },
          '2026-03-02',
        ],
        ['ReportAwaited', { report: 'bilan', until: '2027-02-28' }],
      ],
      changed: {
        mandates: [{ line: fundIds.line, mandate: 'M-1042', instalment: 'versement', is: 'paid' }],
        stage: 'report',
        done: 1,
        payments: [
          {
            instalment: 'versement',
            parts: [
              {
                ...share,
                orderedBy: fundIds.manager,
                approvedBy: fundIds.otherManager,
                approvedAt: '2026-03-02T09:00:00Z',
                is: 'paid',
                mandate: 'M-1042',
                on: '2026-03-02',
              },
            ],
          },
        ],
        reports: [{ report: 'bilan', until: '2027-02-28', is: 'awaited', results: [] }],
        task: 'hand_in_report',
        until: '2027-02-28',
        since: nextMorning,
      },
    },
  ],
  [
    'not arrived',
    [grantAt.record_payment(), commands.RecordPaymentFailed],
    {
      events: [
        [
          'PaymentFailed',
          {
            instalment: 'versement',
            line: fundIds.line,
            mandate: 'M-1041',
            movements: [movedOnLine(180_000, 'ordered', 'committed')],
          },
          '2026-03-02',
        ],
      ],
      changed: {
        mandates: [{ line: fundIds.line, mandate: 'M-1041', instalment: 'versement', is: 'failed' }],
        payments: [
          {
            instalment: 'versement',
            parts: [
              {
                ...share,
                orderedBy: fundIds.manager,
                approvedBy: fundIds.otherManager,
                approvedAt: '2026-03-02T09:00:00Z',
                is: 'failed',
                mandate: 'M-1041',
                on: '2026-03-02',
              },
            ],
          },
        ],
        task: 'order_payment',
        since: nextMorning,
      },
    },
  ],
  [
    'ordered anew',
    [
      grantAfter(grantAt.record_payment(), commands.RecordPaymentFailed),
      commands.OrderPayment,
      nextDay(fundIds.otherManager),
    ],
    {
      events: [
        [
          'PaymentOrdered',
          {
            instalment: 'versement',
            cents: 180_000,
            by: fundIds.otherManager,
            parts: [share],
            movements: [movedOnLine(180_000, 'committed', 'ordered')],
          },
        ],
      ],
      changed: {
        payments: [
          {
            instalment: 'versement',
            parts: [
              {
                ...share,
                orderedBy: fundIds.otherManager,
                approvedBy: null,
                approvedAt: null,
                is: 'ordered',
                mandate: null,
                on: null,
              },
            ],
          },
        ],
        task: 'approve_payment',
        since: nextMorning,
      },
    },
  ],
]

test.each(cases)('%s', (_what, given, expected) => expect(changesOf(...given)).toEqual(expected))
