import { refusedCode } from '../device/device.checks'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, never } from '../kernel/refusal'
import * as agreement from './agreement.decide'
import * as amendment from './amendment.decide'
import * as application from './application.decide'
import * as award from './award.decide'
import { followSession, type SessionFollowed } from './committee.decide'
import { announced } from './course.events'
import * as ending from './ending.decide'
import { refusedUnless } from './grant.checks'
import { evolve } from './grant.evolve'
import type { GrantEvent, GrantOwn } from './grant.events'
import type { GrantState, OpenGrant } from './grant.state'
import * as instruction from './instruction.decide'
import * as payment from './payment.decide'
import * as recovery from './recovery.decide'
import * as report from './report.decide'
import { takeOver } from './takeover.decide'

/** The commands that a grant leads, and those of sessions and of its coverage that it follows. */
export type GrantCommand =
  | GrantOwn[keyof GrantOwn]
  | { readonly type: 'DecideRecovery'; readonly data: unknown }
  | { [T in SessionFollowed]: { readonly type: T; readonly data: unknown } }[SessionFollowed]

/** What a command does to a grant. Pure; `stream` is its own, by which fund lines know whose cents move. */
export function decide(command: GrantCommand, state: GrantState, facts: Facts, stream: string): Decision<GrantEvent> {
  switch (command.type) {
    case 'DraftApplication':
      return application.draft(command, state, facts)
    case 'ProvideDocument':
      return application.provide(command, state, facts)
    case 'SubmitApplication':
      return application.submit(state, facts)
    case 'AskCompletion':
      return application.askCompletion(command, state, facts)
    case 'CompleteApplication':
      return application.complete(state, facts)
    case 'AdmitApplication':
      return application.admit(state, facts)
    case 'RefuseAdmission':
      return refuseAdmission(command, state, facts)
    case 'AskReviewer':
      return instruction.askReviewer(command, state, facts)
    case 'GiveReview':
      return instruction.giveReview(command, state, facts)
    case 'DeclineReview':
      return instruction.declineReview(command, state, facts)
    case 'ConcludeInstruction':
      return instruction.conclude(command, state, facts)
    case 'ConveneSession':
    case 'CloseSession':
    case 'CancelSession':
      return followSession(state, facts, stream)
    case 'DecideRecovery':
      return recovery.followCoverage(state, facts)
    case 'AwardGrant':
      return award.award(command, state, facts, stream)
    case 'RefuseGrant':
      return award.refuseGrant(command, state, facts)
    case 'DeferGrant':
      return award.defer(command, state, facts)
    case 'ReopenInstruction':
      return award.reopen(command, state, facts, stream)
    case 'LiftCondition':
      return award.liftCondition(state, facts)
    case 'NotifyGrant':
      return withCourse(award.notify(command, state, facts, stream), state, facts)
    case 'IssueAgreement':
      return agreement.issueAgreement(state, facts)
    case 'SignAgreement':
      return agreement.signAgreement(command, state, facts)
    case 'CountersignAgreement':
      return countersigned(agreement.countersign(command, state, facts, stream), state, facts, stream)
    default:
      return follow(command, state, facts, stream)
  }
}

type Following = Extract<
  GrantCommand,
  {
    type:
      | ('AskAmendment' | 'AmendGrant' | 'DeclineAmendment')
      | ('OrderPayment' | 'ApprovePayment' | 'RecordPaid' | 'RecordPaymentFailed')
      | ('HandInReport' | 'AcceptReport' | 'SendBackReport' | 'MoveReportDay' | 'EvaluateGrant')
      | ('OrderRecovery' | 'WaiveRecovery' | 'RecordRecovered')
      | ('TakeOverGrant' | 'WithdrawGrant' | 'RemindGrant' | 'ExpireGrant')
  }
>

/** What follows a decision, and how a grant ends. */
function follow(command: Following, state: GrantState, facts: Facts, stream: string): Decision<GrantEvent> {
  switch (command.type) {
    case 'AskAmendment':
      return amendment.ask(command, state, facts)
    case 'AmendGrant':
      return amendment.amend(command, state, facts, stream)
    case 'DeclineAmendment':
      return amendment.decline(command, state, facts, stream)
    case 'OrderPayment':
      return payment.order(state, facts, stream)
    case 'ApprovePayment':
      return payment.approve(state, facts)
    case 'RecordPaid':
      return payment.paid(command, state, facts, stream)
    case 'RecordPaymentFailed':
      return payment.failed(command, state, facts, stream)
    case 'HandInReport':
      return report.handIn(command, state, facts)
    case 'AcceptReport':
      return report.acceptReport(state, facts)
    case 'SendBackReport':
      return report.sendBack(command, state, facts)
    case 'MoveReportDay':
      return report.moveDay(command, state, facts)
    case 'EvaluateGrant':
      return report.evaluate(command, state, facts, stream)
    case 'WaiveRecovery':
      return recovery.waive(command, state, facts, stream)
    case 'OrderRecovery':
      return recovery.orderRecovery(command, state, facts)
    case 'RecordRecovered':
      return recovery.recovered(command, state, facts, stream)
    case 'TakeOverGrant':
      return takeOver(command, state, facts, stream)
    case 'WithdrawGrant':
      return ending.withdraw(command, state, facts, stream)
    case 'RemindGrant':
      return ending.remind(state, facts)
    case 'ExpireGrant':
      return ending.expire(state, facts, stream)
    default:
      return never(command)
  }
}

/** What both sides have signed lets the course begin, or an amendment take effect. */
function countersigned(
  decision: Decision<GrantEvent>,
  state: GrantState,
  facts: Facts,
  stream: string,
): Decision<GrantEvent> {
  if (!decision.ok || !('amendment' in state) || !state.amendment) return withCourse(decision, state, facts)
  const signed = decision.events.reduce<GrantState>(evolve, state) as OpenGrant
  return accept(...decision.events, ...amendment.signedAmendment(signed, facts, stream))
}

/** A course may begin with a report, which is announced with its day. */
function withCourse(decision: Decision<GrantEvent>, state: GrantState, facts: Facts): Decision<GrantEvent> {
  if (!decision.ok) return decision
  return accept(...decision.events, ...announced(decision.events.reduce<GrantState>(evolve, state), facts))
}

function refuseAdmission(
  { data: { reason } }: GrantOwn['RefuseAdmission'],
  state: GrantState,
  { now: at }: Facts,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'check_application')
  if (refused) return refused
  const { inadmissible } = (state as OpenGrant).opening.terms.reasons
  return (
    refusedCode(inadmissible, reason, 'reason', 'reasons.inadmissible') ??
    accept({ type: 'GrantClosed', data: { outcome: 'inadmissible', reason, movements: [] }, at })
  )
}
