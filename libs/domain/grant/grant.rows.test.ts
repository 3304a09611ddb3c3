import { fundIds, grantCommands as commands, grantFacts } from '../../testing/grant.fixtures'
import { grantAfter, grantAt } from '../../testing/grant.moments'
import { grantDecider } from './grant.decider'
import { grantRows } from './grant.rows'
import type { GrantState } from './grant.state'

const rows = (state: GrantState) => grantRows(state, fundIds.grant)
const file = {
  ...{ stream: fundIds.grant, territory: '40', call: 'landes-actions-2026.v1', structure: fundIds.applicant },
  ...{ stage: 'application', outcome: null, asked_cents: 200_000, granted_cents: null },
  ...{ submitted_at: null, notified_on: null, closed_at: null },
}
const morning = '2026-03-02T09:00:00Z'
const told = { submitted_at: morning, granted_cents: 180_000 }

test('a grant that is not there has no rows', () => {
  expect(rows(grantDecider.initialState)).toEqual([])
  expect(grantDecider.initialState).toEqual({ stage: 'unknown' })
})

test.each<[string, GrantState, object]>([
  ['a draft', grantAt.submit_application(), {}],
  ['an application', grantAt.check_application(), { stage: 'admissibility', submitted_at: morning }],
  ['one that is granted', grantAt.notify(), { ...told, stage: 'notification' }],
  ['one that is notified', grantAt.order_payment(), { ...told, stage: 'payment', notified_on: '2026-03-02' }],
  [
    'one that is closed',
    grantAt.closed(),
    { ...told, stage: 'closed', outcome: 'closed', notified_on: '2026-03-02', closed_at: morning },
  ],
])('lists know of %s', (_, state, over) => {
  expect(rows(state).find(({ table }) => table === 'grant_file')?.row).toMatchObject({ ...file, ...over })
})

const payment = {
  ...{ grant_id: fundIds.grant, part: `versement ${fundIds.line}`, instalment: 'versement', line: fundIds.line },
  ...{ territory: '40', payer: fundIds.payer, cents: 180_000, status: 'ordered' },
  ...{ ordered_by: fundIds.manager, approved_by: null, mandate: null, settled_on: null },
}
const approved = { approved_by: fundIds.otherManager, settled_on: '2026-03-02' }
test.each<[string, GrantState, object]>([
  ['ordered', grantAt.approve_payment(), {}],
  ['approved', grantAt.record_payment(), { approved_by: fundIds.otherManager }],
  ['paid', grantAt.hand_in_report(), { ...approved, status: 'paid', mandate: 'M-1042' }],
  [
    'that failed',
    grantAfter(grantAt.record_payment(), commands.RecordPaymentFailed),
    { ...approved, status: 'failed', mandate: 'M-1041' },
  ],
])('an instalment %s has one row for what a line pays of it', (_, state, over) => {
  const of = rows(state).filter(({ table }) => table === 'grant_payment')
  expect(of).toEqual([{ table: 'grant_payment', row: { ...payment, ...over } }])
})

test.each([
  ['asked', grantAt.study_application()],
  ['answered', grantAfter(grantAt.study_application(), commands.GiveReview, grantFacts({}, fundIds.reviewer))],
  ['in_conflict', grantAfter(grantAt.study_application(), commands.DeclineReview, grantFacts({}, fundIds.reviewer))],
])('who was asked to study it and has %s', (state, grant) => {
  const row = { grant_id: fundIds.grant, reviewer: fundIds.reviewer, territory: '40', state }
  expect(rows(grant).slice(1)).toEqual([{ table: 'grant_review', row }])
})
