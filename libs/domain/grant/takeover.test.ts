import { fullCall, lightCall } from '../../testing/call.fixtures'
import { fullOutside, fundIds, grantCommands as commands, grantFacts, project } from '../../testing/grant.fixtures'
import { grantAfter, grantAt, grantDecided } from '../../testing/grant.moments'
import type { OutsideFacts } from '../facts'
import { decide, type GrantCommand } from './grant.decide'
import { plan } from './grant.plan'
import { grantRows } from './grant.rows'
import type { GrantState, KnownGrant } from './grant.state'

const { line, otherLine, grant } = fundIds
const unknown: GrantState = { stage: 'unknown' }
const taken = commands.TakeOverGrant.data
const results = [{ indicator: 'personnes', value: 38 }]
const report = { on: '2025-12-15', spentCents: 240_000, results }
const closed = { on: '2026-01-20', results }
const taking = (over: object = {}): GrantCommand => ({ type: 'TakeOverGrant', data: { ...taken, ...over } })
const light = (over: Partial<OutsideFacts> = {}) => grantFacts(over)
const full = grantFacts(fullOutside)
const moves = (command: GrantCommand, given = light()) =>
  grantDecided(unknown, command, given).flatMap(({ data }) =>
    'movements' in data ? data.movements.map((each) => `${each.cents} ${each.from}>${each.to} ${each.line}`) : [],
  )
const types = (command: GrantCommand, given = light()) => grantDecided(unknown, command, given).map(({ type }) => type)
const after = (command: GrantCommand, given = light()) => grantAfter(unknown, command, given) as KnownGrant
const rule = (command: GrantCommand, given = light(), state: GrantState = unknown) => {
  const decision = decide(command, state, given, grant)
  return decision.ok ? 'yes' : decision.rule
}
/** The full call: an advance and a balance, each followed by a report, under an agreement. */
const split = [
  { line, cents: 66_668 },
  { line: otherLine, cents: 33_333 },
]
const advance = [
  { line, cents: 40_000, mandate: 'M-1', on: '2025-06-02' },
  { line: otherLine, cents: 19_999, mandate: 'M-2', on: '2025-06-09' },
]
const large = { call: fullCall.id, cents: 100_001, split, agreedOn: '2025-05-05', payments: [advance] }
const none = { notified: null, agreedOn: null, payments: [] }

test('a grant that was awarded waits for its notification, with what it reserves', () => {
  const command = taking(none)
  expect(types(command)).toEqual(['GrantTakenOver', 'GrantAwarded'])
  expect(moves(command)).toEqual([`180000 free>reserved ${line}`])
  const state = after(command)
  expect(state).toMatchObject({ task: 'notify', takenOver: true, committed: false, award: { cents: 180_000 }, project })
  expect(state.opening).toMatchObject({ call: lightCall.id, structure: fundIds.applicant, territory: '40' })
  expect(state.submittedAt).toBeNull()
})

test('one that was notified is committed, and its first payment is to be ordered from now on', () => {
  const command = taking({ payments: [] })
  expect(moves(command)).toEqual([`180000 free>reserved ${line}`, `180000 reserved>committed ${line}`])
  const state = after(command)
  expect(state).toMatchObject({
    ...{ task: 'order_payment', notifiedOn: '2025-04-10', reference: 'DEC-2025-003' },
    since: '2026-03-02T09:00:00Z',
  })
  // Its delays begin anew: nothing is late on the day on which it is taken over.
  expect(plan(state, grant)?.until?.slice(0, 10)).toBe('2026-03-12')
})

test('one that was paid awaits its report, in fair time where its day is past, or by the day that is said', () => {
  const command = taking()
  expect(types(command)).toEqual([
    ...['GrantTakenOver', 'GrantAwarded', 'GrantNotified', 'PaymentOrdered', 'PaymentMade', 'ReportAwaited'],
  ])
  expect(moves(command).slice(2)).toEqual([`180000 committed>ordered ${line}`, `180000 ordered>paid ${line}`])
  const state = after(command)
  expect(state).toMatchObject({ task: 'hand_in_report', until: '2027-02-28' })
  expect(state.payments).toEqual([
    {
      instalment: 'versement',
      parts: [
        {
          ...{ line, payer: fundIds.payer, cents: 180_000, is: 'paid', mandate: 'M-2025-7', on: '2025-05-02' },
          ...{ orderedBy: null, approvedBy: null, approvedAt: null },
        },
      ],
    },
  ])
  const past = { ...project, startsOn: '2025-01-01', endsOn: '2025-06-30' }
  expect(after(taking({ project: past }))).toMatchObject({ until: '2026-03-17' })
  expect(after(taking({ project: past, reportBy: '2026-04-15' }))).toMatchObject({ until: '2026-04-15' })
})

test('one whose report was read is evaluated, and one that was closed asks for nothing any more', () => {
  expect(after(taking({ reports: [report] }))).toMatchObject({
    task: 'evaluate',
    reports: [{ is: 'accepted', results }],
  })
  const state = after(taking({ reports: [report], closed }))
  expect(state).toMatchObject({ stage: 'closed', outcome: 'closed' })
  expect(plan(state, grant)?.until).toBeNull()
  expect(grantDecided(unknown, taking({ reports: [report], closed })).at(-1)).toMatchObject({ on: '2026-01-20' })
  // What was granted and not paid is free again.
  const less = { payments: [[{ ...taken.payments[0][0], cents: 150_000 }]], reports: [report], closed }
  expect(moves(taking(less)).at(-1)).toBe(`30000 committed>free ${line}`)
})

test('a grant in instalments goes on after what was paid of it, to the cent', () => {
  const command = taking(large)
  expect(types(command, full).slice(2, 7)).toEqual([
    ...['GrantNotified', 'AgreementTakenOver', 'PaymentOrdered', 'PaymentMade', 'PaymentMade'],
  ])
  expect(moves(command, full)).toEqual([
    ...[`66668 free>reserved ${line}`, `33333 free>reserved ${otherLine}`],
    ...[`66668 reserved>committed ${line}`, `33333 reserved>committed ${otherLine}`],
    ...[`40000 committed>ordered ${line}`, `19999 committed>ordered ${otherLine}`],
    ...[`40000 ordered>paid ${line}`, `19999 ordered>paid ${otherLine}`],
  ])
  const state = after(command, full)
  // Six months after the last payment are over.
  expect(state).toMatchObject({ task: 'hand_in_report', until: '2026-03-17', agreedOn: '2025-05-05', done: 1 })
  const again = after(taking({ ...large, reports: [report] }), full)
  expect(again).toMatchObject({ task: 'order_payment', done: 2 })
  const balance = [
    { line, cents: 26_668, mandate: 'M-3', on: '2026-01-05' },
    { line: otherLine, cents: 13_334, mandate: 'M-4', on: '2026-01-05' },
  ]
  const paid = after(taking({ ...large, payments: [advance, balance], reports: [report] }), full)
  expect(paid).toMatchObject({ task: 'hand_in_report', done: 3 })
  // Without its agreement it waits for one, and nothing of it can have been paid.
  expect(after(taking({ ...large, agreedOn: null, payments: [] }), full)).toMatchObject({ task: 'issue_agreement' })
})

const first = taken.payments[0][0]
const paying = (over: object) => ({ payments: [[{ ...first, ...over }]] })
test.each<[string, string, object, OutsideFacts?]>([
  ['of an unknown call', 'unknown_call', {}, { call: null }],
  ['of an unknown structure', 'unknown_structure', {}, { applicant: null }],
  ['of a budget that does not balance', 'budget_not_balanced', { project: { ...project, costCents: 1 } }],
  ['of more than was asked', 'more_than_asked', { cents: 200_001, split: [{ line, cents: 200_001 }] }],
  ['above the envelope', 'envelope_exceeded', {}, { engagedCents: lightCall.envelopeCents - 179_999 }],
  ['whose split does not add up', 'split_not_balanced', { cents: 179_999 }],
  ['awarded tomorrow', 'date_in_future', { awardedOn: '2026-03-03', ...none }],
  ['notified before it was awarded', 'date_before', { notified: { on: '2025-03-31', reference: 'D' } }],
  ['paid before it was notified', 'date_before', paying({ on: '2025-04-09' })],
  ['paid tomorrow', 'date_in_future', paying({ on: '2026-03-03' })],
  ['paid a cent too much', 'more_than_granted', paying({ cents: 180_001 })],
  ['paid by a line of another grant', 'payment_not_of_this_line', paying({ line: otherLine })],
  ['paid before it was decided to whom', 'course_out_of_order', { notified: null }],
  ['paid once more than its course says', 'course_out_of_order', { payments: [...taken.payments, ...taken.payments] }],
  ['reported before it was paid', 'course_out_of_order', { payments: [], reports: [report] }],
  ['reported before it was paid, by days', 'date_before', { reports: [{ ...report, on: '2025-05-01' }] }],
  ['that reports on nothing that it aimed at', 'targets_not_answered', { reports: [{ ...report, results: [] }] }],
  ['closed before its report', 'course_out_of_order', { closed }],
  ['closed before its report, by days', 'date_before', { reports: [report], closed: { ...closed, on: '2025-12-14' } }],
  ['closed without results', 'targets_not_answered', { reports: [report], closed: { ...closed, results: [] } }],
  ['signed where nothing is to be', 'course_out_of_order', { agreedOn: '2025-04-20' }],
  ['whose report is awaited by a past day', 'day_not_ahead', { reportBy: '2026-03-02' }],
  ['whose report is awaited before any payment', 'course_out_of_order', { payments: [], reportBy: '2026-05-02' }],
  ['by a mandate that another grant has used', 'mandate_already_recorded', {}, { usedMandates: [`${line} M-2025-7`] }],
])('a grant %s is not taken over: %s', (_why, expected, over, outside = {}) => {
  expect(rule(taking(over), light(outside))).toBe(expected)
})

test('a private body that was granted above 23 000 € without agreement is not taken over', () => {
  const cents = 2_300_001
  const of = { ...project, askedCents: cents, costCents: cents + 50_000 }
  const terms = { ...lightCall, envelopeCents: 10_000_000, largestCents: null }
  const over = { project: of, cents, split: [{ line, cents }], ...none }
  const outside = { call: { content: terms, status: 'retired' as const } }
  expect(rule(taking(over), light(outside))).toBe('agreement_required')
  const body = { project: { ...of, body: 'public' as const } }
  expect(rule(taking({ ...over, ...body }), light(outside))).toBe('yes')
})

test('two instalments by one mandate are refused, whatever its letters', () => {
  const again = [{ ...advance[0], cents: 1, mandate: 'm-1', on: '2026-01-05' }]
  expect(rule(taking({ ...large, payments: [advance, again], reports: [report] }), full)).toBe(
    'mandate_already_recorded',
  )
  expect(rule(taking({ ...large, agreedOn: '2025-04-09' }), full)).toBe('date_before')
})

test('a grant that is there is not taken over again', () => {
  expect(rule(taking(), light(), grantAt.notify())).toBe('already_exists')
})

test('its rows say that it was taken over, by what mandates it was paid, and by no hand of this service', () => {
  const rows = grantRows(after(taking()), grant)
  const of = (table: string) => rows.filter((each) => each.table === table).map(({ row }) => row)
  expect(of('grant_file')).toMatchObject([{ taken_over: true, granted_cents: 180_000, notified_on: '2025-04-10' }])
  expect(of('grant_payment')).toMatchObject([{ ordered_by: null, approved_by: null, mandate: 'M-2025-7' }])
  expect(of('grant_mandate')).toEqual([
    {
      ...{ grant_id: grant, mark: `${line} M-2025-7`, line, mandate: 'M-2025-7', territory: '40' },
      ...{ instalment: 'versement', status: 'paid' },
    },
  ])
  expect(grantRows(grantAt.notify(), grant)[0]?.row).toMatchObject({ taken_over: false })
})
