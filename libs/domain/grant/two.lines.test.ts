import { fundIds, grantCommands as commands, grantFacts } from '../../testing/grant.fixtures'
import { grantAfter, grantAt, grantDecided } from '../../testing/grant.moments'
import { refusalOf, underFullCall } from '../../testing/grant.refusals'
import type { Facts } from '../facts'
import type { GrantCommand } from './grant.decide'
import { evolve } from './grant.evolve'
import { plan } from './grant.plan'
import { react } from './grant.react'
import type { GrantState, OpenGrant } from './grant.state'

const { line, otherLine, payer, otherPayer, otherManager } = fundIds
const other = grantFacts({}, otherManager)
const on = '2026-03-02'
const split = [
  { line, cents: 60_000 },
  { line: otherLine, cents: 40_001 },
]
const course = [
  { kind: 'payment', code: 'avance', fr: 'Avance', percent: 60 },
  { kind: 'payment', code: 'solde', fr: 'Solde', percent: 40 },
  { kind: 'report', code: 'bilan', fr: 'Bilan', from: 'project_end', after: 'P2M' },
] as const

/** A grant of two lines and two payments that waits for its first order; money may be asked back of it. */
function notified(): OpenGrant {
  const awarded = grantAfter(grantAt.decide(), { type: 'AwardGrant', data: { cents: 100_001, split, condition: null } })
  const { opening, ...state } = grantAfter(awarded, commands.NotifyGrant) as OpenGrant
  const { terms } = underFullCall(grantAt.decide(), null).opening
  const { recovery, reasons } = terms
  return { ...state, opening: { ...opening, terms: { ...opening.terms, recovery, reasons, course: [...course] } } }
}
const open = (state: GrantState) => state as OpenGrant
const ordered = (state: GrantState) =>
  grantAfter(grantAfter(state, commands.OrderPayment), commands.ApprovePayment, other)
const paying = (of: string, mandate: string): GrantCommand => ({ type: 'RecordPaid', data: { line: of, mandate, on } })
const failing = (of: string, mandate: string): GrantCommand => ({
  type: 'RecordPaymentFailed',
  data: { line: of, mandate, on },
})
const paid = (state: GrantState, mark: string) =>
  grantAfter(grantAfter(ordered(state), paying(line, `${mark}-1`)), paying(otherLine, `${mark}-2`))
const whole = () => grantAfter(paid(paid(notified(), 'A'), 'B'), commands.HandInReport)
const payments = (state: GrantState) =>
  open(state).payments.map(({ instalment, parts }) =>
    [instalment, ...parts.map(({ cents, is, mandate }) => `${cents} ${is} ${mandate}`)].join(' | '),
  )
const ownerOf = (state: GrantState) => plan(state, fundIds.grant)?.owner

test('a second instalment leaves the first one as it was', () => {
  const first = paid(notified(), 'A')
  expect(payments(first)).toEqual(['avance | 36000 paid A-1 | 24000 paid A-2'])
  const second = grantAfter(first, commands.OrderPayment)
  const before = 'avance | 36000 paid A-1 | 24000 paid A-2'
  expect(payments(second)).toEqual([before, 'solde | 24000 ordered null | 16001 ordered null'])
  const approved = grantAfter(second, commands.ApprovePayment, other)
  const failed = grantAfter(approved, failing(otherLine, 'B-2'))
  expect(payments(failed)).toEqual([before, 'solde | 24000 ordered null | 16001 failed B-2'])
  const rest = grantAfter(failed, paying(line, 'B-1'))
  expect([payments(rest)[1], open(rest).task]).toEqual(['solde | 24000 paid B-1 | 16001 failed B-2', 'order_payment'])
  const anew = grantAfter(rest, commands.OrderPayment)
  expect(payments(anew)).toEqual([before, 'solde | 24000 paid B-1 | 16001 ordered null'])
  expect(open(anew).payments[1]?.parts.map(({ approvedBy }) => approvedBy)).toEqual([otherManager, null])
})

test('each payer is asked for what its line has not answered yet', () => {
  const both = ordered(notified())
  expect(ownerOf(both)).toEqual({ role: 'payer', id: payer })
  expect(ownerOf(grantAfter(both, paying(line, 'A-1')))).toEqual({ role: 'payer', id: otherPayer })
  expect(refusalOf(['', '', () => grantAfter(both, paying(line, 'A-1')), paying(line, 'A-9')])).toBe(
    'payment_not_of_this_line field=line',
  )
  // The same number of two payers is two mandates.
  expect(refusalOf(['', '', () => grantAfter(both, paying(line, 'A-1')), paying(otherLine, 'a-1')])).toBe(
    'accepted: PaymentMade',
  )
})

test('every payer who is awaited is written to, once, and reminded until they have answered', () => {
  const machine = { sub: 'system', role: 'system', lieu: null }
  const later = (at: string) => grantFacts({}, 'x', at)
  const written = (state: GrantState, command: GrantCommand, given?: Facts) => {
    let known = state
    return grantDecided(state, command, given).flatMap((event) => {
      known = evolve(known, event)
      return react(event, known, fundIds.grant, machine).map(({ mail, to }) => `${mail} ${to.id}`)
    })
  }
  const waiting = grantAfter(notified(), commands.OrderPayment)
  expect(written(waiting, commands.ApprovePayment, other)).toEqual([`grant_task ${payer}`, `grant_task ${otherPayer}`])
  const both = ordered(notified())
  expect(written(both, commands.RemindGrant)).toEqual([`grant_reminder ${payer}`, `grant_reminder ${otherPayer}`])
  const next = later('2026-03-04T09:00:00Z')
  expect(written(both, paying(line, 'A-1'), next)).toEqual([`grant_paid ${fundIds.applicant}`])
  const one = grantAfter(both, paying(line, 'A-1'), next)
  expect(written(one, commands.RemindGrant, next)).toEqual([`grant_reminder ${otherPayer}`])
  expect(written(one, failing(otherLine, 'A-2'), next)).toEqual(['grant_task 40'])
  expect(written(both, failing(line, 'A-1'), next)).toEqual([])
  // What is asked back is asked of both as well.
  const asked = grantAfter(whole(), ask(100_000))
  expect(written(whole(), ask(100_000))).toEqual([`grant_task ${payer}`, `grant_task ${otherPayer}`])
  expect(written(asked, back(line, 1, 'T-1', '2026-03-04'), next)).toEqual([])
})

test('a payer of two lines is written to once', () => {
  const awarded = notified()
  const shares = split.map((part) => ({ ...part, payer }))
  const state = { ...awarded, award: awarded.award && { ...awarded.award, split: shares } }
  const approving = grantDecided(grantAfter(state, commands.OrderPayment), commands.ApprovePayment, other)
  const after = ordered(state)
  const to = approving.flatMap((event) => react(event, after, fundIds.grant, { sub: 'x', role: 'system', lieu: null }))
  expect(to.map(({ to: { id } }) => id)).toEqual([payer])
})

const ask = (cents: number): GrantCommand => ({ type: 'OrderRecovery', data: { cents, reason: 'non_realise' } })
const back = (of: string, cents: number, title: string, day = on): GrantCommand => ({
  type: 'RecordRecovered',
  data: { line: of, cents, title, on: day },
})
const parts = (state: GrantState) => open(state).recovery?.parts.map(({ cents, recovered }) => [cents, recovered])

test.each([
  [50_000, [29_999, 20_001]],
  [100_001, [60_000, 40_001]],
  [1, [1]],
])('%i cents are asked back of each line in the measure that it paid, to the cent', (cents, expected) => {
  const [event] = grantDecided(whole(), ask(cents))
  expect(event?.type === 'RecoveryOrdered' && event.data.parts.map((part) => part.cents)).toEqual(expected)
})

test('what is asked back is over once each line has all of it', () => {
  const asked = grantAfter(whole(), ask(50_000))
  expect([ownerOf(asked), parts(asked)]).toEqual([
    { role: 'payer', id: payer },
    [
      [29_999, 0],
      [20_001, 0],
    ],
  ])
  const first = grantAfter(asked, back(line, 29_999, 'T-1'))
  expect([ownerOf(first), open(first).task]).toEqual([{ role: 'payer', id: otherPayer }, 'record_recovery'])
  const some = grantAfter(first, back(otherLine, 20_000, 'T-2'))
  expect(parts(some)).toEqual([
    [29_999, 29_999],
    [20_001, 20_000],
  ])
  expect(refusalOf(['', '', () => some, back(otherLine, 2, 'T-3')])).toBe(
    'more_than_recoverable field=cents cents=2 most=1',
  )
  expect(refusalOf(['', '', () => some, back(otherLine, 1, 't-2')])).toBe(
    'title_already_recorded field=title title=t-2',
  )
  expect(refusalOf(['', '', () => some, back(otherLine, 1, 'T-3', '2026-03-03')])).toBe(
    'date_in_future field=on date=2026-03-03',
  )
  const over = open(grantAfter(some, back(otherLine, 1, 'T-3')))
  expect([over.task, over.recovery, over.recovered]).toEqual([
    'accept_report',
    null,
    { [line]: 29_999, [otherLine]: 20_001 },
  ])
  expect(refusalOf(['', '', () => over, ask(50_002)])).toBe('more_than_paid field=cents cents=50002 most=50001')
  expect(refusalOf(['', '', () => over, ask(50_001)])).toBe('accepted: RecoveryOrdered')
})

test('a grant of which every line has all back is closed, and not before', () => {
  const asked = grantAfter(whole(), ask(100_001))
  expect(grantDecided(asked, back(line, 60_000, 'T-1')).map(({ type }) => type)).toEqual(['FundsRecovered'])
  const rest = grantAfter(asked, back(line, 60_000, 'T-1'))
  const closed = grantDecided(rest, back(otherLine, 40_001, 'T-2'))
  expect(closed.map(({ type }) => type)).toEqual(['FundsRecovered', 'GrantClosed'])
})
