import type { GrantEvent } from '../domain/grant/grant.events'
import { nothing, only, type Shared } from './shared.history'

type Data = Readonly<Record<string, unknown>>

/**
 * What the structure that applies reads of the history of its grant: what is asked of it, decided, paid and reported; never
 * who studied it, nor what they said. A new event does not compile until somebody has decided what of it is shared.
 */
const shared: Readonly<Record<GrantEvent['type'], Shared>> = {
  ApplicationDrafted: nothing,
  GrantTakenOver: nothing,
  DocumentProvided: only('code', 'document'),
  ApplicationSubmitted: nothing,
  CompletionAsked: only('documents', 'until'),
  ApplicationCompleted: nothing,
  CompletionMissed: nothing,
  ApplicationAdmitted: nothing,
  ReviewAsked: null,
  ReviewGiven: null,
  ReviewDeclined: null,
  InstructionConcluded: nothing,
  CommitteeConvened: null,
  CommitteeCancelled: null,
  CommitteeHeard: null,
  GrantAwarded: only('cents', 'condition'),
  GrantRefused: only('reason'),
  GrantDeferred: only('reason', 'until'),
  DeferralEnded: nothing,
  InstructionReopened: only('reason'),
  ConditionLifted: nothing,
  GrantNotified: only('reference'),
  AgreementIssued: only('version', 'document', 'sha256'),
  AgreementSigned: only('version', 'document', 'mode'),
  AgreementCountersigned: only('version', 'document', 'mode'),
  AgreementTakenOver: nothing,
  AmendmentAsked: only('project', 'reason'),
  AmendmentDecided: only('project', 'reason', 'cents'),
  AmendmentDeclined: only('reason'),
  GrantAmended: only('project', 'reason', 'cents'),
  PaymentOrdered: only('instalment', 'cents'),
  PaymentNotDue: only('instalment'),
  PaymentApproved: only('instalment'),
  PaymentMade: only('instalment', 'line', 'mandate'),
  PaymentFailed: only('instalment', 'line', 'mandate'),
  ReportAwaited: only('report', 'until'),
  ReportHandedIn: only('report', 'spentCents', 'results'),
  ReportAccepted: only('report'),
  ReportSentBack: only('report', 'until'),
  ReportDayMoved: only('report', 'until'),
  ReportMissed: only('report'),
  RecoveryOrdered: only('cents', 'reason'),
  RecoveryWaived: only('cents', 'reason'),
  FundsRecovered: only('line', 'cents', 'title'),
  GrantEvaluated: only('results'),
  GrantClosed: only('outcome', 'reason'),
  GrantReminded: null,
  GrantEscalated: null,
  PlanRecomputed: null,
}

/** The data of a grant's event as the structure that applies reads it, or null where it does not read it at all. */
export function sharedGrantDataOf(type: string, data: Data): Data | null {
  const filter = Object.hasOwn(shared, type) ? shared[type as GrantEvent['type']] : null
  return filter ? filter(data) : null
}

/** The whole of an event's data, but for what each application repeats of its call. */
export function wholeGrantDataOf({ opening: _opening, ...data }: Data): Data {
  return data
}
