import { fundIds, grantFacts } from '../../testing/grant.fixtures'
import { grantAt } from '../../testing/grant.moments'
import type { CourseStep } from '../call/call.schema'
import { announced, dayMoved } from './course.events'
import type { OpenGrant, PaymentPart } from './grant.state'

type From = Extract<CourseStep, { kind: 'report' }>['from']
const part = (on: string | null): PaymentPart => ({
  ...{ line: fundIds.line, payer: fundIds.payer, cents: 1, is: on === null ? 'ordered' : 'paid' },
  ...{ orderedBy: 'a', approvedBy: 'b', approvedAt: null, mandate: null, on },
})

/** A grant that comes to a report, due so long after `from`. */
function coming(from: From, after: string, over: Partial<OpenGrant> = {}): OpenGrant {
  const state = grantAt.hand_in_report() as OpenGrant
  const course = [{ kind: 'report', code: 'bilan', fr: 'Bilan', from, after }] as const
  const opening = { ...state.opening, terms: { ...state.opening.terms, course: [...course] } }
  const payments = [{ instalment: 'un', parts: [part('2026-02-10'), part(null)] }]
  return { ...state, opening, done: 0, reports: [], payments, notifiedOn: '2026-01-20', ...over }
}
const days = (state: OpenGrant, now = '2026-03-02T09:00:00Z') =>
  announced(state, grantFacts({}, fundIds.manager, now)).map(({ type, data, at }) => [type, data, at])
const awaited = (until: string) => [['ReportAwaited', { report: 'bilan', until }, '2026-03-02T09:00:00Z']]

test.each<[string, From, string, Partial<OpenGrant>, string]>([
  ['after the notification', 'notification', 'P6M', {}, '2026-07-20'],
  ['after the last payment', 'payment', 'P3M', {}, '2026-05-10'],
  [
    'after the last of several payments, in whatever order',
    'payment',
    'P3M',
    { payments: [{ instalment: 'un', parts: [part('2026-02-27'), part('2026-02-10')] }] },
    '2026-05-27',
  ],
  ['after the end of the project', 'project_end', 'P2M', {}, '2027-02-28'],
  ['where nothing is paid, after today', 'payment', 'P1M', { payments: [] }, '2026-04-02'],
  ['which is past: fifteen days after it is asked for', 'notification', 'P1M', {}, '2026-03-17'],
  ['today: fifteen days after it is asked for', 'notification', 'P41D', {}, '2026-03-17'],
  ['in fourteen days: a day more', 'notification', 'P55D', {}, '2026-03-17'],
  ['in fifteen days: as it is', 'notification', 'P56D', {}, '2026-03-17'],
  ['in sixteen days: as it is', 'notification', 'P57D', {}, '2026-03-18'],
])('the day of a report: %s', (_, from, after, over, until) => {
  expect(days(coming(from, after, over))).toEqual(awaited(until))
})

test('the day is that of the territory', () => {
  const late = '2026-03-02T23:30:00Z'
  expect(days(coming('payment', 'P1D', { payments: [] }), late)).toMatchObject([[{}, { until: '2026-03-18' }, late]])
})

const payment = { kind: 'payment', code: 'solde', fr: 'Solde', percent: 40 } as const
const due = coming('notification', 'P1D')
test.each<[string, Parameters<typeof announced>[0]]>([
  ['is not there', { ...due, stage: 'unknown' } as never],
  ['is closed', { ...due, stage: 'closed' } as never],
  ['waits for something else', { ...due, task: 'order_payment' }],
  ['has taken all its steps', { ...due, done: 1 }],
  ['comes to a payment', { ...due, opening: { ...due.opening, terms: { ...due.opening.terms, course: [payment] } } }],
  [
    'has its report announced',
    { ...due, reports: [{ report: 'bilan', until: '2026-05-01', is: 'awaited', results: [] }] },
  ],
])('nothing is announced of a grant that %s', (_, state) => {
  expect(announced(state, grantFacts())).toEqual([])
})

test('a report that was accepted is no obstacle to the next one', () => {
  const accepted = { report: 'avant', until: '2026-02-01', is: 'accepted', results: [] } as const
  expect(days({ ...due, reports: [accepted] })).toEqual(awaited('2026-03-17'))
})

/** A report that is awaited from the end of the project, which is another day now. */
function later(over: Partial<OpenGrant> = {}): OpenGrant {
  const state = coming('project_end', 'P2M', over)
  const reports = [{ report: 'bilan', until: '2027-02-28', is: 'awaited', results: [] }] as const
  return { ...state, reports, project: { ...state.project, endsOn: '2027-03-31' }, ...over }
}
const movedTo = (after: Parameters<typeof dayMoved>[1]) =>
  dayMoved(coming('project_end', 'P2M'), after, grantFacts()).map(({ type, data, at }) => [type, data, at])

test('a report that is counted from the end of the project comes by another day where that end moves', () => {
  expect(movedTo(later())).toEqual([
    ['ReportDayMoved', { report: 'bilan', until: '2027-05-31' }, '2026-03-02T09:00:00Z'],
  ])
})

test('that day, too, leaves time for the report', () => {
  const soon = later()
  expect(movedTo({ ...soon, project: { ...soon.project, endsOn: '2026-01-05' } })).toMatchObject([
    ['ReportDayMoved', { until: '2026-03-17' }, '2026-03-02T09:00:00Z'],
  ])
})

const { opening } = later()
const under = (course: OpenGrant['opening']['terms']['course']) => ({ ...opening, terms: { ...opening.terms, course } })
test.each<[string, Parameters<typeof dayMoved>[1]]>([
  ['whose end is the same', { ...later(), project: coming('project_end', 'P2M').project }],
  ['that is closed', { ...later(), stage: 'closed' } as never],
  ['that waits for something else', later({ task: 'accept_report' })],
  ['that is elsewhere', { ...later(), stage: 'evaluation' } as never],
  ['that has no report awaited', later({ reports: [] })],
  ['that has taken all its steps', later({ done: 1 })],
  ['that comes to a payment', later({ opening: under([payment]) })],
  ['whose report is counted from its notification', later({ opening: coming('notification', 'P2M').opening })],
])('no day moves of a grant %s', (_, after) => expect(movedTo(after)).toEqual([]))
