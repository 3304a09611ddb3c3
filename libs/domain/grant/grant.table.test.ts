import { fundIds, grantCommands, grantFacts, nextAgreement, sessionTold } from '../../testing/grant.fixtures'
import { grantAt } from '../../testing/grant.moments'
import type { Facts } from '../facts'
import { signing } from './agreement.decide'
import { decide, type GrantCommand } from './grant.decide'

/** Every command at every task: what is done there is written by hand, all else is refused by the rule that says so. */

type Moment = keyof typeof grantAt
type Type = GrantCommand['type']

const everywhere = Object.keys(grantAt) as Moment[]
const open = everywhere.filter((name) => name !== 'unknown' && name !== 'closed')
const untilPaid = open.filter(
  (name) => !['record_payment', 'hand_in_report', 'accept_report', 'settle_report', 'decide_amendment'].includes(name),
)

/** Where each command is taken on an ordinary day. */
const taken: Readonly<Record<Type, readonly Moment[]>> = {
  DraftApplication: ['unknown', 'submit_application', 'complete_application'],
  ProvideDocument: open,
  SubmitApplication: [],
  AskCompletion: ['check_application'],
  CompleteApplication: [],
  AdmitApplication: ['check_application'],
  RefuseAdmission: ['check_application'],
  AskReviewer: ['study_application'],
  GiveReview: ['study_application'],
  DeclineReview: ['study_application'],
  ConcludeInstruction: ['study_application'],
  ConveneSession: [],
  // What its coverage proposes and nobody agrees is nothing to a grant.
  DecideRecovery: everywhere,
  // A session that is over is nothing to a grant that does not wait for it.
  CloseSession: everywhere,
  CancelSession: everywhere,
  AwardGrant: ['decide'],
  RefuseGrant: ['decide'],
  DeferGrant: ['decide'],
  ReopenInstruction: ['meet_condition', 'examine_again', 'notify', ...signing, 'order_payment'],
  LiftCondition: [],
  NotifyGrant: ['notify'],
  IssueAgreement: signing,
  // The same signature again is quiet.
  SignAgreement: ['countersign_agreement'],
  CountersignAgreement: ['countersign_agreement'],
  AskAmendment: ['order_payment', 'hand_in_report', 'accept_report', 'settle_report', 'decide_amendment'],
  AmendGrant: ['order_payment', 'hand_in_report', 'accept_report', 'settle_report', 'decide_amendment'],
  DeclineAmendment: ['decide_amendment'],
  OrderPayment: ['order_payment'],
  ApprovePayment: ['approve_payment'],
  RecordPaid: ['record_payment'],
  RecordPaymentFailed: ['record_payment'],
  HandInReport: ['hand_in_report', 'settle_report'],
  AcceptReport: ['accept_report'],
  SendBackReport: ['accept_report'],
  MoveReportDay: ['hand_in_report', 'settle_report'],
  EvaluateGrant: ['settle_report', 'evaluate'],
  OrderRecovery: [],
  RecordRecovered: ['record_recovery'],
  WaiveRecovery: ['record_recovery'],
  TakeOverGrant: ['unknown'],
  WithdrawGrant: untilPaid.filter((name) => !['evaluate', 'record_recovery'].includes(name)),
  RemindGrant: open,
  ExpireGrant: open,
}

/** What is refused on this day where it is otherwise done: by which rule. */
const refusedHere: Readonly<Record<string, string>> = {
  'SubmitApplication submit_application': 'documents_missing',
  'CompleteApplication complete_application': 'documents_missing',
  'LiftCondition meet_condition': 'documents_missing',
  'ConveneSession hear_committee': 'grant_already_packed',
  'SignAgreement sign_agreement': 'agreement_not_provided',
  ...Object.fromEntries(everywhere.map((name) => [`TakeOverGrant ${name}`, 'already_exists'])),
  'WithdrawGrant record_payment': 'payment_at_the_payer',
  ...Object.fromEntries(signing.map((name) => [`DeclineAmendment ${name}`, 'nothing_to_decline'])),
  ...Object.fromEntries(signing.map((name) => [`OrderPayment ${name}`, 'agreement_not_signed'])),
  'ReopenInstruction decide': 'nothing_decided',
  'OrderRecovery hand_in_report': 'recovery_not_foreseen',
  'OrderRecovery accept_report': 'recovery_not_foreseen',
  'OrderRecovery settle_report': 'recovery_not_foreseen',
  'OrderRecovery evaluate': 'recovery_not_foreseen',
  'RecordPaid decide_amendment': 'mandate_already_recorded',
  'OrderRecovery closed': 'recovery_not_foreseen',
  'RecordPaid hand_in_report': 'mandate_already_recorded',
  'RecordPaid accept_report': 'mandate_already_recorded',
  'RecordPaid settle_report': 'mandate_already_recorded',
  'RecordPaid evaluate': 'mandate_already_recorded',
  'RecordPaid record_recovery': 'mandate_already_recorded',
  'RecordPaid closed': 'mandate_already_recorded',
  ...Object.fromEntries(
    ['hand_in_report', 'accept_report', 'settle_report', 'evaluate']
      .concat('record_recovery', 'decide_amendment')
      .map((name) => [`WithdrawGrant ${name}`, 'grant_already_paid']),
  ),
}

const heard = { grant: fundIds.grant, agree: 1, disagree: 0, abstain: 0, quorate: true }
const news: Partial<Record<Type, Facts>> = {
  ConveneSession: sessionTold('SessionConvened', { call: 'landes-actions-2026.v1', on: '2026-03-02', pack: [] }),
  CloseSession: sessionTold('SessionClosed', { heard: [heard] }),
  CancelSession: sessionTold('SessionCancelled', { pack: [] }),
}
const reviewer: readonly Type[] = ['GiveReview', 'DeclineReview']

function answer(type: Type, moment: Moment): string {
  const by = reviewer.includes(type) ? fundIds.reviewer : fundIds.otherManager
  const state = grantAt[moment]()
  const given = news[type] ?? grantFacts(nextAgreement(state), by)
  const decision = decide(grantCommands[type], state, given, fundIds.grant)
  return decision.ok ? 'yes' : decision.rule
}

function expected(type: Type, moment: Moment): string {
  if (taken[type].includes(moment)) return 'yes'
  const here = refusedHere[`${type} ${moment}`]
  if (here) return here
  if (moment === 'unknown') return 'unknown_stream'
  return moment === 'closed' ? 'grant_closed' : 'grant_wrong_task'
}

test.each(Object.keys(grantCommands) as Type[])('%s, at every task', (type) => {
  const moments = Object.keys(grantAt) as Moment[]
  const told = moments.map((moment) => `${moment}: ${answer(type, moment)}`)
  expect(told).toEqual(moments.map((moment) => `${moment}: ${expected(type, moment)}`))
})
