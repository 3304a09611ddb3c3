import { fundIds, grantCommands as commands, grantFacts, project } from '../../testing/grant.fixtures'
import { grantAfter, grantAt, grantDecided } from '../../testing/grant.moments'
import type { GrantCommand } from './grant.decide'
import type { GrantEvent } from './grant.events'
import type { GrantState, KnownGrant, OpenGrant } from './grant.state'

const { line, otherLine, manager, otherManager, payer, otherPayer } = fundIds
const known = (state: GrantState): KnownGrant => {
  if (state.stage === 'unknown') throw new Error('unknown')
  return state
}
const open = (state: GrantState) => known(state) as OpenGrant
const other = grantFacts({}, otherManager)

/** What moves on which line, as one line of text each. */
const moves = (events: readonly GrantEvent[]) =>
  events.flatMap(({ data }) =>
    'movements' in data ? data.movements.map((each) => `${each.cents} ${each.from}>${each.to} ${each.line}`) : [],
  )

/** Two thirds from one line, one third from the other: 1 000.01 € that no percent divides. */
const split = [
  { line, cents: 66_668 },
  { line: otherLine, cents: 33_333 },
]
const granting: GrantCommand = { type: 'AwardGrant', data: { cents: 100_001, split, condition: null } }

/** The same with the course of the full call: 60 %, a report, 40 %, a report. */
function inInstalments(): OpenGrant {
  const state = open(grantAfter(grantAt.decide(), granting))
  const course = [
    { kind: 'payment', code: 'avance', fr: 'Avance', percent: 60 },
    { kind: 'report', code: 'intermediaire', fr: 'Bilan intermédiaire', from: 'payment', after: 'P6M' },
    { kind: 'payment', code: 'solde', fr: 'Solde', percent: 40 },
    { kind: 'report', code: 'final', fr: 'Bilan final', from: 'project_end', after: 'P2M' },
  ] as const
  return { ...state, opening: { ...state.opening, terms: { ...state.opening.terms, course: [...course] } } }
}

const pay = (state: GrantState, of: string, mandate: string, on = '2026-03-02') =>
  grantAfter(state, { type: 'RecordPaid', data: { line: of, mandate, on } })

function paidBoth(state: GrantState, mark: string): GrantState {
  const approved = grantAfter(grantAfter(state, commands.OrderPayment), commands.ApprovePayment, other)
  return pay(pay(approved, line, `${mark}-1`), otherLine, `${mark}-2`)
}

test('an application keeps the terms of its call, and what follows from them', () => {
  const { opening, task, until, stage } = open(grantAt.submit_application())
  expect(opening).toMatchObject({ call: 'landes-actions-2026.v1', structure: fundIds.applicant, territory: '40' })
  expect(opening.terms).toMatchObject({ title: 'Actions de proximité 2026', envelopeCents: 2_000_000 })
  expect({ stage, task, until }).toEqual({ stage: 'application', task: 'submit_application', until: '2026-12-31' })
})

test('what is granted is reserved by its lines, and committed by the notification', () => {
  const awarded = grantDecided(grantAt.decide(), granting)
  expect(moves(awarded)).toEqual([`66668 free>reserved ${line}`, `33333 free>reserved ${otherLine}`])
  expect(awarded[0]?.data).toMatchObject({ split: [{ payer }, { payer: otherPayer }] })
  const notified = grantDecided(grantAfter(grantAt.decide(), granting), commands.NotifyGrant)
  expect(moves(notified)).toEqual([`66668 reserved>committed ${line}`, `33333 reserved>committed ${otherLine}`])
})

test('instalments are whole cents, and the last one pays what rounding left', () => {
  const notified = grantAfter(inInstalments(), commands.NotifyGrant)
  const advance = grantDecided(notified, commands.OrderPayment)
  expect(advance[0]?.data).toMatchObject({ instalment: 'avance', cents: 40_000 + 19_999, by: manager })
  expect(moves(advance)).toEqual([`40000 committed>ordered ${line}`, `19999 committed>ordered ${otherLine}`])
  const paid = paidBoth(notified, 'M1')
  expect(open(paid)).toMatchObject({ task: 'hand_in_report', until: '2026-09-02', done: 1 })
  const again = grantAfter(grantAfter(paid, commands.HandInReport), commands.AcceptReport)
  const balance = grantDecided(again, commands.OrderPayment)
  expect(balance[0]?.data).toMatchObject({ instalment: 'solde', cents: 26_668 + 13_334 })
  const last = paidBoth(again, 'M2')
  // The end of the project, and two months.
  expect(open(last)).toMatchObject({ task: 'hand_in_report', until: '2027-02-28', done: 3 })
  const ready = grantAfter(grantAfter(last, commands.HandInReport), commands.AcceptReport)
  const closed = grantDecided(ready, commands.EvaluateGrant)
  expect(closed.map(({ type }) => type)).toEqual(['GrantEvaluated', 'GrantClosed'])
  expect(moves(closed)).toEqual([])
})

test('a payment that failed is committed again, ordered anew for that line alone, and paid once', () => {
  const notified = grantAfter(inInstalments(), commands.NotifyGrant)
  const approved = grantAfter(grantAfter(notified, commands.OrderPayment), commands.ApprovePayment, other)
  const one = pay(approved, line, 'M1-1')
  expect(open(one).task).toBe('record_payment')
  const failing: GrantCommand = {
    type: 'RecordPaymentFailed',
    data: { line: otherLine, mandate: 'M1-2', on: '2026-03-02' },
  }
  expect(moves(grantDecided(one, failing))).toEqual([`19999 ordered>committed ${otherLine}`])
  const failed = grantAfter(one, failing)
  expect(open(failed)).toMatchObject({ task: 'order_payment', done: 0 })
  const anew = grantDecided(failed, commands.OrderPayment)
  expect(moves(anew)).toEqual([`19999 committed>ordered ${otherLine}`])
  expect(anew[0]?.data).toMatchObject({ instalment: 'avance', cents: 19_999 })
  const ordered = grantAfter(failed, commands.OrderPayment)
  expect(open(ordered).payments).toHaveLength(1)
  const paid = pay(grantAfter(ordered, commands.ApprovePayment, other), otherLine, 'M1-3')
  expect(open(paid)).toMatchObject({ task: 'hand_in_report', done: 1 })
  expect(open(paid).payments[0]?.parts.map(({ is, mandate }) => `${is} ${mandate}`)).toEqual(['paid M1-1', 'paid M1-3'])
})

test('back to instruction, the old decision stays with its reason and what it held is free', () => {
  const state = grantAfter(grantAt.decide(), granting)
  expect(moves(grantDecided(state, commands.ReopenInstruction))).toEqual([
    `66668 reserved>free ${line}`,
    `33333 reserved>free ${otherLine}`,
  ])
  const reopened = open(grantAfter(state, commands.ReopenInstruction))
  expect(reopened).toMatchObject({ task: 'study_application', award: null, proposal: null, hearing: null })
  expect(reopened.decisions).toMatchObject([{ is: 'awarded', cents: 100_001, reversed: 'fait_nouveau' }])
  const notified = grantAfter(state, commands.NotifyGrant)
  expect(moves(grantDecided(notified, commands.ReopenInstruction))[0]).toBe(`66668 committed>free ${line}`)
})

test('withdrawn, lapsed or unspent, what a grant held goes back to its lines', () => {
  const reserved = grantAt.notify()
  expect(moves(grantDecided(reserved, commands.WithdrawGrant))).toEqual([`180000 reserved>free ${line}`])
  const lapsed = grantDecided(grantAt.meet_condition(), commands.ExpireGrant)
  expect(lapsed[0]?.data).toMatchObject({ outcome: 'lapsed' })
  expect(moves(lapsed)).toEqual([`180000 reserved>free ${line}`])
  expect(moves(grantDecided(grantAt.sign_agreement(), commands.WithdrawGrant))).toEqual([
    `180000 reserved>free ${line}`,
  ])
})

test('what comes back is asked of each line in the measure that it paid, and closes a grant of which all came back', () => {
  const state = grantAt.record_recovery()
  expect(open(state).recovery?.parts).toEqual([{ line, payer, cents: 50_000, recovered: 0 }])
  const half: GrantCommand = { type: 'RecordRecovered', data: { line, cents: 20_000, title: 'T-1', on: '2026-03-02' } }
  expect(moves(grantDecided(state, half))).toEqual([`20000 paid>free ${line}`])
  const rest: GrantCommand = { type: 'RecordRecovered', data: { line, cents: 30_000, title: 'T-2', on: '2026-03-02' } }
  const back = open(grantAfter(grantAfter(state, half), rest))
  expect(back).toMatchObject({ task: 'evaluate', recovery: null, recovered: { [line]: 50_000 } })
  const all: GrantCommand = { type: 'OrderRecovery', data: { cents: 130_000, reason: 'non_realise' } }
  const whole: GrantCommand = {
    type: 'RecordRecovered',
    data: { line, cents: 130_000, title: 'T-3', on: '2026-03-02' },
  }
  const events = grantDecided(grantAfter(back, all), whole)
  expect(events.map(({ type }) => type)).toEqual(['FundsRecovered', 'GrantClosed'])
  expect(events[1]?.data).toMatchObject({ outcome: 'recovered', movements: [] })
})

test('a review is given by whoever was asked, again until the end, and no more after a conflict', () => {
  const asked = grantAt.study_application()
  const by = grantFacts({}, fundIds.reviewer)
  const given = open(grantAfter(asked, commands.GiveReview, by))
  expect(given.reviews).toMatchObject([{ reviewer: fundIds.reviewer, is: 'answered', favourable: true }])
  expect(grantDecided(given, commands.GiveReview, by)).toEqual([])
  const conflict = open(grantAfter(given, commands.DeclineReview, by))
  expect(conflict.reviews).toEqual([{ reviewer: fundIds.reviewer, is: 'in_conflict', favourable: null, scores: [] }])
  expect(grantDecided(conflict, commands.DeclineReview, by)).toEqual([])
})

test('what says the same changes nothing', () => {
  expect(grantDecided(grantAt.submit_application(), commands.DraftApplication)).toEqual([])
  const provided = grantAfter(grantAt.submit_application(), commands.ProvideDocument)
  const document = { id: fundIds.document, sha256: '', mediaType: 'application/pdf', bytes: 1, known: true } as const
  expect(grantDecided(provided, commands.ProvideDocument, grantFacts({ document }))).toEqual([])
  expect(grantDecided(grantAt.study_application(), commands.AskReviewer)).toEqual([])
  const { until } = open(grantAt.hand_in_report())
  expect(grantDecided(grantAt.hand_in_report(), { type: 'MoveReportDay', data: { until: until ?? '' } })).toEqual([])
})

test('a draft is written over, with its own call and structure', () => {
  const larger = { ...project, costCents: 260_000, ownCents: 40_000 }
  const redrafted: GrantCommand = {
    type: 'DraftApplication',
    data: { ...commands.DraftApplication.data, project: larger },
  }
  expect(open(grantAfter(grantAt.submit_application(), redrafted)).project.ownCents).toBe(40_000)
})
