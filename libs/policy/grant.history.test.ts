import type { GrantEvent } from '../domain/grant/grant.events'
import { grantCommands as commands } from '../testing/grant.fixtures'
import { grantAt, grantDecided } from '../testing/grant.moments'
import { sharedGrantDataOf, wholeGrantDataOf } from './grant.history'

/** What the structure reads of each event: fields by name, none, or null where it does not read of it at all. */
const told: Readonly<Record<GrantEvent['type'], string | null>> = {
  ApplicationDrafted: '',
  GrantTakenOver: '',
  AgreementTakenOver: '',
  DocumentProvided: 'code document',
  ApplicationSubmitted: '',
  CompletionAsked: 'documents until',
  ApplicationCompleted: '',
  CompletionMissed: '',
  ApplicationAdmitted: '',
  ReviewAsked: null,
  ReviewGiven: null,
  ReviewDeclined: null,
  InstructionConcluded: '',
  CommitteeConvened: null,
  CommitteeCancelled: null,
  CommitteeHeard: null,
  GrantAwarded: 'cents condition',
  GrantRefused: 'reason',
  GrantDeferred: 'reason until',
  DeferralEnded: '',
  InstructionReopened: 'reason',
  ConditionLifted: '',
  GrantNotified: 'reference',
  AgreementIssued: 'version document sha256',
  AgreementSigned: 'version document mode',
  AgreementCountersigned: 'version document mode',
  AmendmentAsked: 'project reason',
  AmendmentDecided: 'project reason cents',
  AmendmentDeclined: 'reason',
  GrantAmended: 'project reason cents',
  PaymentOrdered: 'instalment cents',
  PaymentNotDue: 'instalment',
  PaymentApproved: 'instalment',
  PaymentMade: 'instalment line mandate',
  PaymentFailed: 'instalment line mandate',
  ReportAwaited: 'report until',
  ReportHandedIn: 'report spentCents results',
  ReportAccepted: 'report',
  ReportSentBack: 'report until',
  ReportDayMoved: 'report until',
  ReportMissed: 'report',
  RecoveryOrdered: 'cents reason',
  RecoveryWaived: 'cents reason',
  FundsRecovered: 'line cents title',
  GrantEvaluated: 'results',
  GrantClosed: 'outcome reason',
  GrantReminded: null,
  GrantEscalated: null,
  PlanRecomputed: null,
}

test.each(Object.entries(told))('%s is told the structure by: %s', (type, fields) => {
  const shared = sharedGrantDataOf(type, {})
  expect(shared && Object.keys(shared).join(' ')).toBe(fields)
})

test('nothing of it says who studied, voted, ordered or approved, what they said, or which cents moved where', () => {
  const fields = new Set(Object.values(told).flatMap((each) => each?.split(' ') ?? []))
  for (const secret of [
    'reviewer',
    'favourable',
    'scores',
    'session',
    'agree',
    'by',
    'movements',
    'split',
    'parts',
    'opening',
  ])
    expect(fields).not.toContain(secret)
})

test('what is told is what the event says', () => {
  const [awarded] = grantDecided(grantAt.decide(), commands.AwardGrant)
  expect(sharedGrantDataOf('GrantAwarded', { ...awarded?.data })).toEqual({ cents: 180_000, condition: null })
})

test('what is not an event of a grant is not read', () => {
  expect(sharedGrantDataOf('JourneyReferred', { place: 'x' })).toBeNull()
  expect(sharedGrantDataOf('toString', {})).toBeNull()
})

test('the whole of an event leaves out the terms of the call that an application repeats', () => {
  const [drafted] = grantDecided({ stage: 'unknown' }, commands.DraftApplication)
  expect(wholeGrantDataOf({ ...drafted?.data })).toEqual({ project: commands.DraftApplication.data.project })
})
