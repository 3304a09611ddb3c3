import { type ChangeCase, changesOf, movedOnLine, nextMorning } from '../../testing/grant.changes'
import { fundIds, grantCommands as commands } from '../../testing/grant.fixtures'
import { conditionProvided, grantAfter, grantAt } from '../../testing/grant.moments'
import type { GrantCommand } from './grant.decide'

const conditional: GrantCommand = {
  type: 'AwardGrant',
  data: { ...commands.AwardGrant.data, condition: { document: 'statuts', until: '2026-04-30' } },
}
const share = { line: fundIds.line, cents: 180_000, payer: fundIds.payer }

const cases: readonly ChangeCase[] = [
  [
    'granted',
    [grantAt.decide(), commands.AwardGrant],
    {
      events: [
        [
          'GrantAwarded',
          { cents: 180_000, split: [share], condition: null, movements: [movedOnLine(180_000, 'free', 'reserved')] },
        ],
      ],
      changed: {
        stage: 'notification',
        decisions: [{ is: 'awarded', at: nextMorning, cents: 180_000, reversed: null }],
        award: { cents: 180_000, split: [share], condition: null },
        task: 'notify',
        since: nextMorning,
      },
    },
  ],
  [
    'granted on a condition',
    [grantAt.decide(), conditional],
    {
      events: [
        [
          'GrantAwarded',
          {
            cents: 180_000,
            split: [share],
            condition: { document: 'statuts', until: '2026-04-30' },
            movements: [movedOnLine(180_000, 'free', 'reserved')],
          },
        ],
      ],
      changed: {
        decisions: [{ is: 'awarded', at: nextMorning, cents: 180_000, reversed: null }],
        award: {
          ...{ cents: 180_000, split: [share] },
          condition: { document: 'statuts', until: '2026-04-30', provided: false },
        },
        task: 'meet_condition',
        until: '2026-04-30',
        since: nextMorning,
      },
    },
  ],
  [
    'refused',
    [grantAt.decide(), commands.RefuseGrant],
    {
      events: [
        ['GrantRefused', { reason: 'criteres' }],
        ['GrantClosed', { outcome: 'refused', reason: 'criteres', movements: [] }],
      ],
      changed: {
        stage: 'closed',
        decisions: [{ is: 'refused', at: nextMorning, cents: 0, reversed: null }],
        outcome: 'refused',
        closedAt: nextMorning,
      },
    },
  ],
  [
    'deferred',
    [grantAt.decide(), commands.DeferGrant],
    {
      events: [['GrantDeferred', { reason: 'precisions', until: '2026-05-04' }]],
      changed: {
        decisions: [{ is: 'deferred', at: nextMorning, cents: 0, reversed: null }],
        task: 'examine_again',
        until: '2026-05-04',
        since: nextMorning,
      },
    },
  ],
  [
    'looked at again',
    [grantAt.examine_again(), commands.ExpireGrant],
    { events: [['DeferralEnded', {}]], changed: { task: 'decide', until: null, since: nextMorning } },
  ],
  [
    'the condition met',
    [conditionProvided(), commands.LiftCondition],
    {
      events: [['ConditionLifted', {}]],
      changed: { stage: 'notification', task: 'notify', since: nextMorning },
    },
  ],
  [
    'the condition there, and not looked at',
    [conditionProvided(), commands.ExpireGrant],
    { events: [['GrantEscalated', { task: 'meet_condition' }]], changed: { since: nextMorning } },
  ],
  [
    'the condition not met',
    [grantAt.meet_condition(), commands.ExpireGrant],
    {
      events: [
        ['GrantClosed', { outcome: 'lapsed', reason: null, movements: [movedOnLine(180_000, 'reserved', 'free')] }],
      ],
      changed: { stage: 'closed', outcome: 'lapsed', closedAt: nextMorning },
    },
  ],
  [
    'taken back',
    [grantAt.notify(), commands.ReopenInstruction],
    {
      events: [
        ['InstructionReopened', { reason: 'fait_nouveau', movements: [movedOnLine(180_000, 'reserved', 'free')] }],
      ],
      changed: {
        stage: 'instruction',
        proposal: null,
        decisions: [{ is: 'awarded', at: '2026-03-02T09:00:00Z', cents: 180_000, reversed: 'fait_nouveau' }],
        hearing: null,
        award: null,
        task: 'study_application',
        since: nextMorning,
      },
    },
  ],
  [
    'taken back once notified',
    [grantAt.order_payment(), commands.ReopenInstruction],
    {
      events: [
        ['InstructionReopened', { reason: 'fait_nouveau', movements: [movedOnLine(180_000, 'committed', 'free')] }],
      ],
      changed: {
        stage: 'instruction',
        proposal: null,
        decisions: [{ is: 'awarded', at: '2026-03-02T09:00:00Z', cents: 180_000, reversed: 'fait_nouveau' }],
        hearing: null,
        award: null,
        notifiedOn: null,
        reference: null,
        committed: false,
        task: 'study_application',
        since: nextMorning,
      },
    },
  ],
  [
    'notified',
    [grantAt.notify(), commands.NotifyGrant],
    {
      events: [
        [
          'GrantNotified',
          { reference: 'DEC-2026-014', movements: [movedOnLine(180_000, 'reserved', 'committed')] },
          '2026-03-02',
        ],
      ],
      changed: {
        stage: 'payment',
        notifiedOn: '2026-03-02',
        reference: 'DEC-2026-014',
        committed: true,
        task: 'order_payment',
        since: nextMorning,
      },
    },
  ],
  [
    'given up',
    [grantAt.notify(), commands.WithdrawGrant],
    {
      events: [
        [
          'GrantClosed',
          { outcome: 'withdrawn', reason: 'projet_abandonne', movements: [movedOnLine(180_000, 'reserved', 'free')] },
        ],
      ],
      changed: { stage: 'closed', outcome: 'withdrawn', closedAt: nextMorning },
    },
  ],
  [
    'given up once notified',
    [grantAt.order_payment(), commands.WithdrawGrant],
    {
      events: [
        [
          'GrantClosed',
          { outcome: 'withdrawn', reason: 'projet_abandonne', movements: [movedOnLine(180_000, 'committed', 'free')] },
        ],
      ],
      changed: { stage: 'closed', outcome: 'withdrawn', closedAt: nextMorning },
    },
  ],
  [
    'reminded',
    [grantAt.notify(), commands.RemindGrant],
    { events: [['GrantReminded', { task: 'notify' }]], changed: { remindedAt: nextMorning, reminders: 1 } },
  ],
  [
    'late',
    [grantAfter(grantAt.notify(), commands.RemindGrant), commands.ExpireGrant],
    {
      events: [['GrantEscalated', { task: 'notify' }]],
      changed: { since: nextMorning, remindedAt: null, reminders: 0 },
    },
  ],
]

test.each(cases)('%s', (_what, given, expected) => expect(changesOf(...given)).toEqual(expected))
