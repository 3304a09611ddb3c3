import { fundIds } from '../../testing/grant.fixtures'
import { grantAt } from '../../testing/grant.moments'
import type { Intent } from '../kernel/decider'
import type { GrantEvent } from './grant.events'
import { react, stillDue } from './grant.react'
import type { GrantState, KnownGrant, OpenGrant, Review } from './grant.state'

const { grant, applicant, reviewer, otherReviewer } = fundIds
const at = '2026-03-02T09:00:00Z'
const machine = { sub: 'system', role: 'system', lieu: null }
const open = (task: Exclude<keyof typeof grantAt, 'unknown' | 'closed'>) => grantAt[task]() as OpenGrant
const known = (state: GrantState) => state as KnownGrant

/** What one event has written, whatever it says. */
const mailsOf = (type: GrantEvent['type'], state: GrantState, data: object = {}): readonly Intent[] =>
  react({ type, data, at } as GrantEvent, state, grant, machine)
const about = { call: 'Actions de proximité 2026', number: '00000000' }
const waiting = { ...about, task: 'check_application', until: '2026-04-13' }
const task = { name: 'check_application', since: at }
const manager = { role: 'fund_manager', id: '40' } as const
const structure = { role: 'applicant', id: applicant }

test.each([
  ...(['ApplicationSubmitted', 'CompletionAsked', 'ApplicationCompleted', 'CompletionMissed'] as const),
  ...(['CommitteeHeard', 'DeferralEnded', 'ConditionLifted', 'AgreementIssued', 'AgreementSigned'] as const),
  ...(['PaymentOrdered', 'PaymentApproved', 'PaymentFailed', 'ReportAwaited', 'ReportHandedIn'] as const),
  ...(['ReportMissed', 'ReportSentBack', 'ReportDayMoved', 'ReportAccepted'] as const),
  ...(['RecoveryOrdered', 'FundsRecovered', 'AmendmentAsked', 'AmendmentDecided', 'PaymentNotDue'] as const),
])('%s asks whoever must act next, and nobody once the grant is closed', (type) => {
  const [asked, ...more] = mailsOf(type, open('check_application'))
  expect(more).toEqual([])
  expect(asked).toEqual({ mail: 'grant_task', to: manager, data: { ...waiting, until: asked?.data.until }, task })
  expect(mailsOf(type, grantAt.closed())).toEqual([])
  expect(mailsOf(type, grantAt.unknown())).toEqual([])
})

test.each([
  ...(['ApplicationDrafted', 'ApplicationAdmitted', 'ReviewGiven', 'ReviewDeclined'] as const),
  ...(['InstructionConcluded', 'CommitteeConvened', 'CommitteeCancelled', 'GrantEvaluated'] as const),
  'PlanRecomputed' as const,
])('%s writes to nobody', (type) => {
  expect(mailsOf(type, open('check_application'))).toEqual([])
})

test('an event that nobody has thought of is a mistake, not silence', () => {
  expect(() => mailsOf('Unheard' as GrantEvent['type'], open('decide'))).toThrow()
})

test('a report is not asked for before its day is told', () => {
  expect(mailsOf('PaymentFailed', { ...open('hand_in_report'), until: null })).toEqual([])
  expect(mailsOf('ReportAwaited', open('hand_in_report'))).toMatchObject([{ data: { until: '2027-02-28' } }])
})

test('somebody who is asked to study it is told by which day', () => {
  const asked = (state: GrantState) => mailsOf('ReviewAsked', state, { reviewer })
  const [first] = asked(open('study_application'))
  const until = first?.data.until
  expect(first).toEqual({
    ...{ mail: 'grant_review_asked', to: { role: 'reviewer', id: reviewer }, data: { ...about, until }, task: null },
  })
  expect(until).toMatch(/^2026-/)
  expect(asked(grantAt.closed())).toMatchObject([{ data: { ...about, until: null } }])
})

const review = (who: string, is: Review['is']): Review => ({ reviewer: who, is, favourable: null, scores: [] })

test('reviewers who have not answered are reminded as long as it is studied, and no others', () => {
  const reviews = [review(reviewer, 'answered'), review(otherReviewer, 'asked'), review('actor-x', 'in_conflict')]
  const told = (state: GrantState) => mailsOf('GrantReminded', state).map(({ mail, to }) => `${mail} ${to.id}`)
  expect(told({ ...open('study_application'), reviews })).toEqual([
    'grant_reminder 40',
    `grant_review_asked ${otherReviewer}`,
  ])
  expect(told({ ...open('decide'), reviews })).toEqual(['grant_reminder 40'])
})

test.each<[string, GrantEvent['type'], GrantState, object, object, readonly string[]]>([
  ['granted', 'GrantAwarded', open('notify'), { cents: 5, condition: null }, { verdict: 'awarded', cents: 5 }, []],
  [
    'granted on a condition',
    'GrantAwarded',
    open('meet_condition'),
    { cents: 5, condition: { document: 'statuts', until: '2026-04-30' } },
    { verdict: 'subject', cents: 5, until: '2026-04-30' },
    ['grant_task meet_condition'],
  ],
  [
    'refused',
    'GrantRefused',
    grantAt.closed(),
    { reason: 'enveloppe_epuisee' },
    { verdict: 'refused', reason: 'L’enveloppe est épuisée' },
    [],
  ],
  ['refused for a reason of no list', 'GrantRefused', open('decide'), { reason: 'x' }, { verdict: 'refused' }, []],
  [
    'notified, with something to do',
    'GrantNotified',
    open('sign_agreement'),
    { reference: 'DEC-1' },
    { call: 'Projets structurants 2026', verdict: 'notified', cents: 180_000, reference: 'DEC-1' },
    ['grant_task sign_agreement'],
  ],
  [
    'notified of nothing',
    'GrantNotified',
    open('decide'),
    { reference: 'D' },
    { verdict: 'notified', reference: 'D' },
    [],
  ],
  ['agreed on', 'AgreementCountersigned', grantAt.closed(), {}, { verdict: 'agreed', cents: 180_000 }, []],
  [
    'agreed on nothing',
    'AgreementCountersigned',
    { ...known(grantAt.closed()), award: null },
    {},
    { verdict: 'agreed' },
    [],
  ],
])('what was decided is told to the structure, and what it has to do: %s', (_, type, state, data, verdict, asked) => {
  const [decided, ...tasks] = mailsOf(type, state, data)
  const none = { cents: null, reason: null, until: null, reference: null }
  expect(decided).toEqual({ mail: 'grant_decided', to: structure, data: { ...about, ...none, ...verdict }, task: null })
  expect(tasks.map(({ mail, data: told }) => `${mail} ${String(told.task)}`)).toEqual(asked)
})

test('a signature of an amendment is told by the amendment, not by the agreement', () => {
  const state = open('order_payment')
  const amendment = { is: 'decided' } as unknown as OpenGrant['amendment']
  expect(mailsOf('AgreementCountersigned', { ...state, amendment })).toEqual([])
  const told = mailsOf('AgreementCountersigned', state).map(({ mail, to }) => `${mail} ${to.role}`)
  expect(told).toEqual(['grant_decided applicant', 'grant_task fund_manager'])
})

test.each([
  [{ outcome: 'closed', reason: null }, null],
  [{ outcome: 'inadmissible', reason: 'hors_delai' }, 'Demande hors délai'],
  [{ outcome: 'withdrawn', reason: 'autre_financement' }, 'Autre financement obtenu'],
  [{ outcome: 'withdrawn', reason: 'humeur' }, null],
])('a grant that is closed by %j is told so in words', (data, reason) => {
  const told = { mail: 'grant_closed', data: { ...about, outcome: data.outcome, reason }, task: null }
  expect(mailsOf('GrantClosed', grantAt.closed(), data)).toEqual([
    { ...told, to: structure },
    { ...told, to: manager },
  ])
})

test('a refusal that was told is not told again', () => {
  expect(mailsOf('GrantClosed', grantAt.closed(), { outcome: 'refused', reason: 'criteres' })).toEqual([])
})

test('what was paid is told with its day, its mandate and all that moved; then what comes next is asked', () => {
  const data = { mandate: 'M-1', movements: [{ cents: 5 }, { cents: 7 }] }
  const [paid, next] = mailsOf('PaymentMade', open('order_payment'), data)
  const told = { ...about, cents: 12, on: null, mandate: 'M-1' }
  expect(paid).toEqual({ mail: 'grant_paid', to: structure, data: told, task: null })
  expect(next).toMatchObject({ mail: 'grant_task', to: manager, data: { task: 'order_payment' } })
})

test('a mail about a wait is due while it lasts, one about a decision for ever', () => {
  const intent = (over: Partial<Intent>): Intent => ({ mail: 'grant_task', to: manager, data: {}, task, ...over })
  const state = open('check_application')
  const due = (given: GrantState, over: Partial<Intent> = {}) => stillDue(given, intent(over))
  expect([due(state), due({ ...state, since: '2026-03-03T09:00:00Z' }), due(open('decide'))]).toEqual([
    true,
    false,
    false,
  ])
  const over = { task: state.task, since: state.since }
  const gone = [{ stage: 'unknown', ...over } as never, { ...known(grantAt.closed()), ...over } as never]
  expect(gone.map((each) => due(each))).toEqual([false, false])
  expect([due(grantAt.closed(), { task: null }), due(grantAt.unknown(), { task: null })]).toEqual([true, true])
})

test('a reviewer is still to be asked who has not answered', () => {
  const due = (state: GrantState) =>
    stillDue(state, { mail: 'grant_review_asked', to: { role: 'reviewer', id: reviewer }, data: {}, task: null })
  const studied = (...reviews: readonly Review[]) => ({ ...open('study_application'), reviews })
  expect(due(studied(review(otherReviewer, 'answered'), review(reviewer, 'asked')))).toBe(true)
  expect(due(studied(review(otherReviewer, 'asked'), review(reviewer, 'answered')))).toBe(false)
  expect(due(studied(review(otherReviewer, 'asked')))).toBe(false)
  expect(due(studied())).toBe(false)
  expect(due({ ...open('decide'), reviews: [review(reviewer, 'asked')] })).toBe(false)
})
