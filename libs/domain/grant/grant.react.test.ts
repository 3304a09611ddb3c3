import { fundIds, grantCommands as commands, grantFacts } from '../../testing/grant.fixtures'
import { agreementProvided, conditionProvided, grantAfter, grantAt, grantDecided } from '../../testing/grant.moments'
import type { Facts } from '../facts'
import type { Doer, Intent } from '../kernel/decider'
import type { GrantCommand } from './grant.decide'
import { evolve } from './grant.evolve'
import { react, stillDue } from './grant.react'
import type { GrantState, OpenGrant } from './grant.state'

const { grant, applicant, payer, reviewer } = fundIds
const somebody = { sub: 'somebody', role: 'fund_manager', lieu: null }
const structure = { sub: 'somebody', role: 'applicant', lieu: null }
const machine = { sub: 'system', role: 'system', lieu: null }

/** What is written to whom where a command is given. */
function mails(state: GrantState, command: GrantCommand, by: Doer = somebody, given?: Facts): readonly Intent[] {
  let known = state
  return grantDecided(state, command, given).flatMap((event) => {
    known = evolve(known, event)
    return react(event, known, grant, by)
  })
}
const told = (intents: readonly Intent[]) =>
  intents.map(({ mail, to, data }) =>
    `${mail} ${String(data.task ?? data.verdict ?? '')} → ${to.role} ${to.id}`.replace(/ +/g, ' '),
  )
const toStructure = `applicant ${applicant}`
const toManager = 'fund_manager 40'

const provide = (code: string): GrantCommand => ({ type: 'ProvideDocument', data: { code } })

type Case = readonly [Parameters<typeof mails>, readonly string[]]
const cases: readonly Case[] = [
  [[grantAt.check_application(), commands.AskCompletion], [`grant_task complete_application → ${toStructure}`]],
  [[grantAt.complete_application(), commands.ExpireGrant, machine], [`grant_task check_application → ${toManager}`]],
  [[grantAt.check_application(), commands.AdmitApplication], []],
  [[grantAt.meet_condition(), provide('statuts'), structure], [`grant_task check_condition → ${toManager}`]],
  [[grantAt.meet_condition(), provide('statuts')], []],
  [[grantAt.meet_condition(), provide('rib'), structure], []],
  [[conditionProvided(), provide('statuts'), structure, grantFacts({}, 'x', '2026-03-03T09:00:00Z')], []],
  [[conditionProvided(), commands.RemindGrant, machine], [`grant_reminder check_condition → ${toManager}`]],
  [[conditionProvided(), commands.ExpireGrant, machine], [`grant_late check_condition → ${toManager}`]],
  [[grantAt.meet_condition(), commands.RemindGrant, machine], [`grant_reminder meet_condition → ${toStructure}`]],
  [[grantAt.check_application(), commands.RefuseAdmission], [`grant_closed → ${toStructure}`]],
  [[grantAt.decide(), commands.AwardGrant], [`grant_decided awarded → ${toStructure}`]],
  [[grantAt.decide(), commands.RefuseGrant], [`grant_decided refused → ${toStructure}`]],
  [[grantAt.decide(), commands.DeferGrant], [`grant_decided deferred → ${toStructure}`]],
  [[grantAt.notify(), commands.ReopenInstruction], [`grant_decided reopened → ${toStructure}`]],
  [[grantAt.notify(), commands.NotifyGrant], [`grant_decided notified → ${toStructure}`]],
  [[grantAt.issue_agreement(), commands.IssueAgreement], [`grant_task sign_agreement → ${toStructure}`]],
  [[agreementProvided(), commands.SignAgreement, structure], [`grant_task countersign_agreement → ${toManager}`]],
  [[grantAt.countersign_agreement(), commands.CountersignAgreement], [`grant_decided agreed → ${toStructure}`]],
  [[grantAt.hand_in_report(), commands.AskAmendment, structure], [`grant_task decide_amendment → ${toManager}`]],
  [
    [grantAt.decide_amendment(), commands.DeclineAmendment],
    [`grant_decided unamended → ${toStructure}`, `grant_task hand_in_report → ${toStructure}`],
  ],
  [
    [grantAt.decide_amendment(), commands.AmendGrant],
    [`grant_decided amended → ${toStructure}`, `grant_task hand_in_report → ${toStructure}`],
  ],
  [
    [grantAfter(grantAt.order_payment(), commands.AskAmendment), commands.AmendGrant, machine],
    [`grant_decided amended → ${toStructure}`, `grant_task order_payment → ${toManager}`],
  ],
  // Another fund manager approves what this one has ordered.
  [[grantAt.order_payment(), commands.OrderPayment], [`grant_task approve_payment → ${toManager}`]],
  [
    [grantAt.approve_payment(), commands.ApprovePayment, somebody, grantFacts({}, fundIds.otherManager)],
    [`grant_task record_payment → payer ${payer}`],
  ],
  [
    [grantAt.record_payment(), commands.RecordPaid, { ...somebody, role: 'payer' }],
    [`grant_paid → ${toStructure}`, `grant_task hand_in_report → ${toStructure}`],
  ],
  [
    [grantAt.record_payment(), commands.RecordPaymentFailed, { ...somebody, role: 'payer' }],
    [`grant_task order_payment → ${toManager}`],
  ],
  [[grantAt.hand_in_report(), commands.HandInReport, structure], [`grant_task accept_report → ${toManager}`]],
  [[grantAt.hand_in_report(), commands.RemindGrant, machine], [`grant_reminder hand_in_report → ${toStructure}`]],
  [[grantAt.hand_in_report(), commands.ExpireGrant, machine], [`grant_task settle_report → ${toManager}`]],
  [[grantAt.accept_report(), commands.SendBackReport], [`grant_task hand_in_report → ${toStructure}`]],
  [[grantAt.evaluate(), commands.EvaluateGrant], [`grant_closed → ${toStructure}`]],
  [
    [grantAt.decide(), commands.WithdrawGrant, structure],
    [`grant_closed → ${toStructure}`, `grant_closed → ${toManager}`],
  ],
  [[grantAt.decide(), commands.ExpireGrant, machine], [`grant_late decide → ${toManager}`]],
  [
    [grantAt.study_application(), commands.RemindGrant, machine],
    [`grant_reminder study_application → ${toManager}`, `grant_review_asked → reviewer ${reviewer}`],
  ],
]

test.each(cases.map((each) => [each[0][1].type, each] as const))('%s', (_type, [given, expected]) => {
  expect(told(mails(...given))).toEqual(expected)
})

test('a task is asked with the day by which, in the words of the call', () => {
  const [asked] = mails(grantAt.check_application(), commands.AskCompletion)
  expect(asked?.data).toEqual({
    ...{ call: 'Actions de proximité 2026', number: '00000000', task: 'complete_application', until: '2026-03-20' },
  })
  const [paying] = mails(
    grantAt.approve_payment(),
    commands.ApprovePayment,
    machine,
    grantFacts({}, fundIds.otherManager),
  )
  // Sixty days after the 2nd of March.
  expect(paying?.data.until).toBe('2026-05-01')
})

test('what was decided is told with its sum, its day and its reason in words', () => {
  const [refused] = mails(grantAt.decide(), commands.RefuseGrant)
  expect(refused?.data).toMatchObject({
    verdict: 'refused',
    cents: null,
    reason: 'Le projet répond trop peu aux critères',
  })
  const [notified] = mails(grantAt.notify(), commands.NotifyGrant)
  expect(notified?.data).toMatchObject({ verdict: 'notified', cents: 180_000, reference: 'DEC-2026-014' })
  const [declined] = mails(grantAt.decide_amendment(), commands.DeclineAmendment)
  expect(declined?.data).toMatchObject({ verdict: 'unamended', reason: 'Le projet répond trop peu aux critères' })
  const [amended] = mails(grantAt.decide_amendment(), commands.AmendGrant)
  expect(amended?.data).toMatchObject({ verdict: 'amended', cents: 180_000, reason: 'Calendrier du projet changé' })
  const [agreed] = mails(grantAt.countersign_agreement(), commands.CountersignAgreement)
  expect(agreed?.data).toMatchObject({ verdict: 'agreed', cents: 180_000 })
  const [paid] = mails(grantAt.record_payment(), commands.RecordPaid, machine)
  expect(paid?.data).toMatchObject({ cents: 180_000, on: '2026-03-02', mandate: 'M-1042' })
})

test('once the document of a condition is there, its manager has as long as for a decision, and the structure nothing left to do', () => {
  const [asked] = mails(grantAt.meet_condition(), provide('statuts'), structure) as [Intent]
  // Thirty days after the 2nd of March.
  expect(asked.data.until).toBe('2026-04-01')
  expect(stillDue(conditionProvided(), asked)).toBe(true)
  const [reminded] = mails(grantAt.meet_condition(), commands.RemindGrant, machine) as [Intent]
  expect(reminded.data.until).toBe('2026-04-30')
  const later = grantFacts({}, 'x', '2026-03-03T09:00:00Z')
  expect(stillDue(conditionProvided(later), reminded)).toBe(false)
})

test('a mail about a wait is due while that wait lasts', () => {
  const [asked] = mails(grantAt.order_payment(), commands.OrderPayment) as [Intent]
  expect(stillDue(grantAt.approve_payment(), asked)).toBe(true)
  expect(stillDue({ ...(grantAt.approve_payment() as OpenGrant), since: '2026-03-03T00:00:00Z' }, asked)).toBe(false)
  expect(stillDue(grantAt.record_payment(), asked)).toBe(false)
  expect(stillDue(grantAt.closed(), asked)).toBe(false)
  const [decided] = mails(grantAt.decide(), commands.RefuseGrant) as [Intent]
  expect(stillDue(grantAt.closed(), decided)).toBe(true)
  const reviewAsked = mails(grantAt.study_application(), commands.RemindGrant, machine)[1] as Intent
  expect(stillDue(grantAt.study_application(), reviewAsked)).toBe(true)
  expect(stillDue(grantAt.decide(), reviewAsked)).toBe(false)
})
