import { never } from '../kernel/refusal'
import { followAgreement } from './agreement.evolve'
import { followAmendment } from './amendment.evolve'
import { followApplication } from './application.evolve'
import { followDecision } from './decision.evolve'
import type { GrantEvent, GrantEventOf } from './grant.events'
import type { ClosedGrant, GrantState, OpenGrant } from './grant.state'
import { followPayment } from './payment.evolve'
import { followReport } from './report.evolve'

/** Folds one decided event. */
export function evolve(state: GrantState, event: GrantEvent): GrantState {
  if (event.type === 'ApplicationDrafted' || event.type === 'GrantTakenOver') return drafted(state, event)
  if (state.stage === 'unknown') return state
  if (state.stage === 'closed') return event.type === 'RecoveryOrdered' ? askedBack(state, event) : state
  const { at } = event
  switch (event.type) {
    case 'DocumentProvided':
    case 'ApplicationSubmitted':
    case 'CompletionAsked':
    case 'ApplicationCompleted':
    case 'CompletionMissed':
    case 'ApplicationAdmitted':
    case 'ReviewAsked':
    case 'ReviewGiven':
    case 'ReviewDeclined':
    case 'InstructionConcluded':
      return followApplication(state, event)
    case 'CommitteeConvened':
    case 'CommitteeCancelled':
    case 'CommitteeHeard':
    case 'GrantAwarded':
    case 'GrantRefused':
    case 'GrantDeferred':
    case 'DeferralEnded':
    case 'InstructionReopened':
    case 'ConditionLifted':
    case 'GrantNotified':
      return followDecision(state, event)
    case 'AgreementIssued':
    case 'AgreementSigned':
    case 'AgreementCountersigned':
    case 'AgreementTakenOver':
      return followAgreement(state, event)
    case 'AmendmentAsked':
    case 'AmendmentDecided':
    case 'AmendmentDeclined':
    case 'GrantAmended':
      return followAmendment(state, event)
    case 'PaymentOrdered':
    case 'PaymentNotDue':
    case 'PaymentApproved':
    case 'PaymentMade':
    case 'PaymentFailed':
    case 'RecoveryOrdered':
    case 'FundsRecovered':
    case 'RecoveryWaived':
      return followPayment(state, event)
    case 'ReportAwaited':
    case 'ReportHandedIn':
    case 'ReportAccepted':
    case 'ReportSentBack':
    case 'ReportDayMoved':
    case 'ReportMissed':
      return followReport(state, event)
    case 'GrantEvaluated':
    case 'PlanRecomputed':
      return state
    case 'GrantClosed':
      return closed(state, event)
    case 'GrantReminded':
      return { ...state, remindedAt: at, reminders: state.reminders + 1 }
    case 'GrantEscalated':
      return { ...state, since: at, remindedAt: null, reminders: 0 }
    default:
      return never(event)
  }
}

function drafted(
  state: GrantState,
  { type, data, at }: GrantEventOf<'ApplicationDrafted' | 'GrantTakenOver'>,
): GrantState {
  if (state.stage !== 'unknown') return state.stage === 'closed' ? state : { ...state, project: data.project }
  const nothing = { submittedAt: null, documents: {}, completing: [], reviews: [], proposal: null, decisions: [] }
  const committee = { session: null, hearing: null }
  const agreed = { agreement: null, agreedOn: null, agreements: 0, committed: false, amendment: null, former: [] }
  const ahead = {
    award: null,
    notifiedOn: null,
    reference: null,
    ...agreed,
    done: 0,
    payments: [],
    mandates: [],
    reports: [],
    recovery: null,
    titles: [],
    recovered: {},
  }
  const takenOver = type === 'GrantTakenOver'
  const begun = { ...data, takenOver, ...nothing, ...committee, ...ahead, remindedAt: null, reminders: 0 }
  // What was decided before this service follows at once.
  if (takenOver) return { stage: 'decision', ...begun, task: 'decide', until: null, since: at }
  return { stage: 'application', ...begun, task: 'submit_application', until: data.opening.terms.closesOn, since: at }
}

/** A grant that was closed is open again until what is asked back of it has come. */
function askedBack(
  { outcome: _outcome, closedAt: _closedAt, ...known }: ClosedGrant,
  { data, at: since }: GrantEventOf<'RecoveryOrdered'>,
): OpenGrant {
  const parts = data.parts.map((part) => ({ ...part, recovered: 0 }))
  const wait = { task: 'record_recovery', until: null, since, remindedAt: null, reminders: 0 } as const
  return { ...known, ...wait, stage: 'recovery', recovery: { parts, resumes: null, at: since } }
}

function closed(state: OpenGrant, { data, at: closedAt }: GrantEventOf<'GrantClosed'>): GrantState {
  const {
    stage: _stage,
    task: _task,
    until: _until,
    since: _since,
    remindedAt: _at,
    reminders: _number,
    ...known
  } = state
  // What was ordered and never paid is no payment.
  const payments = known.payments
    .map((payment) => ({ ...payment, parts: payment.parts.filter(({ is }) => is !== 'ordered') }))
    .filter(({ parts }) => parts.length > 0)
  return { ...known, payments, stage: 'closed', outcome: data.outcome, closedAt }
}
